import type { App } from '../../app.ts';
import { type Message, say } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { channelsOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { type Announcement, announce } from '../../delivery/announce.ts';
import { lock } from '../../locks.ts';
import { tag } from '../../taxonomy/tag.ts';
import { nameOf } from '../idea/idea.ts';
import { inactiveFrom } from '../idea/inactivity.ts';
import { renderIdea } from '../idea/render.ts';
import { findIdea, type Idea } from '../idea/store.ts';
import { tellSender } from '../idea/tell-sender.ts';
import { ideaKey } from '../keys.ts';

/**
 * Milliseconds after the sending at which its sender is told the number by a direct message. Mostly they have heard it by then where they
 * sent it in, and this message was taken back (receipt.ts).
 */
const wordAfter = 5_000;

/** Takes in an idea that was sent: guesses its topic, gives it the next number, and announces it. Once. */
export async function takeIn(app: App, id: number): Promise<void> {
  if (!(await app.db.idea.findFirst({ where: { id, number: null }, select: { id: true } }))) return;
  const now = app.now();
  await commit(app, async (tx, wake) => {
    const idea = await number(tx, now, id);
    if (!idea) return;
    const posts = await postsOf(tx, idea);
    const later = new Date(Math.max(now.getTime(), idea.sentAt.getTime() + wordAfter));
    const when = { secret: app.secret, at: later };
    const word = await tellSender(tx, when, idea, 'number', wordTo(idea));
    wake('delivery', [...(await announce(tx, now, posts)), ...(word ?? [])]);
  });
}

/** @returns null when another was quicker */
async function number(tx: Tx, now: Date, id: number): Promise<Idea | null> {
  await lock(tx, 'ideaNumbers');
  const idea = await tx.idea.findFirst({ where: { id, number: null }, include: { group: true } });
  if (!idea) return null;
  const { _max: last } = await tx.idea.aggregate({ _max: { number: true } });
  const { title, text, topic, topicChosen, group } = idea;
  await tx.idea.update({
    where: { id },
    data: {
      number: (last.number ?? 0) + 1,
      topic: topicChosen ? topic : (tag(`${title}\n${text}`)[0]?.topic ?? null),
      takenInAt: now,
      drawnAt: now,
      // Drawn once more when it stands: then the thread of its call can point to it.
      stale: idea.callId !== null,
      quietUntil: inactiveFrom(now, group.zone),
    },
  });
  return findIdea(tx, id);
}

async function postsOf(tx: Tx, idea: Idea): Promise<Announcement[]> {
  const message = renderIdea(idea, 0);
  const channels = await channelsOf(tx, idea.groupId);
  return channels.map(({ platform, channel }) => ({
    key: ideaKey(idea.id, { platform, channel }),
    to: { platform, channel },
    subject: { kind: 'idea' as const, id: idea.id },
    page: 0,
    message,
  }));
}

function wordTo({ number, title }: Idea): Message {
  return say(
    `Your idea “${shorten(title, 120)}” is ${nameOf(number!)}. You will hear what happens to it. To see its status, type /idea mine`,
  );
}
