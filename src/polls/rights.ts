import {
  type Actor,
  isAnyChair,
  isChair,
  isOffice,
  type Permission,
  type Role,
} from '../community/access.ts';
import type { Poll } from './store.ts';

/** Who may ask a poll of a group: office staff, and the group's chair. */
export function mayAsk(roles: readonly Role[], groupId: number): boolean {
  return isOffice(roles) || isChair(roles, groupId);
}

/** Whoever asks polls of some group. */
export const askers: Permission = {
  may: ({ roles }) => isOffice(roles) || isAnyChair(roles),
  needed: 'chair of a group, or office',
  who: 'the office and the chairs of groups',
  ask: 'If something should be asked, please tell your chair.',
};

/** Where no group is at home, a need is marked by the office. */
export const office: Permission = {
  may: ({ roles }) => isOffice(roles),
  needed: 'office',
  who: 'the office',
  ask: 'Please ask them; or, if you are a chair, do it in the channel of your group.',
};

/** What can be done with a poll that stands or is planned. */
export type PollAction = 'close' | 'hide' | 'see names';

/** Who may do what with a poll. Who chose what is seen by the asker and the office, and in an anonymous poll by nobody. */
export const pollPermissions: Record<PollAction, (poll: Poll) => Permission> = {
  close: (poll) => ({
    may: ({ roles }) => isOffice(roles) || isChairOfAll(roles, groupsOf(poll)),
    needed: `chair of group ${groupsOf(poll).join(' and ')}, or office`,
    who: 'the office, or a chair of all groups that the poll is for,',
    ask: 'Please ask them.',
  }),
  hide: (poll) => ({
    may: ({ roles }) => isOffice(roles) || groupsOf(poll).some((id) => isChair(roles, id)),
    needed: `chair of group ${groupsOf(poll).join(' or ')}, or office`,
    who: 'the office, or a chair of a group that the poll is for,',
    ask: 'Please ask them.',
  }),
  'see names': ({ askerId }) => ({
    may: ({ id, roles }) => isOffice(roles) || (id !== null && id === askerId),
    needed: 'who asked the poll, or office',
    who: 'the office and the person who asked the poll',
    ask: 'Please ask one of them.',
  }),
};

/** What they do, as the end of “Only … can”. */
export const pollActions: Record<PollAction, string> = {
  close: 'close or stop it',
  hide: 'hide an option',
  'see names': 'see who chose what',
};

/** May somebody do it? */
export function may(actor: Actor, action: PollAction, poll: Poll): boolean {
  return !isSecret(action, poll) && pollPermissions[action](poll).may(actor);
}

/** Nobody sees who chose what in an anonymous poll. */
export function isSecret(action: PollAction, { anonymous }: Poll): boolean {
  return anonymous && action === 'see names';
}

/** Of no group nobody is the chair. */
function isChairOfAll(roles: readonly Role[], groupIds: readonly number[]): boolean {
  return groupIds.length > 0 && groupIds.every((id) => isChair(roles, id));
}

function groupsOf({ groups }: Poll): number[] {
  return groups.map(({ groupId }) => groupId);
}
