import type { PostRef } from '../../chat/incoming.ts';
import type { Message } from '../../chat/message.ts';
import type { Tx } from '../../db.ts';
import { type SubjectRef, subjectRefOf } from './subject.ts';

/** A message of ours, and what can be flagged of it. */
export interface OwnMessage {
  /** Of its delivery. */
  id: number;
  meant: SubjectRef[];
}

/** What a message shows: of an idea or poll that one, of a digest its items; null when it is not one of ours. */
export async function ownMessageAt(tx: Tx, { platform, channel, id }: PostRef): Promise<OwnMessage | null> {
  const delivery = await tx.delivery.findFirst({
    where: { platform, postChannel: channel, postId: id },
    select: { id: true, key: true, message: true },
  });
  return (
    delivery && { id: delivery.id, meant: shownBy(delivery.key, delivery.message as unknown as Message) }
  );
}

/** The same, by the delivery's own id. */
export async function ownMessageById(tx: Tx, id: number): Promise<OwnMessage | null> {
  const delivery = await tx.delivery.findUnique({ where: { id }, select: { key: true, message: true } });
  return delivery && { id, meant: shownBy(delivery.key, delivery.message as unknown as Message) };
}

function shownBy(key: string, { blocks }: Message): SubjectRef[] {
  // As they are named in src/ideas/keys.ts and src/polls/keys.ts: also what stands in their threads is theirs.
  const [, kind, id] = /^(idea|poll)\/(\d+)\//.exec(key) ?? [];
  if (kind) return [subjectRefOf(`flag:${kind}/${id}`)];
  const ids = blocks.flatMap((block) =>
    block.kind === 'controls' ? block.controls.flatMap((one) => ('id' in one ? one.id : [])) : [],
  );
  // Where there was no room for its *Flag*, an item of a digest is known by its *Useful*.
  const flags = ids.map((one) => one.replace(/^useful:(\d+)$/, 'flag:entry/$1'));
  return [...new Set(flags)].filter((one) => one.startsWith('flag:')).map(subjectRefOf);
}

/** What the items of a message are called, by the ids of their entries, in their order. */
export async function entriesOf(tx: Tx, { meant }: OwnMessage): Promise<Map<number, string>> {
  const ids = meant.flatMap(({ kind, id }) => (kind === 'entry' ? id : []));
  const entries = await tx.entry.findMany({
    where: { id: { in: ids } },
    select: { id: true, rank: true, item: { select: { title: true } } },
    orderBy: { rank: 'asc' },
  });
  return new Map(entries.map(({ id, rank, item }) => [id, `${rank ?? '–'}. ${item.title || 'Untitled'}`]));
}
