import type { App } from '../../app.ts';
import type { Command, PersonRef, Press } from '../../chat/incoming.ts';
import type { Message } from '../../chat/message.ts';
import { packedPage, turnIn } from '../../chat/paging.ts';
import { asId, deleted } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { moderators, permit } from '../../community/access.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { councilOf } from '../theme/store.ts';
import { waysTo } from '../theme/thing.ts';
import { flaggedBy } from './flagged.ts';
import { flaggedCard, intro } from './render.ts';

/** `/escalate flags`: what members of the channel's group have flagged, for its chair and the office. */
export async function listFlags({ db }: Pick<App, 'db'>, { person, channel }: Command): Promise<Reply> {
  const group = channel === null ? null : await groupOfChannel(db, person.platform, channel);
  if (!group)
    throw new Refusal(
      "This channel belongs to no group. Please type /escalate flags in your group's channel.",
    );
  return whisper(await draw(db, person, group, 0));
}

/** Another page in place of the one that was touched: `flags:3/1`, the group and the page. */
export async function turnFlags({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const { of, page } = turnIn(press.id);
  const group = await db.group.findUnique({ where: { id: asId(of) } });
  if (!group) throw deleted('This group', 'Type /escalate flags in the channel of another.');
  return redraw(await draw(db, press.person, group, page));
}

/** @throws Forbidden when it is not theirs to see */
async function draw(tx: Tx, person: PersonRef, group: Group, wanted: number): Promise<Message> {
  await permit(tx, person, moderators(group), 'see what its members have flagged');
  const all = await flaggedBy(tx, group.id);
  const council = (await councilOf(tx)).name;
  const title = shorten(`Flagged in ${group.name}`, 150);
  const ways = await waysTo(
    tx,
    all.map(({ thing }) => thing),
    person.platform,
  );
  const cards = all.map((one) => flaggedCard(one, ways.get(one.thing.id)));
  const turn = (page: number) => `flags:${group.id}/${page}`;
  return packedPage({ title, turn }, [intro(all.length, council), ...cards], wanted);
}
