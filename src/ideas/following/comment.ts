import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { type Message, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { announce } from '../../delivery/announce.ts';
import { Refusal } from '../../errors.ts';
import { nameOf } from '../idea/idea.ts';
import { postsOf } from '../idea/posts.ts';
import { commentsKey } from '../keys.ts';
import { ideaOfButton, type Shown } from './idea-of-button.ts';

/**
 * *Comment*, `comment:12`: opens the thread of the idea's message in this channel, once, whoever presses first; the others are shown the
 * way to it. Where the idea does not stand, it is the thread of one of its messages on this platform, or anywhere.
 */
export async function comment(app: App, press: Press): Promise<Reply> {
  const { platform, channel } = press.post;
  const { idea, key } = await commit(app, async (tx, wake) => {
    const found = await ideaOfButton(tx, press.id);
    const copies = await postsOf(tx, found.id);
    const there = copies.filter((copy) => copy.platform === platform);
    const copy = there.find((one) => one.channel === channel) ?? there[0] ?? copies[0];
    if (!copy)
      throw new Refusal(
        `${nameOf(found.number)} is not in any channel at the moment, so it has no thread. Please try again later, or write to the chair of its group.`,
      );
    const opened = commentsKey(copy.key);
    const subject = { kind: 'idea' as const, id: found.id };
    const opening = { key: opened, to: { under: copy.key }, subject, message: openingOf(found) };
    wake('delivery', await announce(tx, app.now(), [opening]));
    return { idea: found, key: opened };
  });
  const standing = await app.db.delivery.findUnique({ where: { key } });
  return standing?.postUrl
    ? whisper([{ text: `The thread of ${nameOf(idea.number)} is here.`, link: standing.postUrl }])
    : whisper(`A thread for ${nameOf(idea.number)} opens under its message in a moment.`);
}

/** Without the idea's title: it would stand here, and as the thread's name, also once a chair has hidden it. */
function openingOf(idea: Shown): Message {
  const name = nameOf(idea.number);
  return {
    summary: `Comments on ${name}`,
    blocks: [
      paragraph([
        'Comments on ',
        { text: name, bold: true },
        ': what do you think, and who should know about it? The chair and the office post decisions under the idea’s message. Please write your comments here.',
      ]),
    ],
  };
}
