import type { App } from '../../app.ts';
import { aside, controls, link, type Message, paragraph } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { announce } from '../../delivery/announce.ts';
import { showMoment } from '../../time.ts';
import { reminderKey } from '../keys.ts';
import { postsOf } from '../posts.ts';
import { findPoll, liveTallyOf, type Poll } from '../store.ts';
import { people } from '../words.ts';

const hour = 3_600_000;

/** With less time left than this a reminder, late because nothing ran, is of no use any more. */
const tooLate = 4 * hour;

/** Reminds the channels of an open poll, halfway, once. */
export async function remindOfPoll(app: App, id: number): Promise<void> {
  const at = app.now();
  await commit(app, async (tx, wake) => {
    const { count } = await tx.poll.updateMany({
      where: { id, state: 'open', remindAt: { lte: at } },
      data: { remindAt: null },
    });
    if (count === 0) return;
    const poll = await findPoll(tx, id);
    if (poll.closesAt.getTime() - at.getTime() < tooLate) return;
    const { answers } = await liveTallyOf(tx, poll);
    const standing = (await postsOf(tx, poll)).filter(({ state }) => state === 'posted');
    const woken = await announce(
      tx,
      at,
      standing.map(({ key, platform, channel, zone, postUrl }) => ({
        key: reminderKey(key),
        to: { platform, channel },
        subject: { kind: 'poll' as const, id },
        message: reminder(poll, { answers, left: timeLeft(poll.closesAt, at), zone, url: postUrl! }),
        expiresAt: poll.closesAt,
      })),
    );
    wake('delivery', woken);
  });
}

function reminder(
  poll: Poll,
  { answers, left, zone, url }: { answers: number; left: string; zone: string; url: string },
): Message {
  const so = answers === 0 ? 'Nobody has answered yet.' : `${people(answers)} answered so far.`;
  return {
    summary: shorten(`Still open: ${poll.question}`, 280),
    blocks: [
      paragraph(['Still open: ', { text: poll.question, bold: true }]),
      aside(`${so} Open for another ${left}, until ${showMoment(poll.closesAt, zone)}.`),
      controls(link('Go to the poll', url)),
    ],
  };
}

/** `3 days`, `5 hours`: rounded, and in hours below two days. */
function timeLeft(until: Date, now: Date): string {
  const hours = Math.round((until.getTime() - now.getTime()) / hour);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
