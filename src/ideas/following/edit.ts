import type { App } from '../../app.ts';
import { type Form, form } from '../../chat/form.ts';
import type { Command, PersonRef, Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import { tag } from '../../taxonomy/tag.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';
import { lockIdea } from '../idea/change.ts';
import { EDITABLE_MS, LENGTHS, nameOf } from '../idea/idea.ts';
import { numberIn } from '../idea/reference.ts';
import { accountsOf, isSender } from '../idea/sender.ts';
import { findNumbered, type Idea } from '../idea/store.ts';
import { type Problems, severalLines, textTrouble, titleTrouble } from '../sending/filled.ts';
import { guessed, topicField } from '../sending/form.ts';

/** `/idea edit N`: opens the form with what its sender wrote, for an hour after the sending. */
export async function openEdit(app: App, { person, words }: Command): Promise<Reply> {
  const idea = await findNumbered(app.db, numberIn(words, 'edit N'));
  await mustBeTheirs(app.db, app.secret, person, idea);
  if (isOver(app, idea)) throw new Refusal(over(idea));
  return openForm(editForm(idea));
}

/** The form sent off: the new words stand wherever the idea does, the old ones are kept beside it. */
export async function submitEdit(app: App, { id, person, fields }: Submission): Promise<Reply> {
  const { now, secret } = app;
  const done = await commit(app, async (tx, wake) => {
    const idea = await lockIdea(tx, idsIn(id)[0]);
    await mustBeTheirs(tx, secret, person, idea);
    // Not a Refusal, which would close the form over what was typed.
    if (isOver(app, idea)) return { problems: { text: over(idea) } };
    const read = readEdit(fields);
    if ('problems' in read) return read;
    const { title, text, topicChosen } = read;
    const topic = read.topic ?? tag(`${title}\n${text}`)[0]?.topic ?? null;
    const worded = idea.title !== title || idea.text !== text;
    if (!worded && idea.topic === topic && idea.topicChosen === topicChosen) return { idea, changed: false };
    if (worded) {
      const { title, text } = idea;
      await tx.ideaVersion.create({ data: { ideaId: idea.id, title, text, at: now() } });
    }
    await tx.idea.update({ where: { id: idea.id }, data: { title, text, topic, topicChosen, stale: true } });
    wake('ideas', idea.id);
    return { idea, changed: true };
  });
  if ('problems' in done) return fix(done.problems);
  const name = nameOf(done.idea.number!);
  if (!done.changed) return whisper(`${name} already reads like this. Nothing was changed.`);
  return whisper(`${name} has been changed. Its channels show the new words in a moment.`);
}

async function mustBeTheirs(tx: Tx, secret: string, person: PersonRef, idea: Idea): Promise<void> {
  if (isSender(secret, idea, await accountsOf(tx, person))) return;
  throw new Forbidden(
    `Only the sender of ${idea.number === null ? 'an idea' : nameOf(idea.number)} can change its words. If that is you, please use the account that you sent it with. To see your ideas, type /idea mine`,
    'who sent in the idea',
    { conceals: 'row' },
  );
}

function isOver({ now }: Pick<App, 'now'>, { sentAt }: Idea): boolean {
  return now().getTime() - sentAt.getTime() > EDITABLE_MS;
}

function over({ number }: Idea): string {
  return `You can change the words of ${nameOf(number!)} only in the first hour. To add something, press Comment under its message.`;
}

function editForm({ id, number, title, text, topic, topicChosen }: Idea): Form {
  return form(`idea-edit:${id}`, shorten(`Change ${nameOf(number!)}`, 24), 'Save', [
    { kind: 'line', id: 'title', label: 'In one line', required: true, value: title, most: LENGTHS.title },
    { kind: 'lines', id: 'text', label: 'What, and why?', required: true, value: text, most: LENGTHS.text },
    topicField(topicChosen && topic !== null ? topic : guessed),
  ]);
}

interface Edited {
  title: string;
  text: string;
  /** Null: it is to be guessed. */
  topic: TopicId | null;
  topicChosen: boolean;
}

/** Reads the form. What comes from a platform may have been forged. */
function readEdit(fields: Submission['fields']): Edited | { problems: Problems } {
  const first = (id: string) => String([fields[id]].flat()[0] ?? '');
  const [title, text] = [oneLine(first('title')), severalLines(first('text'))];
  const chosen = first('topic');
  const topic = topicIds.find((id) => id === chosen) ?? null;
  const problems = Object.entries({
    title: titleTrouble(title),
    text: textTrouble(text),
    topic: topic || chosen === guessed ? null : 'Please choose a topic, or “Guess from my words”.',
  }).filter((entry): entry is [string, string] => entry[1] !== null);
  if (problems.length > 0) return { problems: Object.fromEntries(problems) };
  return { title, text, topic, topicChosen: topic !== null };
}
