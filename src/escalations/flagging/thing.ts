import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import type { Subject } from './subject.ts';

/** A thing by what it is, as its unique columns name it. */
function whereOf({ kind, id }: Subject) {
  return {
    item: { itemId: id },
    idea: { ideaId: id },
    poll: { pollId: id },
    message: { id },
  }[kind];
}

/** The thing, if anybody has flagged or gathered it. */
export function knownThing(tx: Tx, subject: Subject) {
  return tx.thing.findFirst({ where: whereOf(subject) });
}

/**
 * The thing, made where there is none: one for all groups, however many flag it at once. Until the end of `tx` it is not forgotten.
 * @throws Refusal when it is a message that was forgotten meanwhile
 */
export async function keepThing(tx: Tx, madeAt: Date, subject: Subject): Promise<{ id: number }> {
  const { kind, id, topic } = subject;
  const [item, idea, poll, thing] = (['item', 'idea', 'poll', 'message'] as const).map((one) =>
    one === kind ? id : null,
  );
  for (;;) {
    const [held] = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM thing
      WHERE item_id = ${item}::int OR idea_id = ${idea}::int OR poll_id = ${poll}::int OR id = ${thing}::int
      FOR KEY SHARE`;
    if (held) return held;
    if (kind === 'message')
      throw new Refusal(
        'This form was open for too long. Please choose “Flag for our chair” in the message menu again.',
      );
    await tx.thing.createMany({ data: [{ kind, ...whereOf(subject), topic, madeAt }], skipDuplicates: true });
  }
}
