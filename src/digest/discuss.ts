import type { App } from '../app.ts';
import type { Press } from '../chat/incoming.ts';
import { aside, type Message, paragraph } from '../chat/message.ts';
import { deleted, idsIn } from '../chat/reference.ts';
import { type Reply, whisper } from '../chat/reply.ts';
import { shorten } from '../chat/text.ts';
import { commit } from '../commit.ts';
import { announce } from '../delivery/announce.ts';
import { discussionKey } from './keys.ts';
import { originOf, titleOf } from './render.ts';
import { type Entry, findChosen, reasonsOf } from './store.ts';
import { why } from './why.ts';

/** Opens a thread for an entry in the channel where it was pressed: one, whoever presses first; the others are shown the way to it. */
export async function discuss(app: App, press: Press): Promise<Reply> {
  const entryId = idsIn(press.id)[0];
  const entry = await findChosen(app.db, entryId);
  if (!entry) throw deleted('This item', 'Type /horizon today for the newest digest.');
  const { platform, channel } = press.post;
  const key = discussionKey(entryId, { platform, channel });
  const subject = { kind: 'entry' as const, id: entryId };
  await commit(app, async (tx, wake) => {
    const opened = [
      { key, subject, to: { platform, channel }, message: anchor(entry) },
      { key: `${key}/opening`, subject, to: { under: key }, message: opening(entry, entry.item.summary) },
    ];
    wake('delivery', await announce(tx, app.now(), opened));
  });
  const standing = await app.db.delivery.findUnique({ where: { key } });
  return standing?.postUrl
    ? whisper([{ text: 'The discussion of this item is here.', link: standing.postUrl }])
    : whisper('A thread for this item opens in this channel in a moment.');
}

function anchor(entry: Entry): Message {
  const title = shorten(entry.item.title, 80);
  return { summary: `Discussion: ${title}`, blocks: [paragraph(['💬 Discussion: ', titleOf(entry)])] };
}

function opening(entry: Entry, summary: string): Message {
  const { title } = entry.item;
  return {
    summary: shorten(`Discussion: ${title}`, 100),
    blocks: [
      paragraph(shorten(summary || title || 'Untitled', 600)),
      aside(`${originOf(entry)}\nWhy it was chosen: ${why(reasonsOf(entry))}`),
      paragraph('What does this mean for your practice? Please write below.'),
    ],
  };
}
