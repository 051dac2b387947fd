import { aside, type Message, paragraph } from '../../chat/message.ts';
import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';

/** What somebody hears who has flagged a thing: what happens next, and what became of it already. @param anew they had not before */
export async function flagged(tx: Tx, thingId: number, personId: number, anew: boolean): Promise<Message> {
  const flag = await tx.flag.findUniqueOrThrow({
    where: { thingId_personId: { thingId, personId } },
    select: { groupId: true, group: { select: { name: true } }, thing: { select: { outcome: true } } },
  });
  const people = await tx.flag.count({ where: { thingId, groupId: flag.groupId } });
  const has = people === 1 ? '1 person' : `${people} people`;
  const said = `${anew ? 'Flagged.' : 'Saved.'} ${has} of ${shorten(flag.group.name, 120)} ${people === 1 ? 'has' : 'have'} flagged it; your chair sees it in /escalate flags.`;
  const { outcome } = flag.thing;
  return {
    summary: shorten(said, 280),
    blocks: [
      paragraph(said),
      ...(outcome ? [paragraph(shorten(outcome, 300))] : []),
      aside(
        'Your chair sees how many and why, but not who. To say why, or to take your flag back, flag it again.',
      ),
    ],
  };
}

/** @param was whether they had flagged it */
export function takenBack(was: boolean): string {
  return was
    ? 'Your flag has been taken back.'
    : 'You have not flagged this, so there is nothing to take back.';
}
