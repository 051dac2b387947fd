import type { App } from '../../app.ts';
import { type Problems, readAll, readChoice, readLines } from '../../chat/fields.ts';
import { choiceField, type Form, form, linesField } from '../../chat/form.ts';
import type { PersonRef, Press, Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { change, lockIdea } from '../idea/change.ts';
import { LENGTHS, nameOf, type State, states } from '../idea/idea.ts';
import { type Moderator, moderatorOf } from '../idea/moderator.ts';
import type { Idea } from '../idea/store.ts';
import { tell, whoIsTold } from './tell.ts';

/** What people are told: `IDEA-4, which you follow, …`. */
const words = {
  looking: 'is now being looked at',
  planned: 'is now planned',
  done: 'is done',
  declined: 'was declined',
} as const;
type Decided = keyof typeof words;
const decided = Object.keys(words) as Decided[];

/** *For chairs…*, `handle:12`: opens the form in which a chair or the office says what becomes of an idea. */
export async function openHandling({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const { idea } = await handled(db, press.person, idsIn(press.id)[0]);
  return openForm(handlingForm(idea));
}

/** The form sent off: whoever sent the idea in and all who follow it are told, once. */
export async function submitHandling(app: App, { id, person, fields }: Submission): Promise<Reply> {
  const read = readDecision(fields);
  const done = await commit(app, async (tx, wake) => {
    await lockIdea(tx, idsIn(id)[0]);
    const { idea, moderator } = await handled(tx, person, idsIn(id)[0]);
    // Who may not is told so first, whatever the form says.
    if ('problems' in read) return read;
    const { state, reason } = read;
    const last = idea.changes.at(-1);
    // Sent twice, or by two chairs, or with nothing to add: nobody needs to hear it again.
    if (idea.state === state && (reason === null || reason === last?.reason))
      return { idea, state, told: null };
    const changeId = await change(tx, app.now(), idea, { state, reason, by: moderator });
    const says = words[state];
    const told = await tell(tx, app, { about: idea, see: idea, changeId, byId: moderator.id, says, reason });
    wake('ideas', idea.id);
    wake('delivery', told.woken);
    return { idea, state, told };
  });
  if ('problems' in done) return fix(done.problems);
  const name = nameOf(done.idea.number!);
  if (!done.told)
    return whisper(`${name} already has this status. Nothing was changed, and nobody is told again.`);
  return whisper(`${name} ${words[done.state]}. ${whoIsTold(done.told)}`);
}

async function handled(tx: Tx, person: PersonRef, id: number): Promise<{ idea: Idea; moderator: Moderator }> {
  const found = await moderatorOf(tx, person, { id });
  const { idea } = found;
  if (idea.state === 'merged')
    throw new Refusal(
      `${nameOf(idea.number!)} was merged into ${idea.merged?.number ? nameOf(idea.merged.number) : 'another idea'}: set the status of both there. To separate them, type /idea part ${idea.number}`,
    );
  return found;
}

function handlingForm({ id, number, state }: Idea): Form {
  const offered = decided.map((value) => ({ value, label: states[value] }));
  return form(`handle:${id}`, shorten(`${nameOf(number!)}: what next?`, 24), 'Save', [
    choiceField('state', 'Status', offered, { chosen: isDecided(state) ? state : null }),
    linesField('reason', 'Message to the sender and followers', LENGTHS.reason, {
      hint: 'Why, and what comes next. Needed if you decline it. Everybody sees it under the idea.',
      required: false,
    }),
  ]);
}

/** Reads the form: a "no" needs its reason. */
function readDecision(
  fields: Submission['fields'],
): { state: Decided; reason: string | null } | { problems: Problems } {
  const state = readChoice(fields.state, decided);
  const declined = 'value' in state && state.value === 'declined';
  const why = declined && 'Please say why: the sender made the effort to write.';
  const read = readAll({ state, reason: readLines(fields.reason, LENGTHS.reason, why) });
  return 'problems' in read ? read : { ...read, reason: read.reason || null };
}

function isDecided(word: State | string): word is Decided {
  return Object.hasOwn(words, word);
}
