import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { Refusal } from '../../errors.ts';
import { lock } from '../../locks.ts';
import { change, lockIdea } from '../idea/change.ts';
import { nameOf, states } from '../idea/idea.ts';
import { moderatorOf } from '../idea/moderator.ts';
import { numberIn } from '../idea/reference.ts';
import { endOf, treeOf } from '../idea/tree.ts';
import { refreshAll } from './merge.ts';
import { tell, whoIsTold } from './tell.ts';

/** `/idea part N`: undoes a merging. N stands where it stood before, with its own supporters and followers. */
export async function unmergeIdea(app: App, { person, words }: Command): Promise<Reply> {
  const number = numberIn(words, 'part N');
  const { idea, state, told } = await commit(app, async (tx, wake) => {
    await lock(tx, 'ideaMerging');
    const { idea: named, moderator } = await moderatorOf(tx, person, { number });
    const idea = await lockIdea(tx, named.id);
    if (idea.state !== 'merged')
      throw new Refusal(
        `${nameOf(number)} is not merged with another idea, so there is nothing to separate.`,
      );
    if (idea.merged) await moderatorOf(tx, person, { id: idea.merged.id });
    const end = await endOf(tx, idea.id);
    const before = idea.changes.findLast((one) => one.state !== 'merged');
    const state = before?.state ?? 'received';
    const reason = before?.reason ?? null;
    const by = moderator;
    const changeId = await change(tx, app.now(), idea, { state, reason, by, mergedId: null });
    const ids = [...(await treeOf(tx, idea.id)), end];
    await refreshAll(tx, ids);
    const says = `is separate again (${states[state].toLowerCase()})`;
    const told = await tell(tx, app, { about: idea, see: idea, changeId, byId: moderator.id, says });
    wake('ideas', ids);
    wake('delivery', told.woken);
    return { idea, state, told };
  });
  return whisper(
    `${nameOf(idea.number!)} is separate again, with its former status: ${states[state].toLowerCase()}. ${whoIsTold(told)}`,
  );
}
