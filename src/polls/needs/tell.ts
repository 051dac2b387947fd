import { controls, link, type Message, paragraph } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { showDay } from '../../time.ts';
import { type Evidence, type Outcome, weigh } from './evidence.ts';

/**
 * The groups in whose channels people asked for a need, by each group's newest poll that offered it. Groups that may only be shown
 * together hear of it all of them, or none: otherwise its coming would say which small group wanted it.
 */
export function askersOf({ asked }: Pick<Evidence, 'asked'>): number[] {
  return weigh(asked).flatMap(({ parts }) =>
    parts.filter(({ figure }) => figure.chosen > 0).flatMap(({ groups }) => groups),
  );
}

/**
 * Announces a mark where people asked for the need, once.
 * @param before the mark that held until now
 * @returns the deliveries to be woken after commit
 */
export async function tellAskers(
  tx: Tx,
  now: Date,
  { need, asked }: Pick<Evidence, 'need' | 'asked'>,
  mark: Outcome,
  before: Outcome | null,
): Promise<number[]> {
  const message = outcomeMessage(need.title, mark, before?.state === mark.state);
  if (!message) return [];
  const channels = await tx.channel.findMany({
    where: { groupId: { in: askersOf({ asked }) } },
    orderBy: { id: 'asc' },
  });
  return announce(
    tx,
    now,
    channels.map(({ platform, channel }) => ({
      key: `need/${need.id}/${mark.id}/${platform}/${channel}`,
      to: { platform, channel },
      subject: { kind: 'need' as const, id: need.id },
      message,
    })),
  );
}

/**
 * What those who asked for a need are told; null when there is nothing to tell.
 * @param changed it was planned, delivered or declined before, otherwise
 */
export function outcomeMessage(title: string, mark: Outcome, changed: boolean): Message | null {
  if (mark.state === 'wanted') return null;
  const asked = `You asked for “${shorten(title || 'Untitled', 100)}”`;
  const news = `${asked}${changed ? '. This has changed' : ''}: ${whatBecame(mark)}`;
  const blocks = [paragraph(news)];
  if (mark.link) blocks.push(controls(link('Open', mark.link)));
  return { summary: shorten(news, 280), blocks };
}

function whatBecame({ state, session, day, reason }: Outcome): string {
  if (state === 'declined') return `it was declined. The reason: ${shorten(reason ?? 'none was kept', 500)}`;
  const became = state === 'planned' ? 'it is planned' : 'it was delivered';
  const on = day ? ` on ${showDay(day)}` : '';
  if (session) return `${became}: ${shorten(session, 120)}${on}.`;
  return `${became}${state === 'planned' ? on.replace('on', 'for') : on}.`;
}
