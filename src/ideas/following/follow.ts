import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { type Button, button, controls, paragraph } from '../../chat/message.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { knownPerson, personOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { nameOf } from '../idea/idea.ts';
import { accountsOf, isSender } from '../idea/sender.ts';
import { findIdea, noSuchIdea } from '../idea/store.ts';
import { endOf, treeOf } from '../idea/tree.ts';
import { ideaOfButton, type Shown } from './idea-of-button.ts';

/** *Follow*, `follow:12`: they hear what becomes of it, at the account with which they first said so. */
export async function follow(app: App, press: Press): Promise<Reply> {
  const { platform, id: user } = press.person;
  return app.db.$transaction(async (tx) => {
    const idea = await ideaOfButton(tx, press.id);
    const name = nameOf(idea.number);
    // Nothing is kept of a sender who follows: who is told both ways could be found among the deliveries.
    if (await isTheirs(tx, app, press, idea))
      return whisper(`You sent in ${name}, so you will hear what happens to it anyway.`);
    const { id: personId } = await personOf(tx, press.person);
    const row = { ideaId: idea.id, personId, platform, user, at: app.now() };
    const { count } = await tx.follower.createMany({ data: [row], skipDuplicates: true });
    const words = `You ${count > 0 ? 'follow' : 'already follow'} ${name}. You get a direct message when it is planned, done, declined or merged.`;
    return whisper({
      summary: `You follow ${name}`,
      blocks: [paragraph(words), controls(stopFollowing(idea.id))],
    });
  });
}

/** *Stop following*, `unfollow:12`, also of what has gone into it, and of what is hidden. */
export async function unfollow({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  return db.$transaction(async (tx) => {
    const idea = await findIdea(tx, await endOf(tx, idsIn(press.id)[0]));
    const known = await knownPerson(tx, press.person);
    const ideaId = { in: await treeOf(tx, idea.id) };
    if (known) await tx.follower.deleteMany({ where: { personId: known.id, ideaId } });
    if (idea.number === null) throw noSuchIdea();
    return whisper(`You no longer follow ${nameOf(idea.number)}.`);
  });
}

/** Under whatever tells a follower something. @param id of an idea that they follow */
export function stopFollowing(id: number): Button {
  return button(`unfollow:${id}`, 'Stop following');
}

/** Did they send in this idea, or one that went into it? */
async function isTheirs(tx: Tx, { secret }: App, { person }: Press, idea: Shown): Promise<boolean> {
  const accounts = await accountsOf(tx, person);
  const all = await tx.idea.findMany({
    where: { id: { in: await treeOf(tx, idea.id) } },
    select: { salt: true, mark: true },
  });
  return all.some((one) => isSender(secret, one, accounts));
}
