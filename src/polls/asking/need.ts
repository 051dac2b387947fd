import { clean } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { tag } from '../../taxonomy/tag.ts';
import { keyOf } from '../option.ts';

/**
 * The needs that these words name, made where there are none yet.
 * @returns their ids, in the order of `titles`
 */
export async function needsOf(tx: Tx, now: Date, titles: readonly string[]): Promise<number[]> {
  const known = new Map(titles.map((title) => [keyOf(title), clean(title)]));
  // In one order, so that two who make the same needs wait for each other and never in a circle.
  const rows = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  await tx.need.createMany({
    data: rows.map(([key, title]) => ({ key, title, topic: tag(title)[0]?.topic ?? null, createdAt: now })),
    skipDuplicates: true,
  });
  const needs = await tx.need.findMany({ where: { key: { in: [...known.keys()] } } });
  const ids = new Map(needs.map(({ key, id }) => [key, id]));
  return titles.map((title) => ids.get(keyOf(title))!);
}

/** Takes away a need that nothing speaks of any more: the poll about it never went out. */
export async function forgetNeed(tx: Tx, id: number | null): Promise<void> {
  if (id === null) return;
  await tx.need.deleteMany({
    where: { id, polls: { none: {} }, options: { none: {} }, marks: { none: {} } },
  });
}
