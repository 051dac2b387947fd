import type { PersonRef } from '../../chat/incoming.ts';
import { deleted } from '../../chat/reference.ts';
import { shorten } from '../../chat/text.ts';
import {
  actorOf,
  denial,
  isChair,
  isOffice,
  moderators,
  type Permitted,
  permit,
  type Role,
} from '../../community/access.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { raisers } from '../rights.ts';
import { type Council, councilOf } from '../theme/store.ts';

/**
 * The group for which somebody raises a theme: that of the channel, if it is theirs to do; else the only one that they chair.
 * @throws Refusal when they have to say which, with where to type it
 * @throws Forbidden when there is none
 */
export async function groupMeant(
  tx: Tx,
  person: PersonRef,
  channel: string | null,
): Promise<{ group: Group; actor: Permitted }> {
  const here = channel === null ? null : await groupOfChannel(tx, person.platform, channel);
  const { roles } = await actorOf(tx, person);
  const group = choose(here, roles);
  if (group) return ownGroup(tx, person, group.id);
  const chaired = chairedIn(roles);
  if (chaired.length > 0 || isOffice(roles)) {
    const names = chaired.slice(0, 5).map(({ name }) => shorten(name, 60));
    throw new Refusal(
      `For which group? Please type /escalate in its channel${names.length > 0 ? `: ${names.join(', ')}` : ''}.`,
    );
  }
  // Says whom to ask where there is somebody.
  throw await denial(tx, here && mayRaise(here) ? moderators(here) : raisers, 'raise a theme');
}

/** A group by its id, for its chair or the office. @throws Forbidden for anybody else @throws Refusal when it raises nothing */
export async function ownGroup(
  tx: Tx,
  person: PersonRef,
  groupId: number,
): Promise<{ group: Group; actor: Permitted }> {
  const group = await tx.group.findUnique({ where: { id: groupId } });
  if (!group) throw deleted('This group', 'Please type /escalate in the channel of another.');
  const actor = await permit(tx, person, moderators(group), 'raise a theme');
  if (!mayRaise(group))
    throw new Refusal('Themes are raised for a group. Please type /escalate in a group’s channel.');
  return { group, actor };
}

/** The council, with a channel in which a theme can stand. @throws Refusal when there is none, in words for the office */
export async function reachedCouncil(tx: Tx): Promise<Council> {
  const council = await councilOf(tx);
  if (council.groupId === null)
    throw new Refusal(
      'Nothing can be raised yet: the community file has no group of the kind “council”. Please ask the office to add one.',
    );
  if (council.channels.length === 0)
    throw new Refusal(
      `Nothing can be raised yet: ${shorten(council.name, 80)} has no channel for themes. Please ask the office to add one to the community file.`,
    );
  return council;
}

function choose(here: Group | null, roles: readonly Role[]): Group | null {
  if (here && mayRaise(here) && (isChair(roles, here.id) || isOffice(roles))) return here;
  const chaired = chairedIn(roles);
  return chaired.length === 1 ? chaired[0]! : null;
}

function chairedIn(roles: readonly Role[]): Group[] {
  return roles.flatMap(({ kind, group }) => (kind === 'chair' && mayRaise(group) ? [group] : []));
}

/** What the council wants it decides itself. */
function mayRaise({ kind }: Pick<Group, 'kind'>): boolean {
  return kind !== 'council' && kind !== 'advisory';
}
