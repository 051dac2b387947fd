import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { type Message, paragraph } from '../../chat/message.ts';
import { type Reply, redraw } from '../../chat/reply.ts';
import { mergePeople } from '../../community/merge-people.ts';
import { lock } from '../../locks.ts';
import { list, side } from '../words.ts';
import { findAccount, findCode, findTypist, othersOf } from './store.ts';
import { chooseSurvivor } from './survivor.ts';

/** The button under `/mydata link CODE`: makes the two one, once. What was true when the code was typed need not be any more. */
export async function confirm({ db, now }: App, { id, person }: Press): Promise<Reply> {
  const code = id.slice('link:'.length);
  const linked = await db.$transaction(async (tx) => {
    await lock(tx, 'identities');
    const typist = await findTypist(tx, person);
    // Pressed twice: the first press has used the code.
    const used = (await tx.linking.count({ where: { code } })) === 0;
    if (used && typist.accounts.length > 1) return typist;
    const linking = await findCode(tx, code, now());
    const { person: asker } = await findAccount(tx, linking);
    const { from, into } = chooseSurvivor(
      { asker, platform: linking.platform },
      { typist, here: person.platform },
    );
    await mergePeople(tx, from.id, into.id);
    await tx.linking.deleteMany({ where: { personId: into.id } });
    return findTypist(tx, person);
  });
  return redraw(done(othersOf(linked, person).map(({ platform }) => side(platform))));
}

function done(others: readonly string[]): Message {
  return {
    summary: 'Your accounts are linked',
    blocks: [
      paragraph(
        `Your accounts here and on ${list(others, 'and')} are linked. From now on you are one person, with one vote and the same roles.`,
      ),
    ],
  };
}
