import type { App } from '../../app.ts';
import { type Form, form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { fix, openForm, type Reply, redraw } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { addDays, addMonths, type Day, dayIn, instantOf, showDay, showMoment } from '../../time.ts';
import { workingDayFrom } from '../../working-days.ts';
import type { Repeat } from '../calendar.ts';
import type { Poll } from '../store.ts';
import { draftIdIn, ownDraft, readyDraft } from './draft.ts';
import { groupNames, renderDone, repeats } from './preview.ts';
import { repeatTrouble } from './repeat.ts';
import { again, settle } from './send.ts';
import { readDay, readTime } from './when.ts';

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
    {
      kind: 'line',
      id: 'day',
      label: 'Day',
      hint: 'Such as Tue 1 Dec 2026, 1/12/2026, tomorrow or Monday',
      required: true,
      value: showDay(day),
      most: 40,
    },
    {
      kind: 'line',
      id: 'time',
      label: 'Time',
      hint: `Such as 09:00, on the clock of ${draft.zone}`,
      required: true,
      value: '09:00',
      most: 20,
    },
    {
      kind: 'choice',
      id: 'repeat',
      label: 'Goes out',
      required: true,
      most: 1,
      options: Object.entries(repeats).map(([value, label]) => ({ value, label })),
      chosen: [draft.repeat],
    },
  ]);
}

type Read = { opensAt: Date; repeat: Repeat } | { problems: Record<string, string> };

function readPlan({ zone, lasts }: Poll, fields: Submission['fields'], now: Date): Read {
  const today = dayIn(zone, now);
  const day = readDay(String(fields.day), today);
  if (day === null)
    return { problems: { day: 'This is not a date. Please write it as Tue 1 Dec 2026 or 1/12/2026.' } };
  const time = readTime(String(fields.time));
  if (time === null) return { problems: { time: 'This is not a time of day. Please write it as 09:00.' } };
  const opensAt = instantOf(day, time, zone);
  if (opensAt <= now)
    return day < today
      ? { problems: { day: `${showDay(day)} has passed. Choose a later day.` } }
      : { problems: { time: 'This time has already passed. Choose a later one, or press Send now.' } };
  if (day > addMonths(today, farthest))
    return { problems: { day: `${showDay(day)} is more than a year away. Choose an earlier day.` } };
  const repeat = String([fields.repeat].flat()[0]);
  if (!isRepeat(repeat)) return { problems: { repeat: 'Choose how often it goes out.' } };
  const trouble = repeatTrouble(repeat, lasts);
  return trouble ? { problems: { repeat: trouble } } : { opensAt, repeat };
}

function isRepeat(word: string): word is Repeat {
  return Object.hasOwn(repeats, word);
}
