import { type Message, paragraph } from '../chat/message.ts';
import { shorten } from '../chat/text.ts';
import type { Change, Council, Raised } from './store.ts';
import { nameOf, states } from './theme.ts';

/**
 * What a group's channel, or one of its chairs, is told of a change.
 * @param to the zone in which days are shown; `person`: a direct message, which says why they get it
 */
export function renderNews(
  theme: Raised,
  change: Change,
  council: Council,
  _to: { zone: string; person: boolean },
): Message {
  const name = `${nameOf(theme.number)} “${shorten(theme.title, 120)}”`;
  const line = `${name}: ${states[theme.state].toLowerCase()} (${shorten(council.name, 80)}, ${shorten(change.by, 80)}).`;
  const words = change.words ? [paragraph(shorten(change.words, 1500))] : [];
  return { summary: shorten(line, 280), blocks: [paragraph(line), ...words] };
}
