import type { Tx } from '../../db.ts';
import { showing } from '../../delivery/subject.ts';
import type { TopicId } from '../../taxonomy/topics.ts';
import { isOver, subjectOf, topicOf } from './priority.ts';

/** An open call for ideas, as whoever answers it sees it. */
export interface Call {
  id: number;
  topic: TopicId | null;
  subject: string;
}

/**
 * The call of this id, for a member of a group. Until the end of `tx` it does not end, so that whatever answers it is counted.
 * @returns `over` when it has ended, `elsewhere` when there is none or this group was not asked
 */
export async function findCall(
  tx: Tx,
  id: number,
  group: { id: number; zone: string },
  at: Date,
): Promise<Call | 'over' | 'elsewhere'> {
  await tx.$queryRaw`SELECT id FROM priority WHERE id = ${id} FOR SHARE`;
  const found = await tx.priority.findFirst({
    where: { id, call: true, groups: { some: { groupId: group.id } } },
    include: { theme: { select: { number: true, title: true } } },
  });
  if (!found) return 'elsewhere';
  if (isOver(found, group.zone, at)) return 'over';
  return { id, topic: topicOf(found), subject: subjectOf(found) };
}

/** The key of the message under which what answers a call is listed in a channel; null where none stands or waits. */
export async function callPost(
  tx: Tx,
  id: number,
  { platform, channel }: { platform: string; channel: string },
): Promise<string | null> {
  const post = await tx.delivery.findFirst({
    where: { ...showing({ kind: 'priority', id }), platform, channel, state: { not: 'failed' } },
    select: { key: true },
  });
  return post?.key ?? null;
}
