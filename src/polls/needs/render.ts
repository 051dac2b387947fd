import type { Card } from '../../chat/fit.ts';
import { aside, type Block, heading, type Message, paragraph } from '../../chat/message.ts';
import { packedPage } from '../../chat/paging.ts';
import { type Span, shorten } from '../../chat/text.ts';
import { order, type Ranked } from './rank.ts';
import type { Register } from './register.ts';
import {
  breadthInWords,
  figureInWords,
  outcomeInWords,
  titleOf,
  topicInWords,
  trendInWords,
  urgencyInWords,
} from './words.ts';

/** Needs on one page at most: what is read at a glance. */
const most = 8;

/**
 * One page of the needs by rank.
 * @param page from 0; behind the last, the last
 * @param asked the group whose needs were asked for, if there are none of its own
 */
export function renderRegister(register: Register, page: number, asked: string | null = null): Message {
  const title = register.group
    ? `What ${shorten(register.group.name, 100)} wants to learn`
    : 'What members want to learn, in all groups';
  const cards = register.needs.map((ranked) => cardOf(ranked, register.group === null));
  const name = register.group?.id ?? 'all';
  const why = register.group ? '/needs why 1' : '/needs why all 1';
  const head: Block[] = [heading(title)];
  if (asked)
    head.push(aside(`Nothing is known yet for ${shorten(asked, 100)} by itself; this is for all groups.`));
  const hints = [`${order} “Likely” is the 95% confidence range of the share. For the evidence, type ${why}`];
  return packedPage({ title, head, hints, turn: (to) => `needs:${name}/${to}` }, cards, page, most);
}

function cardOf(ranked: Ranked, across: boolean): Card {
  const { rank, demand, trend, urgency, breadth, evidence } = ranked;
  const [mark] = evidence.marks;
  const first: Span[] = [`${rank}. `, { text: titleOf(ranked), bold: true }, `\n${figureInWords(demand)}`];
  if (across && demand.chosen > 0) first.push(`, ${breadthInWords(breadth)}`);
  const lines: (string | Span[] | null | undefined)[] = [
    trend && trendInWords(trend),
    urgency && urgencyInWords(urgency),
    topicInWords(evidence.need.topic),
    mark && mark.state !== 'wanted' ? outcomeInWords(mark) : null,
  ];
  const more = lines.filter((line) => line !== null && line !== undefined);
  if (more.length === 0) return [paragraph(first)];
  return [paragraph(first), aside(more.flatMap((line, at) => [at > 0 ? '\n' : '', line].flat()))];
}
