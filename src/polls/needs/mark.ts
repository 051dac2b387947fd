import type { App } from '../../app.ts';
import { choiceField, dayField, type Form, form, lineField, linesField } from '../../chat/form.ts';
import type { Command, PersonRef, Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { deleted } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { shorten, shownName } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { isOffice, moderators, type Permitted, permit } from '../../community/access.ts';
import { type Group, personOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Forbidden } from '../../errors.ts';
import { dayIn } from '../../time.ts';
import { office } from '../rights.ts';
import type { Evidence } from './evidence.ts';
import { type Decision, OUTCOME_LENGTHS, readOutcome, sameOutcome, states } from './marking.ts';
import { groupHere, needMeant } from './register.ts';
import { readEvidence } from './store.ts';
import { tellAskers } from './tell.ts';

const gone = () => deleted('This need', 'Type /needs to see the others.');

/** `/needs mark N`: a form that says what becomes of a need. It carries the need's id: the ranks may change while it stands open. */
export async function openOutcome({ db }: Pick<App, 'db'>, command: Command): Promise<Reply> {
  // Who may not is told so first, whichever number was typed.
  const group = await groupHere(db, command);
  const actor = await marker(db, command.person, group);
  const { ranked } = await needMeant(db, command, 'mark');
  checkAsked(actor, group, ranked.evidence);
  return openForm(markForm(ranked.evidence));
}

/** What was sent with that form: the mark, and word of it to those who asked for the need, once. */
export async function submitOutcome(app: App, submission: Submission): Promise<Reply> {
  const { db, now } = app;
  const needId = Number(/^mark:(\d{1,9})$/.exec(submission.id)?.[1]);
  const group = await groupHere(db, submission);
  const actor = await marker(db, submission.person, group);
  const read = readOutcome(submission.fields, dayIn(group?.zone ?? 'Europe/London', now()));
  if ('problems' in read) return fix(read.problems);
  const evidence = (await readEvidence(db)).find(({ need }) => need.id === needId);
  if (!evidence) throw gone();
  checkAsked(actor, group, evidence);
  return commit(app, async (tx, wake) => {
    const { reply, woken } = await keepMark(tx, now(), submission.person, evidence, read.decision);
    wake('delivery', woken);
    return whisper(reply);
  });
}

async function keepMark(
  tx: Tx,
  now: Date,
  ref: PersonRef,
  { need, asked }: Evidence,
  decision: Decision,
): Promise<{ reply: string; woken: number[] }> {
  // The row is the lock: the same form sent twice finds the first one's mark.
  const rows = await tx.$queryRaw<object[]>`SELECT FROM need WHERE id = ${need.id} FOR UPDATE`;
  if (rows.length === 0) throw gone();
  const before = await tx.needMark.findFirst({ where: { needId: need.id }, orderBy: { id: 'desc' } });
  const title = shorten(need.title || 'Untitled', 100);
  if (before ? sameOutcome(before, decision) : decision.state === 'wanted')
    return {
      reply: `“${title}” is already marked like this. Nothing was changed, and nobody was told.`,
      woken: [],
    };
  const { id: byId } = await personOf(tx, ref);
  const person = await tx.person.findUniqueOrThrow({ where: { id: byId } });
  const by = shownName(person.name ?? ref.name);
  const mark = await tx.needMark.create({ data: { ...decision, needId: need.id, at: now, byId, by } });
  const woken = await tellAskers(tx, now, { need, asked }, mark, before);
  return { reply: `“${title}” is marked as ${decision.state}. ${toldIn(decision, woken.length)}`, woken };
}

function toldIn({ state }: Decision, channels: number): string {
  if (state === 'wanted') return 'Nothing will be announced.';
  if (channels === 0) return 'There is no channel to announce it in.';
  return `It will be announced in ${channels} ${channels === 1 ? 'channel' : 'channels'} where people asked for it.`;
}

function markForm({ need, marks: [mark] }: Evidence): Form {
  const line = (id: 'session' | 'link', label: string, hint: string) =>
    lineField(id, label, OUTCOME_LENGTHS[id], { hint, required: false, value: mark?.[id] ?? '' });
  return form(`mark:${need.id}`, 'Mark a need', 'Mark', [
    choiceField('state', 'Outcome', states, {
      hint: shorten(`The need: “${shorten(need.title || 'Untitled', 85)}”`, limits.form.hint),
      chosen: mark?.state ?? 'planned',
    }),
    line('session', 'Session', 'Its title, if it is planned or delivered'),
    dayField('day', 'Day', { hint: 'If it is planned or delivered', required: false, value: mark?.day }),
    line('link', 'Link', 'Where to read more or sign up: https://…'),
    linesField('reason', 'Reason', OUTCOME_LENGTHS.reason, {
      hint: 'If you decline it: those who asked for it read this',
      required: false,
      value: mark?.reason ?? '',
    }),
  ]);
}

/** The chair of the channel's group, or office staff: of a channel of no group these alone. @throws Forbidden for everybody else */
function marker(tx: Tx, person: PersonRef, group: Group | null): Promise<Permitted> {
  return permit(tx, person, group ? moderators(group) : office, 'mark needs');
}

/** A chair decides for a need that the group has been asked about, not for those of others. @throws Forbidden */
function checkAsked({ roles }: Permitted, group: Group | null, { asked }: Evidence): void {
  if (isOffice(roles) || asked.some(({ groups }) => groups.some(({ id }) => id === group?.id))) return;
  throw new Forbidden(
    'Your group was not asked about this need. Please ask the office to mark it.',
    'chair of a group that was asked, or office',
  );
}
