import type { App } from '../../app.ts';
import type { Shortcut } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { severalLines } from './filled.ts';
import { openFor } from './flag.ts';
import { chooseForm } from './form.ts';
import { entriesOf, ownMessageAt } from './own-message.ts';
import type { SubjectRef } from './subject.ts';

/**
 * “Flag for our chair”, on any message. One of ours is flagged as what it shows; of another one nothing is kept but where it stands, until
 * somebody has sent off the form with as much of its words as they leave there.
 */
export async function flagMessage({ db, now }: Pick<App, 'db' | 'now'>, shortcut: Shortcut): Promise<Reply> {
  const ours = await ownMessageAt(db, shortcut.post);
  const items = ours && (await entriesOf(db, ours));
  if (items && items.size > 1) return openForm(chooseForm(`flag:of/${ours.id}`, items));
  const meant = ours?.meant[0] ?? (await messageThing(db, now(), shortcut));
  return openFor(db, shortcut, meant, severalLines(shortcut.text));
}

async function messageThing(tx: Tx, madeAt: Date, { channel, post }: Shortcut): Promise<SubjectRef> {
  const group = channel === null ? null : await groupOfChannel(tx, post.platform, channel);
  if (channel === null || !group)
    throw new Refusal(
      "Please flag messages in your group's channel: it is not clear from here which chair should see them.",
    );
  const where = { platform: post.platform, channel, post: post.id };
  await tx.thing.createMany({
    data: [{ kind: 'message', ...where, url: post.url, madeAt }],
    skipDuplicates: true,
  });
  const { id } = await tx.thing.findUniqueOrThrow({
    where: { platform_channel_post: where },
    select: { id: true },
  });
  return { kind: 'thing', id };
}
