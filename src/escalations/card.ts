import { button, controls, heading, type Message, paragraph } from '../chat/message.ts';
import { shorten } from '../chat/text.ts';
import type { Tx } from '../db.ts';
import type { Council, Raised } from './store.ts';
import { nameOf, states } from './theme.ts';

/** A theme as it stands before the council: on this platform, at this moment (it says how long it has waited). */
export async function renderCard(
  _tx: Tx,
  theme: Raised,
  _council: Council,
  _at: Date,
  _platform: string,
): Promise<Message> {
  return {
    summary: shorten(`${nameOf(theme.number)}: ${theme.title}`, 280),
    blocks: [
      heading(shorten(`${nameOf(theme.number)} · ${theme.title}`, 150)),
      paragraph(`${states[theme.state]}. ${shorten(theme.words, 1000)}`),
      controls(button(`theme-take:${theme.id}`, 'I take it', 'primary')),
    ],
  };
}
