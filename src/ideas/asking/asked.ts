import type { App } from '../../app.ts';
import { splitToFit } from '../../chat/fit.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import { aside, type Block, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { asId } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { dayIn, showDay } from '../../time.ts';
import { nameOf } from '../idea/idea.ts';
import { moderatorOf } from '../idea/moderator.ts';
import { numberIn } from '../idea/reference.ts';
import { parts } from './parts.ts';

/** Questions shown at most, the newest. */
const shown = 50;

/** `/idea asked N`: what was asked of its sender and what they answered, for its chair and the office. */
export async function listQuestions(app: App, { person, words }: Command): Promise<Reply> {
  const { idea } = await moderatorOf(app.db, person, { number: numberIn(words, 'asked N') });
  return whisper(await pageOf(app, idea, 0));
}

/** `idea-asked:<idea>/<page>`: turns a page of the above. */
export async function turnQuestions(app: App, { person, id }: Press): Promise<Reply> {
  const [, which = '', page = ''] = /^idea-asked:(\d+)\/(\d{1,3})$/.exec(id) ?? [];
  const { idea } = await moderatorOf(app.db, person, { id: asId(which) });
  return redraw(await pageOf(app, idea, Number(page)));
}

async function pageOf(
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
  const lead = [
    paragraph([{ text: `What was asked about ${name}, “${shorten(idea.title, 120)}”`, bold: true }]),
  ];
  if (questions.length === 0)
    lead.push(aside(`No questions so far. To ask the sender, type /idea ask ${idea.number}`));
  const day = (at: Date) => showDay(dayIn(idea.group.zone, at));
  const cards = questions.flatMap(({ by, text, at, answer, answeredAt }) => [
    [aside(`${shorten(by, 120)} asked on ${day(at)}:`)],
    ...parts(text).map((part) => [paragraph(part)]),
    [aside(answer === null ? 'Not answered yet.' : `Answered on ${day(answeredAt!)}:`)],
    ...parts(answer ?? '').map((part) => [paragraph(part)]),
  ]);
  const pages = splitToFit(`What was asked about ${name}`, [lead, ...cards]);
  const at = Math.min(wanted, pages.length - 1);
  const { summary, blocks } = pages[at]!;
  return { summary, blocks: [...blocks, ...turning(idea.id, at, pages.length)] };
}

function turning(id: number, at: number, pages: number): Block[] {
  if (pages < 2) return [];
  return [
    controls(
      ...(at > 0 ? [button(`idea-asked:${id}/${at - 1}`, '◀ Back')] : []),
      ...(at < pages - 1 ? [button(`idea-asked:${id}/${at + 1}`, 'Next ▶')] : []),
    ),
  ];
}
