import type { Command } from '../../chat/incoming.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { type Ranked, rank } from './rank.ts';
import { readEvidence } from './store.ts';

/** The needs by rank, as one list of `/needs` has them. */
export interface Register {
  /** Whose own figures they are; null: of all groups together. */
  group: Named | null;
  needs: Ranked[];
}

type Named = Pick<Group, 'id' | 'name' | 'zone'>;

/** The needs of a group by its own figures, if it has any, and otherwise those of all groups. */
export async function registerOf(tx: Tx, group: Named | null): Promise<Register> {
  const evidence = await readEvidence(tx);
  const own = group ? rank(evidence, group.id) : [];
  return own.length > 0 ? { group, needs: own } : { group: null, needs: rank(evidence, null) };
}

/** The group in whose channel something was typed, if it is a group's. */
export async function groupHere(
  tx: Tx,
  { person, channel }: Pick<Command, 'person' | 'channel'>,
): Promise<Group | null> {
  return channel === null ? null : groupOfChannel(tx, person.platform, channel);
}

/**
 * The need that is meant by `3`, in the list of this channel, or by `all 3`, in that of `/needs all`.
 * @param word for the hint: `why`
 * @throws Refusal that says which numbers there are
 */
export async function needMeant(
  tx: Tx,
  command: Command,
  word: string,
): Promise<{ register: Register; ranked: Ranked }> {
  const [, all, number] = /^(?:(all)\s*)?(?:#\s*)?(\d{1,6})$/i.exec(command.words) ?? [];
  const wide = all !== undefined || /^all$/i.test(command.words);
  const register = await registerOf(tx, wide ? null : await groupHere(tx, command));
  const ranked = register.needs.find((one) => one.rank === Number(number));
  if (ranked) return { register, ranked };
  const count = register.needs.length;
  if (count === 0) throw new Refusal(nothingYet);
  throw new Refusal(
    `Which need? Please give its number, ${count === 1 ? '1' : `1 to ${count}`}, such as: /needs ${word} ${wide ? 'all ' : ''}1`,
  );
}

/** What is said while no poll has found anything out. */
export const nothingYet =
  'No needs are known yet. They come from polls with at least five answers. Chairs and the office can ask one with /needs ask';
