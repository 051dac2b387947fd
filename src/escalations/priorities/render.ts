import { fitting } from '../../chat/fit.ts';
import { aside, type Block, button, controls, heading, type Message, paragraph } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { topicName } from '../../taxonomy/topics.ts';
import { showDay } from '../../time.ts';
import { nameOf } from '../theme/theme.ts';
import { countOf, subjectOf, topicOf } from './priority.ts';
import type { Priority } from './store.ts';

/**
 * A priority as it stands in the channels of the groups that it asks; of a call, with how many ideas have come.
 * @param council the council's name
 */
export function renderPriority(
  priority: Priority,
  council: string,
  { ideas, over }: { ideas: number; over: boolean },
): Message {
  const name = shorten(council, 80);
  const subject = subjectOf(priority);
  const title = priority.call ? `📣 Open call: ${subject}` : `🔭 ${shorten(name, 40)}: ${subject}`;
  const drawn = (most: number): Block[] => [
    heading(shorten(title, 150)),
    ...(priority.call ? [paragraph(shorten(priority.words, most))] : []),
    aside(over ? past(priority, name) : present(priority, name)),
    ...(priority.call ? counted(priority.id, ideas, over) : []),
  ];
  // Signs that a platform has to mark take several times the room.
  const summary = shorten(`${over ? 'Ended: ' : ''}${title}`, 280);
  return fitting([1000, 500, 250], (most) => ({ summary, blocks: drawn(most) }));
}

function counted(id: number, ideas: number, over: boolean): Block[] {
  if (over)
    return [paragraph(`This call has ended with ${countOf(ideas)}. To send in anything else, type /idea`)];
  return [
    paragraph(ideas === 0 ? 'No ideas yet. Yours would be the first.' : `${countOf(ideas)} so far.`),
    controls(button(`idea:call/${id}`, '💡 Send an idea', 'primary')),
  ];
}

function present(priority: Priority, council: string): string {
  return `${council} watches ${scope(priority)} until ${showDay(priority.until)}. Until then this group's digest shows more about it, and says so under “Why”.`;
}

function past(priority: Priority, council: string): string {
  const when = priority.endedAt === null ? ` until ${showDay(priority.until)}` : '';
  return `${council} watched ${scope(priority)}${when}. The digest is chosen as before.`;
}

/** `Smart digitisation (what mentions “dosimetry” or “SPECT”), for THEME-7`. */
export function scope(priority: Priority): string {
  const { keywords, theme } = priority;
  const topic = topicOf(priority);
  const quoted = keywords.map((word) => `“${word}”`);
  const listed =
    quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
  const words = listed ? ` (what mentions ${listed})` : '';
  return `${topic ? topicName(topic) : priority.topic}${words}${theme?.number ? `, for ${nameOf(theme.number)}` : ''}`;
}

/** What the council is told once one is over. @param by how many ideas each group has sent in, where there are any */
export function renderEnd(priority: Priority, by: readonly { name: string; ideas: number }[]): Message {
  const subject = subjectOf(priority);
  const total = by.reduce((sum, { ideas }) => sum + ideas, 0);
  const [lead, hint] = priority.call
    ? [`The open call “${subject}” has ended with ${countOf(total)}.`, found(priority, by)]
    : [`“${subject}” is no longer watched for.`, 'To watch it for longer, type /escalate priority'];
  return { summary: shorten(lead, 280), blocks: [paragraph(lead), aside(hint)] };
}

function found({ keywords }: Priority, by: readonly { name: string; ideas: number }[]): string {
  if (by.length === 0) return 'To ask again, or to ask other groups, type /escalate priority';
  const groups = by.slice(0, 10).map(({ name, ideas }) => `${shorten(name, 100)}: ${ideas}`);
  const more = by.length > 10 ? ` · and ${by.length - 10} more ${by.length === 11 ? 'group' : 'groups'}` : '';
  const word = keywords[0] ?? 'WORDS';
  return `${groups.join(' · ')}${more}\nEach group finds them in the thread of the call in its channel, or with /idea list there. From anywhere, type /idea search ${word}`;
}
