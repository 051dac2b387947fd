import { randomBytes } from 'node:crypto';
import type { Db } from '../../src/db.ts';
import { both, similar, type Weighing } from '../../src/ideas/finding/similar.ts';
import type { Query, Words } from './labelled.ts';
import type { Answers, Found } from './measure.ts';

/** Stores the corpus as ideas of one group. @returns their row ids, by their places */
export async function storeCorpus(db: Db, corpus: readonly Words[]): Promise<number[]> {
  const at = new Date('2026-11-01T09:00:00Z');
  const group = await db.group.create({
    data: {
      slug: 'similar',
      name: 'Similar',
      kind: 'sig',
      zone: 'Europe/London',
      digestDays: [],
      digestSize: 4,
      topics: {},
      keywords: [],
      createdAt: at,
    },
  });
  const rows = await db.idea.createManyAndReturn({
    data: corpus.map(({ title, text }, place) => ({
      number: place + 1,
      act: `similar-${place}`,
      kind: 'idea' as const,
      title,
      text,
      groupId: group.id,
      signed: false,
      salt: Uint8Array.from(randomBytes(32)),
      mark: `similar-${place}`,
      sealed: new Uint8Array(1),
      sentAt: at,
      takenInAt: at,
    })),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Asks for what is similar to each query. @param ids as `storeCorpus` gave them */
export async function askAll(
  db: Db,
  ids: readonly number[],
  queries: readonly Query[],
  how: Weighing = both,
): Promise<Answers> {
  const answers = new Map<Query, Found[]>();
  for (const query of queries) {
    const found = await similar(db, { groupId: 0, title: query.title, text: query.text }, 3, how);
    answers.set(
      query,
      found.map(({ id, score }) => ({ place: ids.indexOf(id), score })),
    );
  }
  return answers;
}
