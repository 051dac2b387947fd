import type { PersonRef } from '../../chat/incoming.ts';
import { isOffice, knownPerson, type Role, rolesOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { mayClose, mayHide } from '../rights.ts';
import { findPoll, type Poll } from '../store.ts';

/** Somebody with a view to what they may do with polls; of a stranger there is no id and no role. */
export interface Moderator {
  id: number | null;
  roles: readonly Role[];
}

export async function moderatorOf(tx: Tx, person: PersonRef): Promise<Moderator> {
  const known = await knownPerson(tx, person);
  return { id: known?.id ?? null, roles: known ? await rolesOf(tx, known.id) : [] };
}

/** What can be done with a poll that stands or is planned. */
export type Permission = 'close' | 'hide' | 'see names';

/** May this person do it? Who chose what is seen by the asker and the office, and in an anonymous poll by nobody. */
export function may({ id, roles }: Moderator, deed: Permission, poll: Poll): boolean {
  const groupIds = poll.groups.map(({ groupId }) => groupId);
  if (deed === 'close') return mayClose(roles, groupIds);
  if (deed === 'hide') return mayHide(roles, groupIds);
  return !poll.anonymous && (isOffice(roles) || (id !== null && id === poll.askerId));
}

/** The poll that somebody wants to do something with. @throws Refusal when there is none, or they may not */
export async function pollFor(tx: Tx, person: PersonRef, deed: Permission, id: number): Promise<Poll> {
  const poll = await findPoll(tx, id);
  if (!may(await moderatorOf(tx, person), deed, poll)) throw new Refusal(refusals[deed](poll));
  return poll;
}

const refusals: Record<Permission, (poll: Poll) => string> = {
  close: () =>
    'Only the office, or a chair of all groups that the poll is for, can close or stop it. Please ask one of them.',
  hide: () =>
    'Only the office, or a chair of a group that the poll is for, can hide an option. Please ask one of them.',
  'see names': ({ anonymous }) =>
    anonymous
      ? 'This poll is anonymous: nobody can see who chose what, not even the office.'
      : 'Only the office and the person who asked the poll can see who chose what.',
};
