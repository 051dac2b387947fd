import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import { lock } from '../../locks.ts';
import { list, side } from '../words.ts';
import { findKnown, othersOf } from './store.ts';

/**
 * `/mydata unlink`: the account that types it becomes a person of its own again. What was kept of both so far stays with the other:
 * nobody can tell any more whose it was.
 */
export async function unlink({ db }: App, { person }: Command): Promise<Reply> {
  const { platform, id: user } = person;
  const others = await db.$transaction(async (tx) => {
    await lock(tx, 'identities');
    const known = await findKnown(tx, person);
    const rest = known ? othersOf(known, person) : [];
    const mine = known?.accounts.find((one) => !rest.includes(one));
    if (!known || !mine || (known.slug === null && rest.length === 0))
      throw new Refusal('This account is not linked. To link it, type /mydata link');
    if (known.slug !== null && !mine.linked)
      throw new Forbidden(named(rest.filter(({ linked }) => linked)), 'office');
    await tx.account.update({
      where: { platform_user: { platform, user } },
      data: { linked: false, person: { create: {} } },
    });
    await tx.linking.deleteMany({ where: { platform, user } });
    return rest.map((one) => side(one.platform));
  });
  const from = others.length > 0 ? ` with yours on ${list(others, 'and')}` : '';
  return whisper(
    `This account is no longer linked${from}. What has been counted so far, and any role, stays there; here you start afresh.`,
  );
}

/** To somebody whose account stands in the community file. */
function named(linked: readonly { platform: string }[]): string {
  const sides = linked.map(({ platform }) => side(platform));
  return linked.length > 0
    ? `The office has named this account as yours, so only the office can change that. To undo your own link, type /mydata unlink on ${list(sides, 'or')}.`
    : 'The office has named this account as yours. If that is wrong, please ask the office to change it.';
}
