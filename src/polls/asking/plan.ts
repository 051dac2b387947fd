import type { App } from '../../app.ts';
import { type Problems, type Read, readAll, readChoice, readMoment, readTime } from '../../chat/fields.ts';
import { choiceField, dayField, type Form, form, lineField } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { fix, openForm, type Reply, redraw } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { addDays, addMonths, type Day, dayIn, instantOf, showMoment } from '../../time.ts';
import { workingDayFrom } from '../../working-days.ts';
import type { Repeat } from '../calendar.ts';
import type { Poll } from '../store.ts';
import { draftIdIn, ownDraft, readyDraft } from './draft.ts';
import { groupNames, renderDone, repeats } from './preview.ts';
import { repeatTrouble } from './repeat.ts';
import { again, settle } from './send.ts';

/** Months ahead that a poll can be planned. */
const farthest = 12;

/** Opens the form that says when a draft goes out. */
export async function openPlan({ db, now }: App, press: Press): Promise<Reply> {
  const { draft } = await db.$transaction((tx) => ownDraft(tx, press.person, draftIdIn(press.id)));
  return openForm(planForm(draft, workingDayFrom(addDays(dayIn(draft.zone, now()), 1), draft.zone)));
}

/** The form sent off: the draft is planned. */
export async function planDraft(app: App, { id, person, fields }: Submission): Promise<Reply> {
  const now = app.now();
  const done = await commit(app, async (tx, wake) => {
    const { draft } = await readyDraft(tx, person, draftIdIn(id));
    const read = readPlan(draft, fields, now);
    if ('problems' in read) return read;
    await tx.poll.update({ where: { id: draft.id }, data: { repeat: read.repeat } });
    wake('polls', draft.id);
    return settle(tx, draft, read.opensAt);
  });
  if ('problems' in done) return fix(done.problems);
  const { opensAt, closesAt, zone, question } = done;
  const when = `on ${showMoment(opensAt, zone)} (${zone}) and closes on ${showMoment(closesAt, zone)}`;
  const stop = 'To see or stop it, type /needs polls';
  return redraw(
    renderDone('Planned', `“${question}” goes to ${groupNames(done)} ${when}.${again(done)} ${stop}`),
  );
}

function planForm(draft: Poll, day: Day): Form {
  return form(`poll-plan:${draft.id}`, 'Send it later', 'Plan', [
    dayField('day', 'Day', { value: day }),
    lineField('time', 'Time', 20, { hint: `Such as 09:00, on the clock of ${draft.zone}`, value: '09:00' }),
    choiceField('repeat', 'Goes out', repeats, { chosen: draft.repeat }),
  ]);
}

/**
 * Reads the form. A time that was typed behind the day counts more than the one beside it, which stands there from the start.
 * @param now not before which it goes out
 */
export function readPlan(
  { zone, lasts }: Pick<Poll, 'zone' | 'lasts'>,
  fields: Submission['fields'],
  now: Date,
): { opensAt: Date; repeat: Repeat } | { problems: Problems } {
  const today = dayIn(zone, now);
  const typed = readMoment(fields.day, { today, first: today, last: addMonths(today, farthest) });
  const behind = 'value' in typed ? typed.value.time : null;
  const time: Read<string> = behind === null ? readTime(fields.time) : { value: behind };
  const read = readAll({
    day: typed,
    time,
    repeat: readChoice(fields.repeat, Object.keys(repeats) as Repeat[]),
  });
  if ('problems' in read) return read;
  const opensAt = instantOf(read.day.day, read.time, zone);
  if (opensAt <= now) {
    const problem = 'This time has already passed. Choose a later one, or press Send now.';
    return { problems: { [behind === null ? 'time' : 'day']: problem } };
  }
  const trouble = repeatTrouble(read.repeat, lasts);
  return trouble ? { problems: { repeat: trouble } } : { opensAt, repeat: read.repeat };
}
