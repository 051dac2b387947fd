import type { PersonRef } from '../chat/incoming.ts';
import { shorten, shownName } from '../chat/text.ts';
import {
  type Group,
  isChair,
  isCouncil,
  isOffice,
  knownPerson,
  type Role,
  rolesOf,
} from '../community/who.ts';
import type { Tx } from '../db.ts';
import { Forbidden } from '../errors.ts';

/** Somebody who may do what they are about to do, and the account with which they do it. */
export interface Actor {
  id: number;
  name: string;
  platform: string;
  user: string;
  roles: readonly Role[];
}

/** A member of the council. @param what they want to do: `take a theme` @throws NotTheirs when they are none */
export function councillor(tx: Tx, person: PersonRef, what: string): Promise<Actor> {
  return actor(
    tx,
    person,
    isCouncil,
    `Only council members can ${what}. If you are one, please ask the office to add you to its list.`,
  );
}

/** A chair of the group, or somebody of the office. @throws NotTheirs when they are neither */
export function raiser(tx: Tx, person: PersonRef, group: Group, what: string): Promise<Actor> {
  return actor(
    tx,
    person,
    (roles) => isChair(roles, group.id) || isOffice(roles),
    `Only the chair of ${shorten(group.name, 150)} and the office can ${what}. Please ask one of them.`,
  );
}

/** Somebody of the council, of the office, or a chair of any group. @throws NotTheirs when they are none of these */
export function overseer(tx: Tx, person: PersonRef, what: string): Promise<Actor> {
  return actor(
    tx,
    person,
    (roles) =>
      isCouncil(roles) ||
      isOffice(roles) ||
      roles.some(({ kind, groupId }) => kind === 'chair' && isChair(roles, groupId)),
    `Only the council, chairs and the office can ${what}. Please ask your chair.`,
  );
}

/** Somebody of the council, of the office, or a chair of one of these groups. @throws NotTheirs when they are none of these */
export function insider(
  tx: Tx,
  person: PersonRef,
  groupIds: readonly number[],
  what: string,
): Promise<Actor> {
  return actor(
    tx,
    person,
    (roles) => isCouncil(roles) || isOffice(roles) || groupIds.some((id) => isChair(roles, id)),
    `Only the council, the chairs of its groups and the office can ${what}. Please ask your chair.`,
  );
}

async function actor(
  tx: Tx,
  person: PersonRef,
  may: (roles: readonly Role[]) => boolean,
  refusal: string,
): Promise<Actor> {
  const known = await knownPerson(tx, person);
  const roles = known ? await rolesOf(tx, known.id) : [];
  if (!known || !may(roles)) throw new Forbidden(refusal);
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: known.id } });
  return {
    id: known.id,
    name: shownName(name ?? person.name),
    platform: person.platform,
    user: person.id,
    roles,
  };
}
