import type { PostRef } from '../../chat/incoming.ts';
import type { Prisma, Tx } from '../../db.ts';
import type { SubjectRef } from './subject.ts';

/** A message of ours, and what can be flagged of it. */
export interface OwnMessage {
  /** Of its delivery. */
  id: number;
  meant: SubjectRef[];
}

const known = { id: true, subjectKind: true, subjectId: true, page: true } satisfies Prisma.DeliverySelect;

/** What a message shows: of an idea or poll that one, of a digest its items; null when it is not one of ours. */
export async function ownMessageAt(tx: Tx, { platform, channel, id }: PostRef): Promise<OwnMessage | null> {
  const where = { platform, postChannel: channel, postId: id };
  const delivery = await tx.delivery.findFirst({ where, select: known });
  return delivery && { id: delivery.id, meant: await shownBy(tx, delivery) };
}

/** The same, by the delivery's own id. */
export async function ownMessageById(tx: Tx, id: number): Promise<OwnMessage | null> {
  const delivery = await tx.delivery.findUnique({ where: { id }, select: known });
  return delivery && { id, meant: await shownBy(tx, delivery) };
}

async function shownBy(
  tx: Tx,
  { subjectKind: kind, subjectId: id, page }: Prisma.DeliveryGetPayload<{ select: typeof known }>,
): Promise<SubjectRef[]> {
  // Also what stands in the threads of an idea or poll is theirs.
  if (kind === 'idea' || kind === 'poll') return [{ kind, id }];
  if (kind !== 'edition' || page === null) return [];
  const entries = await tx.entry.findMany({
    where: { editionId: id, page },
    select: { id: true },
    orderBy: { rank: 'asc' },
  });
  return entries.map((entry) => ({ kind: 'entry', id: entry.id }));
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
