import type { App } from '../../app.ts';
import { fits } from '../../chat/fit.ts';
import type { Command } from '../../chat/incoming.ts';
import { aside, type Block, heading, type Message, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { type Span, shorten } from '../../chat/text.ts';
import { tag } from '../../taxonomy/tag.ts';
import { showDate } from '../../time.ts';
import { type Asked, type Figure, figureOf, type Outcome, usable } from './evidence.ts';
import { order, type Ranked } from './rank.ts';
import { needMeant, type Register } from './register.ts';
import {
  breadthInWords,
  figureInWords,
  outcomeInWords,
  titleOf,
  topicInWords,
  trendInWords,
  turnout,
  urgencyInWords,
} from './words.ts';

/** `/needs why N`: the polls, topic and decisions behind a need's place in the list. */
export async function whyNeed({ db }: Pick<App, 'db'>, command: Command): Promise<Reply> {
  const { register, ranked } = await needMeant(db, command, 'why');
  return whisper(renderWhy(register, ranked));
}

/** In one message, as much of it as that carries: what is newer goes before what is older. */
export function renderWhy(register: Register, ranked: Ranked): Message {
  const { asked, levels, marks } = ranked.evidence;
  const group = register.group?.id ?? null;
  const zone = register.group?.zone ?? 'Europe/London';
  const seen = (all: readonly Asked[]) => usable(all).filter((one) => group === null || figureOf(one, group));
  const polls = seen(asked).map((one) => paragraph(pollInWords(one, group)));
  const confidence = seen(levels).map((one) => paragraph(pollInWords(one, group, ' felt unsure of it')));
  const decisions = marks.map((mark, at) => aside(decision(at === 0 ? mark : { ...mark, link: null }, zone)));
  const title = `Why need ${ranked.rank} has this rank`;
  const head = [
    heading(title),
    paragraph([{ text: titleOf(ranked), bold: true }, `\n${place(ranked, group)}`]),
    aside(topicReason(ranked)),
  ];
  const foot = (left: number) => (left > 0 ? [aside(`… and ${left} older.`), aside(order)] : [aside(order)]);
  const [poll = [], level = [], mark = []] = [polls, confidence, decisions].map((all) => all.slice(0, 1));
  const kept = new Set<Block>();
  for (const block of [...mark, ...poll, ...level, ...polls, ...confidence, ...decisions])
    if (fits([...head, ...kept, block, ...foot(99_999)])) kept.add(block);
  const body = [...polls, ...confidence, ...decisions];
  return {
    summary: title,
    blocks: [...head, ...body.filter((block) => kept.has(block)), ...foot(body.length - kept.size)],
  };
}

function place({ demand, breadth, trend, urgency }: Ranked, group: number | null): string {
  const whose = group === null ? 'Over all groups' : 'In this group';
  return [
    `${whose}: ${figureInWords(demand)}.`,
    turnout(demand) && `${turnout(demand)}.`,
    breadth.groups > 0 && `It is wanted ${breadthInWords(breadth)}${named(breadth.names)}.`,
    trend ? `${trendInWords(trend)}.` : 'No trend: it has not been asked before in the same poll.',
    urgency ? `${urgencyInWords(urgency)}.` : 'Nobody has been asked how confident they are.',
  ]
    .filter(Boolean)
    .join('\n');
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => shorten(name, 60));
  if (shown.length === 0) return '';
  return `: ${shown.join(', ')}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ''}`;
}

function topicReason({ evidence: { need } }: Ranked): string {
  const name = topicInWords(need.topic);
  if (!name) return 'Topic: none, because none of its words point to one.';
  const words = tag(need.title).find(({ topic }) => topic === need.topic)?.evidence ?? [];
  const quoted = words
    .slice(0, 5)
    .map((word) => `“${shorten(word, 60)}”`)
    .join(', ');
  return quoted ? `Topic: ${name}, because of the words ${quoted}.` : `Topic: ${name}.`;
}

/** Groups of one poll that are shown at most. */
const mostGroups = 5;

function pollInWords(asked: Asked, group: number | null, what = ''): Span[] {
  const line = (whose: string, figure: Figure) => {
    const share = turnout(figure);
    return `\n${whose}: ${figureInWords(figure)}${what}${share ? ` · ${share}` : ''}`;
  };
  const own = asked.groups.filter(({ id }) => (group === null || id === group) && figureOf(asked, id));
  const several = asked.groups.length > 1;
  const shown = several ? own.slice(0, mostGroups) : [];
  const left = own.length - shown.length;
  return [
    { text: shorten(asked.question, 120), bold: true },
    ` · poll ${asked.poll}, closed ${showDate(asked.closedAt, asked.zone)}`,
    line(several ? 'All groups asked' : shorten(asked.groups[0]?.name ?? 'All', 80), asked.all),
    ...shown.map(({ id, name }) => line(shorten(name, 80), figureOf(asked, id)!)),
    left > 0 && several ? `\n… and ${left} more ${left === 1 ? 'group' : 'groups'}` : '',
  ];
}

function decision(mark: Outcome, zone: string): Span[] {
  return [`${showDate(mark.at, zone)} · `, ...outcomeInWords(mark), ` · ${shorten(mark.by, 80)}`];
}
