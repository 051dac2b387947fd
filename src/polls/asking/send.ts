import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { type Reply, redraw } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { showMoment } from '../../time.ts';
import { closingOf, openingAfter } from '../calendar.ts';
import { findPoll, type Poll } from '../store.ts';
import { draftIdIn, readyDraft } from './draft.ts';
import { groupNames, renderDone } from './preview.ts';
import { repeatTrouble } from './repeat.ts';

/** Sends a draft at once, and once, however often it is pressed. */
export async function sendNow(app: App, press: Press): Promise<Reply> {
  const sent = await commit(app, async (tx, wake) => {
    const { draft } = await readyDraft(tx, press.person, draftIdIn(press.id));
    const trouble = repeatTrouble(draft.repeat, draft.lasts);
    if (trouble) throw new Refusal(`${trouble} Press Change…, or choose how often it goes out.`);
    wake('polls', draft.id);
    return settle(tx, draft, app.now());
  });
  const until = `It closes on ${showMoment(sent.closesAt, sent.zone)}.`;
  return redraw(
    renderDone(
      'Sent',
      `“${sent.question}” goes to ${groupNames(sent)} now. ${until}${again(sent)} To see its status, type /needs polls`,
    ),
  );
}

/** Makes a draft a planned poll: from here on the clock sends it. */
export async function settle(tx: Tx, draft: Poll, opensAt: Date): Promise<Poll> {
  const closesAt = closingOf(opensAt, draft.lasts, draft.zone);
  await tx.poll.update({ where: { id: draft.id }, data: { state: 'planned', opensAt, closesAt } });
  return findPoll(tx, draft.id);
}

/** When it goes out again, as a sentence; nothing for what goes out once. */
export function again({ opensAt, repeat, zone }: Pick<Poll, 'opensAt' | 'repeat' | 'zone'>): string {
  const next = openingAfter(opensAt, repeat, zone);
  return next ? ` It goes out again on ${showMoment(next, zone)}, and so on.` : '';
}
