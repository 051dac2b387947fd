import { type Card, fits } from '../../chat/fit.ts';
import { aside, type Block, button, controls, heading, type Message, paragraph } from '../../chat/message.ts';
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
  const foot = (at: number, last: boolean): Block[] => [
    aside(`${order} “Likely” is the 95% confidence range of the share. For the evidence, type ${why}`),
    ...turning(name, at, last),
  ];
  const pages = pack(cards, (body) => fits([...head, ...body, ...foot(1, false)]));
  const at = Math.min(Math.max(page, 0), pages.length - 1);
  return {
    summary: pages.length > 1 ? `${title} (${at + 1} of ${pages.length})` : title,
    blocks: [...head, ...pages[at]!.flat(), ...foot(at, at === pages.length - 1)],
  };
}

function turning(name: number | 'all', at: number, last: boolean): Block[] {
  const back = at > 0 ? [button(`needs:${name}/${at - 1}`, '← Back')] : [];
  const on = last ? [] : [button(`needs:${name}/${at + 1}`, 'More →')];
  return back.length + on.length > 0 ? [controls(...back, ...on)] : [];
}

/** As few pages as carry all cards in their order. */
function pack(cards: readonly Card[], fit: (body: readonly Block[]) => boolean): Card[][] {
  const pages: Card[][] = [[]];
  for (const card of cards) {
    const last = pages.at(-1)!;
    if (last.length > 0 && (last.length === most || !fit([...last, card].flat()))) pages.push([card]);
    else last.push(card);
  }
  return pages;
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
