import type { Tx } from '../../db.ts';
import { subjectOf } from '../flagging/subject.ts';
import { keepThing } from '../flagging/thing.ts';

/**
 * The things behind what was ticked, in its order; ideas and polls become things where nobody has flagged them yet.
 * @param values checked before: `thing/12`, `idea/4`, `poll/3`
 * @returns their row ids
 */
export async function thingsOf(tx: Tx, at: Date, values: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const value of values) {
    const [kind, id] = value.split('/');
    if (kind === 'idea' || kind === 'poll') {
      const subject = await subjectOf(tx, { kind, id: Number(id) });
      ids.push((await keepThing(tx, at, subject)).id);
    } else ids.push(Number(id));
  }
  return [...new Set(ids)];
}
