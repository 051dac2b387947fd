import { shorten } from '../../chat/text.ts';
import type { Prisma, Tx } from '../../db.ts';
import { type Subject, showing } from '../../delivery/subject.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';

/** What has to be read of a thing to name it. */
const thingParts = {
  item: { select: { title: true, address: true } },
  idea: { select: { number: true, title: true, hidden: true } },
  poll: { select: { question: true } },
} satisfies Prisma.ThingInclude;

export type Thing = Prisma.ThingGetPayload<{ include: typeof thingParts }>;

/** Things with what names them, the first made first. */
export function findThings(tx: Tx, where: Prisma.ThingWhereInput): Promise<Thing[]> {
  return tx.thing.findMany({ where, include: thingParts, orderBy: { id: 'asc' } });
}

/** What a thing is called, as it is now: of what a chair has hidden, only that. At most 150 characters. */
export function titleOf({ kind, item, idea, poll, text }: Thing): string {
  switch (kind) {
    case 'item':
      return shorten(item?.title || 'Untitled', 150);
    case 'idea': {
      const name = `IDEA-${idea?.number ?? '?'}`;
      return idea?.hidden ? `${name} (hidden by a chair)` : shorten(`${name} · ${idea?.title ?? ''}`, 150);
    }
    case 'poll':
      return shorten(`Poll: ${poll?.question ?? ''}`, 150);
    case 'message':
      return shorten(`Message: ${(text ?? '').replace(/\s+/g, ' ')}`, 150);
  }
}

/** Its topic, if that is one of ours. */
export function topicOf({ topic }: { topic: string | null }): TopicId | null {
  return topicIds.find((id) => id === topic) ?? null;
}

/** Where each thing is read, by its id: an item's own page; else the message that it stands in, on this platform if it can be. */
export async function waysTo(
  tx: Tx,
  things: readonly Thing[],
  platform: string,
): Promise<Map<number, string>> {
  const ways = new Map<number, string>();
  for (const thing of things) {
    const url = thing.item?.address ?? thing.url ?? (await postOf(tx, thing, platform));
    if (url && url.length <= 400) ways.set(thing.id, url);
  }
  return ways;
}

async function postOf(tx: Tx, { ideaId, pollId }: Thing, platform: string): Promise<string | null> {
  const subject: Subject | null =
    ideaId !== null ? { kind: 'idea', id: ideaId } : pollId !== null ? { kind: 'poll', id: pollId } : null;
  if (subject === null) return null;
  const posts = await tx.delivery.findMany({
    where: { ...showing(subject), postUrl: { not: null } },
    select: { platform: true, postUrl: true },
    orderBy: { id: 'asc' },
  });
  return (posts.find((post) => post.platform === platform) ?? posts[0])?.postUrl ?? null;
}
