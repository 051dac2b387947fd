import type { App } from '../app.ts';
import type { Press } from '../chat/incoming.ts';
import { type Reply, redraw } from '../chat/reply.ts';
import { personOf } from '../community/who.ts';
import { refresh } from '../delivery/refresh.ts';
import { Refusal } from '../errors.ts';
import { editionKey, partKey } from './keys.ts';
import { pageOf, renderEdition } from './render.ts';
import { findEditionOf } from './store.ts';

/** Counts that a person found an entry useful, once however often they press, and redraws it wherever it stands. */
export async function useful(app: App, press: Press): Promise<Reply> {
  const entryId = entryOf(press.id);
  const { message, woken } = await app.db.$transaction(async (tx) => {
    // Two people at once must both be in the last drawing: the entry's row lets them pass one by one.
    const [known] = await tx.$queryRaw<
      { id: number }[]
    >`SELECT id FROM entry WHERE id = ${entryId} FOR UPDATE`;
    if (!known) throw new Refusal('This item is no longer kept. Type /horizon today for the newest digest.');
    const person = await personOf(tx, press.person);
    await tx.useful.createMany({
      data: [{ entryId, personId: person.id, at: app.now() }],
      skipDuplicates: true,
    });
    const edition = (await findEditionOf(tx, entryId))!;
    const pages = renderEdition(edition);
    const page = pageOf(pages, entryId);
    const channels = await tx.channel.findMany({ where: { groupId: edition.groupId } });
    const keys = channels.map((channel) =>
      partKey(editionKey(edition.group.slug, edition.day), channel, page),
    );
    return { message: pages[page]!, woken: await refresh(tx, keys, pages[page]!) };
  });
  for (const id of woken) app.wake('delivery', String(id));
  return redraw(message);
}

/** The entry that a button's id names: `useful:42`. */
export function entryOf(id: string): number {
  const number = Number(id.split(':')[1]);
  if (!Number.isSafeInteger(number) || number < 1 || number > 2 ** 31 - 1)
    throw new Refusal('This button is not one of ours.');
  return number;
}
