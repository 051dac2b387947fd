import { type Message, paragraph } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { refresh } from '../../delivery/refresh.ts';
import { callPost } from '../../escalations/priorities/call.ts';
import { nameOf } from '../idea/idea.ts';
import type { Post } from '../idea/posts.ts';
import type { Idea } from '../idea/store.ts';
import { callLineKey } from '../keys.ts';

/** Milliseconds for which an idea's line waits for its message to stand, so that it can point there. */
const patience = 600_000;

/**
 * Lists an idea, by a line of its own, in the thread of the open call that it answers: in each channel where it stands itself. One that is
 * hidden is not listed; where it is, its words go.
 * @param copies its messages in channels
 * @returns deliveries to be woken, and whether a line waits for the idea's message to stand
 */
export async function listInCall(
  tx: Tx,
  at: Date,
  idea: Idea,
  copies: readonly Post[],
): Promise<{ woken: number[]; waits: boolean }> {
  const { id, callId, hidden, takenInAt } = idea;
  const woken: number[] = [];
  let waits = false;
  if (callId === null) return { woken, waits };
  const subject = { kind: 'idea' as const, id };
  for (const { platform, channel, postUrl } of copies) {
    if (channel === null) continue;
    const key = callLineKey(id, { platform, channel });
    const message = line(idea, postUrl);
    woken.push(...(await refresh(tx, [key], message)));
    const under = hidden ? null : await callPost(tx, callId, { platform, channel });
    if (under === null) continue;
    if (postUrl === null && at.getTime() - (takenInAt ?? at).getTime() < patience) waits = true;
    else woken.push(...(await announce(tx, at, [{ key, to: { under }, subject, message }])));
  }
  return { woken, waits };
}

/** Without a name, also of one that is signed: who sent it in stands in its own message. */
function line({ number, title, hidden }: Idea, url: string | null): Message {
  const name = nameOf(number!);
  if (hidden) return { summary: `${name} was hidden`, blocks: [paragraph(`${name} was hidden by a chair.`)] };
  return {
    summary: shorten(`${name}: ${title}`, 280),
    blocks: [
      paragraph([
        '💡 ',
        url ? { text: name, bold: true, link: url } : { text: name, bold: true },
        ` · ${title}`,
      ]),
    ],
  };
}
