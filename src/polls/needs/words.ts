import { type Span, shorten } from '../../chat/text.ts';
import { type TopicId, topicIds, topicName } from '../../taxonomy/topics.ts';
import { showDate, showDay } from '../../time.ts';
import { people, percent } from '../words.ts';
import type { Figure, Outcome } from './evidence.ts';
import type { Breadth, Ranked, Trend } from './rank.ts';
import { wilson } from './wilson.ts';

/** `12 of 30 people (40%, likely 25–58%)`; only of five answers or more. */
export function figureInWords({ chosen, answers }: Figure): string {
  const { low, high } = wilson(chosen, answers);
  const range = `${Math.round(100 * low)}–${Math.round(100 * high)}%`;
  return `${chosen} of ${people(answers)} (${percent(chosen, answers)}, likely ${range})`;
}

/** `30 of 120 answered (25%)`, or null where it is not known who could have. */
export function turnout({ answers, people: could }: Figure): string | null {
  return could === null ? null : `${answers} of ${could} answered (${percent(answers, could)})`;
}

/** `in 3 groups`, `in at least 2 groups`. */
export function breadthInWords({ groups, atLeast }: Breadth): string {
  return `in ${atLeast ? 'at least ' : ''}${groups} ${groups === 1 ? 'group' : 'groups'}`;
}

/** `↗ up 12 points since Fri 21 Aug 2026 (28% then)`; a change that may be chance says so. */
export function trendInWords({ by, sure, was, before }: Trend): string {
  const points = Math.round(100 * by);
  const since = `since ${showDate(before.closedAt, before.zone)} (${percent(was.chosen, was.answers)} then)`;
  if (points === 0) return `→ as before, ${since}`;
  const way = `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
  return `${points > 0 ? '↗ up' : '↘ down'} ${way} ${since}${sure ? '' : ', which may be chance'}`;
}

/** `7 of 12 people feel unsure of it (58%, likely 32–81%)`. */
export function urgencyInWords(urgency: Figure): string {
  const [who, rest] = figureInWords(urgency).split(' (');
  return `${who} feel unsure of it (${rest}`;
}

/** What a topic is called; null for none, and for one that is no longer in use. */
export function topicInWords(topic: string | null): string | null {
  const known = topicIds.find((id): id is TopicId => id === topic);
  return known ? topicName(known) : null;
}

/** What was decided: `Planned: Edge AI at lunch, Fri 4 Dec 2026 · Open`, the last a link. */
export function outcomeInWords({ state, session, day, link, reason }: Outcome): Span[] {
  if (state === 'wanted') return ['Wanted again'];
  if (state === 'declined') return [`Declined: ${shorten(reason ?? 'no reason was kept', 250)}`];
  const what = [session && shorten(session, 120), day && showDay(day)].filter(Boolean).join(', ');
  const name = state === 'planned' ? 'Planned' : 'Delivered';
  const spans: Span[] = [what ? `${name}: ${what}` : name];
  return link ? [...spans, ' · ', { text: 'Open', link }] : spans;
}

/** A title as people see it. */
export function titleOf({ evidence }: Pick<Ranked, 'evidence'>): string {
  return shorten(evidence.need.title || 'Untitled', 100);
}
