import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { aside, button, controls, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { Forbidden } from '../../errors.ts';
import { called, side } from '../words.ts';
import { countAttempt } from './attempt-limit.ts';
import { hashOf } from './code.ts';
import { findAccount, findCode, findTypist, forgetExpired } from './store.ts';
import { chooseSurvivor } from './survivor.ts';

/** `/mydata link CODE`: whose account would be linked, for the typist to say yes: nobody shall be tricked into giving theirs away. */
export async function typeCode({ db, now, secret }: App, { person, words }: Command): Promise<Reply> {
  const right = countAttempt(person, now());
  if (!right)
    throw new Forbidden(
      'There were too many wrong codes. Please wait an hour, then get a new code: type /mydata link on the other platform.',
      'fewer wrong codes within the hour',
    );
  const code = hashOf(secret, words);
  await forgetExpired(db, now());
  const { linking, asker } = await db.$transaction(async (tx) => {
    const linking = await findCode(tx, code, now());
    right();
    const { person: asker } = await findAccount(tx, linking);
    chooseSurvivor(
      { asker, platform: linking.platform },
      { typist: await findTypist(tx, person), here: person.platform },
    );
    return { linking, asker };
  });
  const known = asker.name ? ` The office knows them as ${called(asker.name)}.` : '';
  return whisper({
    summary: 'Link these two accounts?',
    blocks: [
      paragraph([
        'This links your account here with ',
        { text: called(linking.name), bold: true },
        `’s on ${side(linking.platform)}.${known}`,
      ]),
      paragraph(
        'From then on both count as one person, with one vote in polls and the same roles on both platforms. Please continue only if both accounts are yours.',
      ),
      controls(button(`link:${code}`, 'Link', 'primary')),
      aside('If somebody sent you this code, do nothing: it stops working within ten minutes.'),
    ],
  });
}
