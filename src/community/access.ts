import type { PersonRef } from '../chat/incoming.ts';
import { shorten, shownName } from '../chat/text.ts';
import type { Prisma, Tx } from '../db.ts';
import { Forbidden } from '../errors.ts';
import type { Group } from './who.ts';

/** What somebody is to a group. */
export type Role = Prisma.RoleGetPayload<{ include: { group: true } }>;
type Roles = readonly Pick<Role, 'kind' | 'groupId' | 'group'>[];
type Named = Pick<Group, 'id' | 'name'>;

/** Somebody who does something: with which account, and what they are. Of a stranger there is no id and no role. */
export interface Actor {
  id: number | null;
  /** As it is shown. */
  name: string;
  platform: string;
  user: string;
  /** In the order of their groups' ids. */
  roles: readonly Role[];
}

/** Somebody who may do what they are about to do. */
export type Permitted = Actor & { id: number };

/** Who may do something. What a feature permits to whom is a table of these, its `rights.ts`. */
export interface Permission {
  may(actor: Actor): boolean;
  /** The same for the log: roles and ids of groups, no names. */
  needed: string;
  /** The same for a person, as it stands in “Only … can do this.” */
  who: string;
  /** Whom to ask instead, in a sentence; or the group whose chairs are named with the office. */
  ask: string | Named;
}

/** Who acts. The one place where roles are looked up for a decision. */
export async function actorOf(tx: Tx, { platform, id: user, name }: PersonRef): Promise<Actor> {
  const account = await tx.account.findUnique({
    where: { platform_user: { platform, user } },
    select: {
      person: {
        select: { id: true, name: true, roles: { include: { group: true }, orderBy: { groupId: 'asc' } } },
      },
    },
  });
  const person = account?.person;
  return {
    ...{ platform, user, id: person?.id ?? null, roles: person?.roles ?? [] },
    name: shownName(person?.name ?? name),
  };
}

/**
 * Who acts, if they may.
 * @param what they want to do, as the end of a sentence: `take a theme`
 * @throws Forbidden when they may not
 */
export async function permit(
  tx: Tx,
  person: PersonRef,
  permission: Permission,
  what: string,
): Promise<Permitted> {
  return check(tx, await actorOf(tx, person), permission, what);
}

/** The same for somebody who was looked up already. @param at the field of a form at which a "no" is said @throws Forbidden */
export async function check(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  what: string,
  at: { field?: string } = {},
): Promise<Permitted> {
  if (isKnown(actor) && permission.may(actor)) return actor;
  throw await denial(tx, permission, what, at);
}

/** The "no" to somebody who may not: who may, and whom to ask. */
export async function denial(
  tx: Tx,
  { needed, who, ask }: Permission,
  what: string,
  at: { field?: string } = {},
): Promise<Forbidden> {
  const next = typeof ask === 'string' ? ask : `Please ask ${await whomToAsk(tx, ask)}.`;
  return new Forbidden(`Only ${who} can ${what}. ${next}`, needed, at);
}

function isKnown(actor: Actor): actor is Permitted {
  return actor.id !== null;
}

/** With whom something of a group can be talked over: `Ada Obi (chair of Clinical Computing SIG) or the office`. */
export async function whomToAsk(tx: Tx, { id: groupId, name }: Named): Promise<string> {
  const chairs = await tx.role.findMany({
    where: { groupId, kind: 'chair', person: { name: { not: null } } },
    include: { person: true },
    orderBy: { personId: 'asc' },
    take: 2,
  });
  const names = chairs.map(({ person }) => shorten(person.name!, 80));
  return names.length > 0
    ? `${names.join(', ')} (chair of ${shorten(name, 150)}) or the office`
    : 'the office';
}

/** A group's chair, and the office: they moderate what is the group's. */
export function moderators(group: Named): Permission {
  return {
    may: ({ roles }) => isChair(roles, group.id) || isOffice(roles),
    needed: `chair of group ${group.id}, or office`,
    who: `the chair of ${shorten(group.name, 150)} and the office`,
    ask: group,
  };
}

/** Office staff: anybody with a role in the office. */
export function isOffice(roles: Roles): boolean {
  return roles.some(({ group }) => group.kind === 'office');
}

/** A member of the council: anybody with a role in it. */
export function isCouncil(roles: Roles): boolean {
  return roles.some(({ group }) => group.kind === 'council');
}

/** The chair of this group. */
export function isChair(roles: Roles, groupId: number): boolean {
  return roles.some((role) => role.kind === 'chair' && role.groupId === groupId);
}

/** The chair of any group. */
export function isAnyChair(roles: Roles): boolean {
  return roles.some(({ kind }) => kind === 'chair');
}
