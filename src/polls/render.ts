import { fitting } from '../chat/fit.ts';
import { limits } from '../chat/limits.ts';
import {
  aside,
  type Block,
  button,
  controls,
  heading,
  type Message,
  menu,
  paragraph,
} from '../chat/message.ts';
import { type Span, shorten } from '../chat/text.ts';
import { showMoment } from '../time.ts';
import { RELEASED_TOGETHER } from './release.ts';
import type { LiveTally, Poll } from './store.ts';
import { visible } from './store.ts';
import type { Figures } from './tally.ts';
import { people, percent } from './words.ts';

/**
 * An open poll as it stands in a channel whose group lives in `zone`.
 * @param standing how many have answered, and the counts that may be seen; null for a preview
 */
export function renderPoll(poll: Poll, standing: LiveTally | null, zone: string): Message {
  const drawn = (width: number): Block[] => [
    heading(poll.question),
    aside(rules(poll, zone)),
    ...middle(poll, standing, width),
    ...choosing(poll),
    aside(answered(poll, standing)),
    controls(...more(poll)),
  ];
  const summary = shorten(`Poll: ${poll.question}`, 280);
  return fitting(widths, (width) => ({ summary, blocks: drawn(width) }));
}

/** Characters of an option in a list, the best first: many long ones that have to be escaped are more than a message carries. */
export const widths = [limits.label, 45, 25, 12] as const;

function middle(poll: Poll, standing: LiveTally | null, width: number): Block[] {
  if (visible(poll).length === 0) return [paragraph('All options have been hidden.')];
  if (standing !== null && poll.shows === 'always' && standing.shown.answers > 0)
    return [paragraph(bars(poll, standing.shown, width))];
  return usesMenu(poll) ? [paragraph(list(poll, width))] : [];
}

/** More than five options do not fit in a row, and several choices need a menu. */
export function usesMenu(poll: Pick<Poll, 'most' | 'options'>): boolean {
  return poll.most > 1 || visible(poll).length > 5;
}

/** The counts in words and bars, in the poll's order. @param width characters of an option at most */
export function bars(
  poll: { options: readonly { id: number; text: string; hidden: boolean }[] },
  { answers, counts }: Figures,
  width: number = limits.label,
): Span[] {
  return visible(poll).flatMap(({ id, text }, at): Span[] => {
    const count = counts.get(id) ?? 0;
    const full = answers === 0 ? 0 : Math.round((10 * count) / answers);
    return [
      at > 0 ? '\n' : '',
      { text: shorten(text, width), bold: true },
      `\n${'█'.repeat(full)}${'░'.repeat(10 - full)} ${count} · ${percent(count, answers)}`,
    ];
  });
}

/** What holds for the poll, in small print: how to choose, who can see what, until when. */
export function rules(poll: Poll, zone: string): string {
  const choose = `${choosable(poll)}.`;
  const who = poll.anonymous
    ? 'Anonymous: nobody can see who chose what, not even the office.'
    : 'With names: the person who asked and the office can see who chose what.';
  const until = `Open until ${showMoment(poll.closesAt, zone)}; you can change your answer until then.`;
  return `${choose} ${who}\n${until} Asked by ${shorten(poll.asker, 80)}.`;
}

function choosing(poll: Poll): Block[] {
  const options = visible(poll);
  if (options.length === 0) return [];
  if (!usesMenu(poll))
    return [controls(...options.map(({ id, text }) => button(`vote:${poll.id}/${id}`, text)))];
  const items = options.map(({ id, text }) => ({ value: String(id), label: text }));
  return [controls(menu(`pick:${poll.id}`, choosable(poll), items, poll.most))];
}

function choosable(poll: Poll): string {
  if (poll.most === 1) return 'Choose one';
  return poll.most >= visible(poll).length ? 'Choose as many as you like' : `Choose up to ${poll.most}`;
}

function list(poll: Poll, width: number): string {
  return visible(poll)
    .map(({ text }, at) => `${at + 1}. ${shorten(text, width)}`)
    .join('\n');
}

function answered(poll: Poll, standing: LiveTally | null): string {
  const count = standing?.answers ?? 0;
  const so =
    count === 0
      ? 'Nobody has answered yet'
      : `${people(count)} ${count === 1 ? 'has' : 'have'} answered so far`;
  const when = {
    closed: 'the result comes when it closes',
    voted: 'you see the result so far once you have answered',
    always: 'the counts above grow as answers come',
  };
  const note = poll.shows === 'always' && standing ? behind(poll, standing.shown.answers) : null;
  return note ? `${so}. ${note}` : `${so}; ${when[poll.shows]}.`;
}

/** Why the counts of an anonymous poll are not of all answers (release.ts); null where they are. @param shown answers that they are of */
export function behind({ anonymous }: Pick<Poll, 'anonymous'>, shown: number): string | null {
  if (!anonymous) return null;
  return shown === 0
    ? `To protect anonymity, the result so far is shown once ${RELEASED_TOGETHER} people have answered.`
    : `These are the first answers of ${shown} people. To protect anonymity, more answers and changes are added several at a time, or when the poll closes.`;
}

function more(poll: Poll) {
  const mine = button(`answer:${poll.id}`, 'My answer');
  return poll.mayAdd ? [button(`add:${poll.id}`, '➕ Add an option'), mine] : [mine];
}
