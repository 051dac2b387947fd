import { fitting } from '../../chat/fit.ts';
import { aside, type Block, controls, heading, type Message, paragraph } from '../../chat/message.ts';
import { oneLine, type Span, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { topicName } from '../../taxonomy/topics.ts';
import { type Day, dayIn, showDate } from '../../time.ts';
import { councilButtons } from './buttons.ts';
import { clockLine, waitedLine } from './deadline.ts';
import { evidenceLines, evidenceOf, type Shown } from './evidence.ts';
import type { ChangeKind } from './step.ts';
import type { Change, Council, Raised } from './store.ts';
import { asks, nameOf, urgencies } from './theme.ts';
import { topicOf } from './thing.ts';
import { changeInBrief, detailsOf, groupIn } from './wording.ts';

/** Characters that each part of a card may have, and how many things it names. */
interface Room {
  words: number;
  part: number;
  name: number;
  title: number;
  url: number;
  things: number;
  answers: number;
}

/** From much to little: signs that a platform has to mark take several times the room. */
const rooms: readonly Room[] = [
  { words: 1200, part: 400, name: 80, title: 150, url: 400, things: 8, answers: 3 },
  { words: 700, part: 300, name: 80, title: 120, url: 400, things: 6, answers: 3 },
  { words: 400, part: 200, name: 60, title: 80, url: 300, things: 4, answers: 2 },
  { words: 200, part: 100, name: 40, title: 60, url: 150, things: 3, answers: 1 },
  { words: 80, part: 60, name: 30, title: 40, url: 0, things: 1, answers: 1 },
];

/** A theme as it stands before the council: on this platform, at this moment (it says how long it has waited). */
export async function renderCard(
  tx: Tx,
  theme: Raised,
  council: Council,
  at: Date,
  platform: string,
): Promise<Message> {
  const shown = await evidenceOf(tx, theme, platform);
  return cardOf(theme, shown, council.zone, dayIn(council.zone, at));
}

/** The same of what was read. @param zone the council's; `today` in it */
export function cardOf(theme: Raised, shown: readonly Shown[], zone: string, today: Day): Message {
  const summary = shorten(`${nameOf(theme.number)}: ${oneLine(theme.title)}`, 280);
  return fitting(rooms, (room) => ({ summary, blocks: blocksOf(theme, shown, zone, today, room) }));
}

function blocksOf(theme: Raised, shown: readonly Shown[], zone: string, today: Day, room: Room): Block[] {
  const owner = theme.owner === null ? '' : ` ${shorten(theme.owner, room.name)} has it.`;
  const topic = topicOf(theme);
  const asked = [
    `Asked for: ${asks[theme.ask].toLowerCase()}`,
    urgencies[theme.urgency],
    ...(topic ? [topicName(topic)] : []),
  ].join(' · ');
  return [
    heading(shorten(`${nameOf(theme.number)} · ${oneLine(theme.title)}`, 150)),
    paragraph([{ text: clockLine(theme, today, zone), bold: true }, owner]),
    aside([origin(theme, zone, room), waitedLine(theme, today, zone)].filter(Boolean).join(' ')),
    paragraph([{ text: asked, bold: true }]),
    ...(theme.words ? [paragraph(shorten(theme.words, room.words))] : []),
    ...added(theme, room),
    ...(shown.length > 0 ? [paragraph(evidenceLines(shown, room.things, room))] : []),
    ...talk(theme, zone, room),
    ...decision(theme, zone, room),
    controls(...councilButtons(theme)),
  ];
}

function origin({ raiser, raisedAt, groups }: Raised, zone: string, { name }: Room): string {
  const [first, ...others] = groups;
  const whose = first ? ` for ${shorten(first.group.name, name)}` : '';
  const raised = `Raised by ${shorten(raiser, name)}${whose} on ${showDate(raisedAt, zone)}.`;
  if (others.length === 0) return raised;
  const named = others
    .slice(0, 3)
    .map(({ group, by }) => `${shorten(group.name, name)} (${shorten(by, name)})`);
  const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
  return `${raised} Cross-disciplinary: joined by ${named.join(', ')}${more}.`;
}

/** What groups that joined want known as well: of the newest few. */
function added(theme: Raised, room: Room): Block[] {
  const joins = theme.changes.filter(({ act, words }) => act === 'join' && words);
  return joins.slice(-room.answers).map((join) => {
    const name = { text: `${shorten(groupIn(join, theme), room.name)}: `, italic: true };
    return paragraph([name, shorten(join.words ?? '', room.part)]);
  });
}

/** The open question and its answers, the newest first. */
function talk(theme: Raised, zone: string, room: Room): Block[] {
  const question = last(theme, ['ask']);
  if (!question) return [];
  const answers = theme.changes.filter(({ act }) => act === 'answer').reverse();
  const waits = theme.state === 'asked' ? '\nNot answered yet.' : '';
  const lines = answers.slice(0, room.answers).flatMap((answer): Span[] => [
    '\n',
    {
      text: `${shorten(answer.by, room.name)} for ${shorten(groupIn(answer, theme), room.name)} (${showDate(answer.at, zone)}): `,
      italic: true,
    },
    shorten(answer.words ?? '', room.part),
  ]);
  const rest = answers.length - room.answers;
  return [
    paragraph([
      { text: `${shorten(question.by, room.name)} asked (${showDate(question.at, zone)}): `, bold: true },
      shorten(question.words ?? '', room.part),
      waits,
      ...lines,
      ...(rest > 0 ? [`\n… and ${rest} more: see History.`] : []),
    ]),
  ];
}

/** What was decided last, and what was reported of it since. */
function decision(theme: Raised, zone: string, room: Room): Block[] {
  const decided = last(theme, ['decide', 'decline', 'park', 'hand']);
  if (!decided) return [];
  const reported = last(theme, ['report', 'finish']);
  const again = theme.state === 'raised' || theme.state === 'taken' || theme.state === 'asked';
  return [decided, ...(reported && reported.id > decided.id ? [reported] : [])].map((change) =>
    paragraph([
      { text: `${again ? 'Before: ' : ''}${changeInBrief(change, theme)}`, bold: true },
      ` (${shorten(change.by, room.name)}, ${showDate(change.at, zone)}). ${detailsOf(change, room.part)}`.trimEnd(),
      ...(change.words ? [`\n${shorten(change.words, room.part)}`] : []),
    ]),
  );
}

function last(theme: Raised, acts: readonly ChangeKind[]): Change | undefined {
  return theme.changes.findLast(({ act }) => acts.includes(act));
}
