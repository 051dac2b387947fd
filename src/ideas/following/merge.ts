import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { lock } from '../../locks.ts';
import { change, lockIdea } from '../idea/change.ts';
import { nameOf, readNumber } from '../idea/idea.ts';
import { moderatorOf } from '../idea/moderator.ts';
import { findIdea, findNumbered } from '../idea/store.ts';
import { endOf, treeOf } from '../idea/tree.ts';
import { type Shown, shown } from './idea-of-button.ts';
import { tell, whoIsTold } from './tell.ts';

/**
 * `/idea merge N INTO M`: N goes into M, or where M went itself. Nothing is moved: who supports and follows N counts for the other as long
 * as N points there, and both texts stay. A chair of both groups and the office may.
 */
export async function mergeIdeas(app: App, { person, words }: Command): Promise<Reply> {
  const [from, to] = readMerge(words);
  const { one, into, told } = await commit(app, async (tx, wake) => {
    await lock(tx, 'ideaMerging');
    const { idea, moderator } = await moderatorOf(tx, person, { number: from });
    const one = shown(await lockIdea(tx, idea.id));
    const into = await target(tx, one, to);
    await moderatorOf(tx, person, { id: into.id });
    const ids = await treeOf(tx, one.id);
    const mergedId = into.id;
    const changeId = await change(tx, app.now(), one, {
      state: 'merged',
      reason: null,
      by: moderator,
      mergedId,
    });
    await refreshAll(tx, [...ids, into.id]);
    const says = `was merged into ${nameOf(into.number)}, and you will hear what happens to that`;
    const told = await tell(tx, app, { about: one, see: into, changeId, byId: moderator.id, says });
    wake('ideas', [...ids, into.id]);
    wake('delivery', told.woken);
    return { one, into, told };
  });
  return whisper(
    `${nameOf(one.number)} was merged into ${nameOf(into.number)}: supporters and followers of either count for both, and both texts are kept. ${whoIsTold(told)} To undo it, type /idea part ${one.number}`,
  );
}

/** Where it goes. @throws Refusal when that cannot be */
async function target(tx: Tx, one: Shown, number: number): Promise<Shown> {
  if (one.state === 'merged')
    throw new Refusal(
      `${nameOf(one.number)} has already been merged into ${one.merged?.number ? nameOf(one.merged.number) : 'another idea'}. To separate them first, type /idea part ${one.number}`,
    );
  const named = await findNumbered(tx, number);
  if (named.id === one.id) throw new Refusal('Please give two different ideas: /idea merge 12 into 7');
  const into = await findIdea(tx, await endOf(tx, named.id));
  if (into.id === one.id)
    throw new Refusal(
      `${nameOf(number)} was itself merged into ${nameOf(one.number)}. To separate them first, type /idea part ${number}`,
    );
  return shown(into);
}

/** What stands of these is behind their rows. */
export async function refreshAll(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.idea.updateMany({ where: { id: { in: [...ids] } }, data: { stale: true } });
}

/** `12 into 7`, `IDEA-12 IDEA-7`. @throws Refusal */
function readMerge(words: string): [number, number] {
  const found = /^\s*(?:idea[-\s]*|#)?(\d+)\s+(?:(?:into|in|to|with)\s+)?((?:idea[-\s]*|#)?\d+)\s*$/i.exec(
    words,
  );
  const numbers = [readNumber(found?.[1] ?? ''), readNumber(found?.[2] ?? '')];
  const [from, to] = numbers;
  if (!from || !to)
    throw new Refusal('Please give both ideas, first the one to merge into the other: /idea merge 12 into 7');
  return [from, to];
}
