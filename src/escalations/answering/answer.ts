import type { App } from '../../app.ts';
import { type Form, form } from '../../chat/form.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { linesIn, tooLong } from '../council/filled.ts';
import { type Changed, change } from '../theme/change.ts';
import { may } from '../theme/step.ts';
import {
  asRaised,
  type Change,
  councilOf,
  findTheme,
  lockTheme,
  noSuchTheme,
  type Raised,
} from '../theme/store.ts';
import { LENGTHS, nameOf } from '../theme/theme.ts';
import { whoDidIt } from '../theme/wording.ts';
import { answererOf, groupAnswering } from './answerer.ts';

/** *Answer*, `theme-answer:345` (the change with the question): opens the form for it, in a channel of the theme's groups. */
export async function openAnswer({ db }: Pick<App, 'db'>, { person, channel, id }: Press): Promise<Reply> {
  const { theme, question } = asked(await findTheme(db, await themeAsked(db, idsIn(id)[0])), idsIn(id)[0]);
  await groupAnswering(db, theme, person, channel);
  await stillAsked(db, theme);
  return openForm(answerForm(question, (await councilOf(db)).name));
}

/** The answer sent off: it stands on the card, with the name of who gave it. Nothing else of what is said in a channel goes there. */
export async function submitAnswer(app: App, { person, channel, id, fields }: Submission): Promise<Reply> {
  const [changeId] = idsIn(id);
  const answer = linesIn(fields, 'answer');
  const done = await commit(
    app,
    async (tx, wake): Promise<(Changed & { council: string }) | { reply: Reply }> => {
      const { theme, question } = asked(await lockTheme(tx, await themeAsked(tx, changeId)), changeId);
      const groupId = await groupAnswering(tx, theme, person, channel);
      await stillAsked(tx, theme);
      if (!answer) return { reply: fix({ answer: 'Please write your answer.' }) };
      const problems = tooLong({ answer }, { answer: LENGTHS.answer });
      if (Object.keys(problems).length > 0) return { reply: fix(problems) };
      const by = await answererOf(tx, person);
      const newest = theme.changes.findLast(({ act }) => act === 'ask');
      const words =
        newest?.id === question.id
          ? answer
          : `To the question “${shorten(oneLine(question.words ?? ''), 100)}”: ${answer}`;
      // Sent off again, because the first answer was lost on its way.
      if (theme.changes.some((one) => one.id > changeId && one.byId === by.id && one.words === words))
        return { reply: whisper('Thank you. Your answer has already arrived.') };
      const { name: council } = await councilOf(tx);
      const changed = await change(tx, app, theme, { act: 'answer', by, groupId, words });
      wake('delivery', changed.woken);
      return { ...changed, council };
    },
  );
  if ('reply' in done) return done.reply;
  return whisper(
    `Thank you. Your answer about ${nameOf(done.theme.number)} has gone to ${shorten(done.council, 80)}, with your name.`,
  );
}

function answerForm({ id, words }: Change, council: string): Form {
  return form(`theme-answer:${id}`, 'Your answer', 'Send', [
    {
      kind: 'lines',
      id: 'answer',
      label: shorten(`Your answer to ${oneLine(council)}`, 45),
      hint: shorten(oneLine(words ?? ''), 100) || 'They see your name with it.',
      required: true,
      most: LENGTHS.answer,
    },
  ]);
}

/** The theme about which a question was asked. @throws Refusal when there is no such question */
async function themeAsked(tx: Tx, changeId: number): Promise<number> {
  const found = await tx.themeChange.findUnique({
    where: { id: changeId },
    select: { themeId: true, act: true },
  });
  if (found?.act !== 'ask') throw noSuchTheme();
  return found.themeId;
}

function asked(found: Parameters<typeof asRaised>[0], changeId: number): { theme: Raised; question: Change } {
  const theme = asRaised(found);
  const question = theme.changes.find(({ id }) => id === changeId);
  if (!question) throw noSuchTheme();
  return { theme, question };
}

/** @throws Refusal once it is decided: an answer would come too late */
async function stillAsked(tx: Tx, theme: Raised): Promise<void> {
  if (may('answer', theme.state)) return;
  const { zone } = await councilOf(tx);
  const last = theme.changes.at(-1)!;
  throw new Refusal(
    `Thank you, but ${nameOf(theme.number)} no longer needs an answer: ${whoDidIt(last, zone)}. To see its status, type /escalate show ${theme.number}`,
  );
}
