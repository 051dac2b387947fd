import type { App } from '../app.ts';

/** The sources that are to be read now, the longest waiting first. */
export async function dueSources({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const rows = await db.source.findMany({
    where: { nextAt: { lte: now() } },
    orderBy: { nextAt: 'asc' },
    select: { id: true },
    take: 200,
  });
  return rows.map(({ id }) => id);
}
