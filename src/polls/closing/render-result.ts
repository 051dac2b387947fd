import { fitting } from '../../chat/fit.ts';
import { limits } from '../../chat/limits.ts';
import {
  aside,
  type Block,
  button,
  controls,
  heading,
  type Message,
  paragraph,
  picture,
} from '../../chat/message.ts';
import { plain, type Span, shorten } from '../../chat/text.ts';
import { showMoment } from '../../time.ts';
import { people, percent } from '../words.ts';
import type { Chart, Closed } from './outcome.ts';
import { groupWords, howSure, leftOut, notApart, outcomeWords } from './outcome-words.ts';

/** A kept chart and what it shows. */
export interface RenderedChart {
  name: string;
  chart: Chart;
}

/** What is drawn of an outcome; null where there is nothing to draw. */
export function chartOf({ poll, all }: Closed): Chart | null {
  if (all.options === null || all.answers === 0) return null;
  return { title: poll.question, answers: all.answers, bars: all.options };
}

/**
 * A closed poll as it stands, in place of the open one, in a channel whose group lives in `zone`.
 * @param outcome what became of it before the council, in a sentence
 */
export function renderClosed(
  closed: Closed,
  drawn: RenderedChart | null,
  zone: string,
  outcome: string | null = null,
): Message {
  const { question, closesAt, asker, anonymous } = closed.poll;
  const names = anonymous ? 'It was anonymous: who chose what has been deleted.' : 'Answers had names.';
  const blocks = [
    heading(question),
    aside(`Closed ${showMoment(closesAt, zone)}. ${names} Asked by ${shorten(asker, 80)}.`),
    paragraph(outcomeWords(closed)),
    ...shown(drawn),
    ...sure(closed),
    ...(outcome ? [aside(shorten(outcome, 300))] : []),
    controls(button(`flag:poll/${closed.poll.id}`, '🚩 Flag')),
  ];
  return { summary: shorten(`Result: ${question}`, 280), blocks };
}

/** The result as it is told in the poll's thread: with all counts in words, and group by group. */
export function renderResult(closed: Closed, drawn: RenderedChart | null): Message {
  const summary = shorten(`Result: ${closed.poll.question}`, 280);
  const before = [paragraph([{ text: 'The poll is closed. ', bold: true }, ...outcomeWords(closed)])];
  const [counts, groups] = [countWords(closed), groupBlocks(closed)];
  const behind = [
    [...shown(drawn), ...counts, ...groups, ...sure(closed)],
    // The chart and its words have the counts too.
    [...shown(drawn), ...groups, ...sure(closed)],
    [...shown(drawn), ...sure(closed)],
    [],
  ];
  return fitting(behind, (blocks) => ({ summary, blocks: [...before, ...blocks] }));
}

function shown(drawn: RenderedChart | null): Block[] {
  return drawn === null ? [] : [picture(drawn.name, altOf(drawn.chart))];
}

function sure({ poll, all }: Closed): Block[] {
  if (all.answers === 0 || (all.options === null && all.of === null)) return [];
  return [aside(`${howSure(all)}${poll.most > 1 ? ' Each could choose several.' : ''}`)];
}

function countWords({ all }: Closed): Block[] {
  if (all.options === null || all.answers === 0) return [];
  const lines = all.options.map((one) => `${one.text}: ${one.people} · ${percent(one.people, all.answers)}`);
  return [paragraph(lines.join('\n'))];
}

/** Group by group, where there are several: as many as there is room for. */
function groupBlocks({ poll, all, groups, apart }: Closed): Block[] {
  if (poll.groups.length < 2 || all.options === null || all.answers === 0) return [];
  const lines: Span[] = [];
  let room = 1_500;
  let told = 0;
  for (const group of groups) {
    const words = groupWords(group);
    room -= plain(words).length;
    if (room < 0) break;
    lines.push(...(told > 0 ? ['\n'] : []), ...words);
    told += 1;
  }
  if (told < groups.length)
    lines.push(
      `\nAnd ${groups.length - told === 1 ? '1 more group' : `${groups.length - told} more groups`}.`,
    );
  const out = groups.length < poll.groups.length ? [aside(apart ? leftOut : notApart)] : [];
  return [...(lines.length > 0 ? [paragraph(lines)] : []), ...out];
}

/** What a chart shows, in words for whoever cannot see it: each bar with its count, as many as there is room for. */
export function altOf({ title, answers, bars }: Chart): string {
  const most = limits.picture.alt;
  let said = `Bar chart: ${shorten(title, 200)} ${people(answers)} answered.`;
  for (const [at, bar] of bars.entries()) {
    const left = bars.length - at;
    const next = `${said} ${bar.text}: ${bar.people} (${percent(bar.people, answers)}).`;
    const rest = left > 1 ? ` And ${left - 1} more.` : '';
    if (next.length + rest.length > most) return `${said} And ${left} more.`;
    said = next;
  }
  return said;
}
