import type { App } from '../app.ts';
import type { Press } from '../chat/incoming.ts';
import { deleted, idsIn } from '../chat/reference.ts';
import { nothing, type Reply } from '../chat/reply.ts';
import { commit } from '../commit.ts';
import { personOf } from '../community/who.ts';

/**
 * Counts that a person found an entry useful, once however often they press. The edition is drawn anew from what the rows
 * say (redraw.ts), so that a press only adds its row, and a crowd of them waits for nobody.
 */
export async function useful(app: App, press: Press): Promise<Reply> {
  const entryId = idsIn(press.id)[0];
  const entry = await app.db.entry.findUnique({ where: { id: entryId } });
  if (!entry) throw deleted('This item', 'Type /horizon today for the newest digest.');
  await commit(app, async (tx, wake) => {
    const { id: personId } = await personOf(tx, press.person);
    await tx.useful.createMany({ data: [{ entryId, personId, at: app.now() }], skipDuplicates: true });
    wake('useful', entry.editionId);
  });
  return nothing;
}
