import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { deleted, idsIn } from '../../chat/reference.ts';
import { nothing, type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { moderators, permit } from '../../community/access.ts';
import { decision } from './render.ts';
import { settle } from './settle.ts';
import { findShares, keepItem } from './store.ts';

/** *Take*: the item is a candidate for the group's next digest. */
export function takeShare(app: App, press: Press): Promise<Reply> {
  return decide(app, press, 'taken');
}

/** *Not for us*. */
export function refuseShare(app: App, press: Press): Promise<Reply> {
  return decide(app, press, 'refused');
}

/** The first who decides holds; who comes later is told. */
async function decide(app: App, press: Press, state: 'taken' | 'refused'): Promise<Reply> {
  const id = idsIn(press.id)[0];
  return commit(app, async (tx, wake) => {
    const found = await tx.share.findUnique({ where: { id }, include: { group: true } });
    if (!found) throw deleted('This share', 'There is nothing left to decide.');
    const { name: by } = await permit(tx, press.person, moderators(found.group), 'decide this');
    await keepItem(tx, found.itemId);
    const woken = await settle(tx, app.now(), found, { state, by });
    if (woken) {
      wake('delivery', woken);
      return nothing;
    }
    const [first] = await findShares(tx, found.groupId, found.itemId);
    return whisper(`This has already been decided. ${decision(first!)}`);
  });
}
