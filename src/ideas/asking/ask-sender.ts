import type { App } from '../../app.ts';
import { readAll, readLines } from '../../chat/fields.ts';
import { form, linesField } from '../../chat/form.ts';
import type { Command, Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { Refusal } from '../../errors.ts';
import { LENGTHS, nameOf } from '../idea/idea.ts';
import { moderatorOf } from '../idea/moderator.ts';
import { numberIn } from '../idea/reference.ts';
import { senderOf } from '../idea/sender.ts';
import { tellSender } from '../idea/tell-sender.ts';
import { questionBlocks } from './questions.ts';

/** `/idea ask N`: opens the form in which a chair or the office asks whoever sent it in. */
export async function openQuestion({ db, secret }: App, { person, words }: Command): Promise<Reply> {
  const { idea } = await moderatorOf(db, person, { number: numberIn(words, 'ask N') });
  const name = nameOf(idea.number!);
  if (!senderOf(secret, idea)) throw outOfReach(name);
  return openForm(
    form(`idea-ask:${idea.id}`, `Ask about ${name}`, 'Ask', [
      linesField('question', 'Your question to the sender', LENGTHS.question, {
        hint: idea.signed
          ? 'They see your name and role. Their answer comes to you.'
          : 'They see your name and role. Their answer comes to you, and nobody learns who they are.',
      }),
    ]),
  );
}

/** `idea-ask:<idea>` sent off: the question goes to the sender, as a direct message that names nobody in the database. */
export async function submitQuestion(app: App, { person, id, fields }: Submission): Promise<Reply> {
  const read = readAll({
    question: readLines(fields.question, LENGTHS.question, 'Please write your question.'),
  });
  const { now, secret } = app;
  const at = now();
  const done = await commit(app, async (tx, wake) => {
    const { idea, moderator } = await moderatorOf(tx, person, { id: idsIn(id)[0] });
    // Who may not is told so first, whatever the form says.
    if ('problems' in read) return read;
    const question = await tx.question.create({
      data: {
        ideaId: idea.id,
        text: read.question,
        at,
        byId: moderator.id,
        by: `${moderator.name} (${moderator.role === 'chair' ? 'chair' : 'National Office'})`,
        platform: person.platform,
        user: person.id,
      },
    });
    const name = nameOf(idea.number!);
    const message = {
      summary: `A question about your idea ${name}`,
      blocks: questionBlocks({ ...question, idea }),
    };
    const woken = await tellSender(tx, { secret, at }, idea, `question/${question.id}`, message);
    if (!woken) throw outOfReach(name);
    wake('delivery', woken);
    return { name };
  });
  if ('problems' in done) return fix(done.problems);
  const { name } = done;
  return whisper(
    `Your question is on its way to the sender of ${name}. You get the answer as a direct message; it is also listed under /idea asked ${name}. If they accept no messages, they find the question under /idea mine.`,
  );
}

function outOfReach(name: string): Refusal {
  return new Refusal(
    `The sender of ${name} cannot be reached: Lookout’s secret has changed since then. Please ask the operator to restore LOOKOUT_SECRET.`,
  );
}
