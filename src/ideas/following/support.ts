import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { nothing, type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { personOf } from '../../community/who.ts';
import { Refusal } from '../../errors.ts';
import { isEnded, nameOf, states } from '../idea/idea.ts';
import { markStale } from '../idea/stale.ts';
import { ideaOfButton, isUnder } from './idea-of-button.ts';

/**
 * *Support*, `support:12`: counts a person once, however often and with whichever account they press. A merged idea is supported where
 * it went. The number under the idea's message is the answer; whoever pressed elsewhere is told.
 */
export async function support(app: App, press: Press): Promise<Reply> {
  const idea = await commit(app, async (tx, wake) => {
    const found = await ideaOfButton(tx, press.id);
    if (isEnded(found.state)) throw ended(found);
    const { id: personId } = await personOf(tx, press.person);
    const { count } = await tx.supporter.createMany({
      data: [{ ideaId: found.id, personId, at: app.now() }],
      skipDuplicates: true,
    });
    if (count > 0) await markStale(tx, found.id);
    wake('ideas', found.id);
    return found;
  });
  return (await isUnder(app.db, press, idea)) ? nothing : whisper(`You now support ${nameOf(idea.number)}.`);
}

function ended({ number, state }: { number: number; state: keyof typeof states }): Refusal {
  return new Refusal(
    `${nameOf(number)} is already ${states[state].toLowerCase()}, so it takes no more support. If you have more to say, please write in its thread.`,
  );
}
