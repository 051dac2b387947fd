import type { Incoming } from '../../chat/incoming.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import type { Subject } from './subject.ts';

/**
 * The group whose chair sees a flag: that of the channel; in a direct conversation that of the item or idea. What was said in one group's
 * channel is no other's to flag: its chair would read it.
 * @throws Refusal when there is none, with where to flag it
 * @throws Forbidden when it was said in another group's channel
 */
export async function groupFor(
  tx: Tx,
  { person, channel }: Pick<Incoming, 'person' | 'channel'>,
  subject: Subject,
): Promise<Group> {
  const group = await (channel === null
    ? groupOf(tx, subject)
    : groupOfChannel(tx, person.platform, channel));
  if (!group)
    throw new Refusal(
      channel === null
        ? "It is not clear from here which chair should see it. Please flag it in your group's channel."
        : "This channel belongs to no group, so no chair would see it. Please flag it in your group's channel.",
    );
  if (subject.kind === 'message') {
    const home = await homeOf(tx, subject.id);
    if (group.id !== home?.id)
      throw new Forbidden(
        'Only people in its own channel can flag this message. Please flag it there.',
        home ? `channel of group ${home.id}` : 'channel of a group',
      );
  }
  return group;
}

async function groupOf(tx: Tx, { groupId }: Subject): Promise<Group | null> {
  return groupId === null ? null : tx.group.findUnique({ where: { id: groupId } });
}

/** The group in whose channel a message stands. */
async function homeOf(tx: Tx, thingId: number): Promise<Group | null> {
  const { platform, channel } = await tx.thing.findUniqueOrThrow({ where: { id: thingId } });
  return platform === null || channel === null ? null : groupOfChannel(tx, platform, channel);
}
