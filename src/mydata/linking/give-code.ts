import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { aside, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { clean } from '../../chat/text.ts';
import { personOf } from '../../community/who.ts';
import { Refusal } from '../../errors.ts';
import { lock } from '../../locks.ts';
import { called, list, side } from '../words.ts';
import { CODE_VALID_MS, hashOf, newCode } from './code.ts';
import { forgetExpired } from './store.ts';

/** `/mydata link`: a code to be typed on the other side. It takes the place of an earlier one. */
export async function giveCode({ db, now, secret }: App, { person }: Command): Promise<Reply> {
  const others = await otherSides(db, person.platform);
  if (others.length === 0)
    throw new Refusal(
      `Lookout is only on ${side(person.platform)} here, so there is no other account to link.`,
    );
  const code = newCode();
  await forgetExpired(db, now());
  await db.$transaction(async (tx) => {
    await lock(tx, 'identities');
    const { id: personId } = await personOf(tx, person);
    await tx.linking.deleteMany({ where: { personId } });
    await tx.linking.create({
      data: {
        code: hashOf(secret, code),
        personId,
        platform: person.platform,
        user: person.id,
        name: called(clean(person.name)),
        expiresAt: new Date(now().getTime() + CODE_VALID_MS),
      },
    });
  });
  return whisper({
    summary: 'Your code to link another account',
    blocks: [
      paragraph([
        `To link your other account, type this on ${list(others.map(side), 'or')} within ten minutes:\n`,
        { text: `/mydata link ${code}`, bold: true },
      ]),
      paragraph('Do not give the code to anybody: whoever types it becomes you.'),
      aside(
        'Linked accounts count as one person, with one vote in polls and the same roles on both platforms. To undo it, type /mydata unlink',
      ),
    ],
  });
}

/** The other platforms on which groups have channels. */
async function otherSides(db: App['db'], here: string): Promise<string[]> {
  const rows = await db.channel.findMany({
    where: { platform: { not: here } },
    distinct: ['platform'],
    select: { platform: true },
    orderBy: { platform: 'asc' },
  });
  return rows.map(({ platform }) => platform);
}
