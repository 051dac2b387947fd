import type { App } from '../../app.ts';
import type { Press, Selection } from '../../chat/incoming.ts';
import { asId, idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { Refusal } from '../../errors.ts';
import { visible, visibleTallyOf } from '../store.ts';
import { keepBallot } from './ballot.ts';
import { receipt } from './receipt.ts';
import { notOpen, openVoting, type VotingContext } from './voting-context.ts';

/** A press on an option, `vote:<poll>/<option>`: it becomes the person's answer. Pressed again it stays. */
export async function vote(app: App, press: Press): Promise<Reply> {
  const [pollId, ...options] = idsIn(press.id);
  return answerWith(app, press, await openVoting(app, pollId, press), options);
}

/** A choice from the menu of a poll, `pick:<poll>`: it takes the place of what was chosen before. */
export async function chooseFromMenu(app: App, selection: Selection): Promise<Reply> {
  const [pollId] = idsIn(selection.id);
  return answerWith(app, selection, await openVoting(app, pollId, selection), selection.values.map(asId));
}

async function answerWith(
  app: App,
  act: Press | Selection,
  booth: VotingContext,
  options: readonly number[],
): Promise<Reply> {
  const { poll, zone } = booth;
  const choices = choicesFrom(poll, options);
  const kept = await keepBallot(app.db, app.now(), booth, choices, act);
  if (kept === 'closed') throw notOpen({ ...poll, state: 'closed' }, zone);
  if (kept === 'gone') throw notOffered();
  return whisper(receipt('Counted', booth, choices, await visibleTallyOf(app.db, poll)));
}

/** What is chosen, each option once, in their order. @throws Refusal when it is nothing, too much, or not offered */
export function choicesFrom(poll: VotingContext['poll'], options: readonly number[]): number[] {
  const choices = [...new Set(options)].sort((a, b) => a - b);
  const offered = new Set(visible(poll).map(({ id }) => id));
  if (choices.length === 0) throw new Refusal('Nothing was chosen. Please choose an option under the poll.');
  if (choices.some((id) => !offered.has(id))) throw notOffered();
  if (choices.length > poll.most)
    throw new Refusal(`You can choose at most ${poll.most}, so nothing was changed. Please choose fewer.`);
  return choices;
}

function notOffered(): Refusal {
  return new Refusal(
    'This option is not available, so nothing was changed. Please choose another under the poll.',
  );
}
