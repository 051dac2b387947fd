import { shorten } from '../chat/text.ts';
import { topicName } from '../taxonomy/topics.ts';
import { showDay } from '../time.ts';
import type { Reason } from './choose.ts';

/**
 * Why an item was chosen, in one plain line: `Mentions dosimetry and SPECT · Smart digitisation (deep learning)`.
 * @param words of the member who shared it: they come first, and then what the council watches
 */
export function why(reasons: readonly Reason[], words?: string): string {
  const shared = reasons.some(({ kind }) => kind === 'shared');
  const said = shared ? [words ? `“${words}”` : 'Shared by a member of the group'] : [];
  const parts = reasons.flatMap((reason) => {
    if (reason.kind === 'keyword') return [`Mentions ${list(reason.words.slice(0, 3))}`];
    if (reason.kind === 'topic')
      return [`${topicName(reason.topic)} (${reason.words.slice(0, 2).join(', ')})`];
    return [];
  });
  return [...said, ...watched(reasons), ...parts].slice(0, 2).join(' · ');
}

function watched(reasons: readonly Reason[]): string[] {
  return reasons.flatMap((reason) => {
    if (reason.kind !== 'priority') return [];
    const words = reason.words ? ` (${reason.words.slice(0, 2).join(', ')})` : '';
    return [`${shorten(reason.council, 60)} watches ${topicName(reason.topic)}${words}`];
  });
}

/** The same in full: each reason and its points, a line each, and the sum. */
export function reckoning(reasons: readonly Reason[], score: number): string {
  const lines = reasons.map((reason) => `${signed(reason.points)}  ${sentence(reason)}`);
  return [...lines, `= ${score} points`].join('\n');
}

function sentence(reason: Reason): string {
  switch (reason.kind) {
    case 'keyword':
      return `mentions ${list(reason.words)}, which your group watches for`;
    case 'topic':
      return `is about ${topicName(reason.topic)}, because of the words ${list(reason.words)}`;
    case 'source':
      return `comes from ${reason.name}, which the office ${reason.points > 0 ? 'trusts more' : 'counts less'}`;
    case 'shared':
      return 'was shared by a member of the group and accepted for the digest';
    case 'priority': {
      const words = reason.words ? `, because of the words ${list(reason.words)}` : '';
      return `is on a topic that ${shorten(reason.council, 60)} watches until ${showDay(reason.until)}: ${topicName(reason.topic)}${words}`;
    }
    case 'spread':
      return `another item from ${reason.name} ranks above it, and a digest is spread over its sources`;
  }
}

function list(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
