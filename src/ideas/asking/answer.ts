import type { App } from '../../app.ts';
import { readAll, readLines } from '../../chat/fields.ts';
import { splitToFit } from '../../chat/fit.ts';
import { form, linesField } from '../../chat/form.ts';
import type { PersonRef, Press, Submission } from '../../chat/incoming.ts';
import { aside, type Message, paragraph } from '../../chat/message.ts';
import { piecesOf } from '../../chat/paging.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import type { Prisma, Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import { LENGTHS, nameOf } from '../idea/idea.ts';
import { resetInactivity } from '../idea/inactivity.ts';
import { accountsOf, isSender } from '../idea/sender.ts';
import { wordKey } from '../keys.ts';

/** `idea-answer:<question>`: opens the form for the answer, for the sender of the idea alone. */
export async function openAnswer({ db, secret }: App, { person, id }: Press): Promise<Reply> {
  const question = await questionFor(db, secret, person, idsIn(id)[0]);
  return openForm(
    form(`idea-answer:${question.id}`, 'Your answer', 'Send', [
      linesField('answer', 'Your answer', LENGTHS.answer, {
        hint: shorten(question.text.replaceAll('\n', ' '), 100),
      }),
    ]),
  );
}

/** `idea-answer:<question>` sent off: the answer is kept, and goes to whoever asked. Once. */
export async function submitAnswer(app: App, { person, id, fields }: Submission): Promise<Reply> {
  const read = readAll({ answer: readLines(fields.answer, LENGTHS.answer, 'Please write your answer.') });
  const at = app.now();
  const done = await commit(app, async (tx, wake) => {
    const question = await questionFor(tx, app.secret, person, idsIn(id)[0]);
    // Who may not is told so first, whatever the form says.
    if ('problems' in read) return read;
    const { answer } = read;
    const { count } = await tx.question.updateMany({
      where: { id: question.id, answer: null },
      data: { answer, answeredAt: at },
    });
    if (count === 0) throw answeredBefore();
    await resetInactivity(tx, at, question.idea);
    const to = { platform: question.platform, person: question.user };
    // Whoever asked may have been erased since: then the answer is read with /idea asked.
    const messages = question.byId === null ? [] : answerMessages(question, answer);
    const woken = await announce(
      tx,
      at,
      messages.map((message, part) => ({
        key: wordKey(question.ideaId, `answer/${question.id}/${part + 1}`),
        to,
        subject: { kind: 'idea' as const, id: question.ideaId },
        message,
      })),
    );
    wake('delivery', woken);
    return { question };
  });
  if ('problems' in done) return fix(done.problems);
  const { question } = done;
  const so = question.idea.signed ? '' : ' You stay anonymous.';
  return whisper(`Thank you. Your answer is on its way to ${shorten(question.by, 120)}.${so}`);
}

const around = { idea: { include: { group: true } } } satisfies Prisma.QuestionInclude;
type Asked = Prisma.QuestionGetPayload<{ include: typeof around }>;

/** @throws Forbidden when it is nobody's to answer but another's @throws Refusal when it is answered */
async function questionFor(tx: Tx, secret: string, person: PersonRef, id: number): Promise<Asked> {
  const question = await tx.question.findUnique({ where: { id }, include: around });
  if (!question || !isSender(secret, question.idea, await accountsOf(tx, person)))
    throw new Forbidden(
      'Only the sender of the idea can answer this. If that is you, please answer from the account that you sent it with.',
      'who sent in the idea',
      { conceals: 'row' },
    );
  if (question.answer !== null) throw answeredBefore();
  return question;
}

function answeredBefore(): Refusal {
  return new Refusal('You have already answered this question. Your first answer was passed on.');
}

function answerMessages({ text, idea }: Asked, answer: string): Message[] {
  const name = nameOf(idea.number!);
  const who = idea.signed ? shorten(idea.author ?? 'A former member', 80) : 'The sender';
  return splitToFit(`An answer about ${name}`, [
    [
      paragraph([`${who} has answered about ${name}, “${shorten(idea.title, 120)}”.`]),
      aside(`You asked: ${shorten(text, 200)}`),
    ],
    ...piecesOf(answer).map((part) => [paragraph(part)]),
  ]);
}
