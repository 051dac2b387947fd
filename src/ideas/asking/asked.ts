import type { App } from '../../app.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import { aside, type Block, type Message, paragraph } from '../../chat/message.ts';
import { packedPage, piecesOf, turnIn } from '../../chat/paging.ts';
import { asId } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { showDate } from '../../time.ts';
import { nameOf } from '../idea/idea.ts';
import { moderatorOf } from '../idea/moderator.ts';
import { numberIn } from '../idea/reference.ts';

/** Questions shown at most, the newest. */
const shown = 50;

/** `/idea asked N`: what was asked of its sender and what they answered, for its chair and the office. */
export async function listQuestions(app: App, { person, words }: Command): Promise<Reply> {
  const { idea } = await moderatorOf(app.db, person, { number: numberIn(words, 'asked N') });
  return whisper(await draw(app, idea, 0));
}

/** `idea-asked:<idea>/<page>`: turns a page of the above. */
export async function turnQuestions(app: App, { person, id }: Press): Promise<Reply> {
  const { of, page } = turnIn(id);
  const { idea } = await moderatorOf(app.db, person, { id: asId(of) });
  return redraw(await draw(app, idea, page));
}

async function draw(
  { db }: Pick<App, 'db'>,
  idea: { id: number; number: number | null; title: string; group: { zone: string } },
  wanted: number,
): Promise<Message> {
  const name = nameOf(idea.number!);
  const questions = await db.question.findMany({
    where: { ideaId: idea.id },
    orderBy: { id: 'desc' },
    take: shown,
  });
  const lead: Block[] = [paragraph([{ text: `“${shorten(idea.title, 120)}”`, bold: true }])];
  if (questions.length === 0)
    lead.push(aside(`No questions so far. To ask the sender, type /idea ask ${idea.number}`));
  const day = (at: Date) => showDate(at, idea.group.zone);
  const cards = questions.flatMap(({ by, text, at, answer, answeredAt }) => [
    [aside(`${shorten(by, 120)} asked on ${day(at)}:`)],
    ...piecesOf(text).map((part) => [paragraph(part)]),
    [aside(answer === null ? 'Not answered yet.' : `Answered on ${day(answeredAt!)}:`)],
    ...piecesOf(answer ?? '').map((part) => [paragraph(part)]),
  ]);
  const title = `What was asked about ${name}`;
  return packedPage({ title, turn: (to) => `idea-asked:${idea.id}/${to}` }, [lead, ...cards], wanted);
}
