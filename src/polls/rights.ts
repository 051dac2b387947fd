import { isChair, isOffice, type Role } from '../community/who.ts';

/** Who may ask a poll of a group: office staff, and the group's chair. */
export function mayAsk(roles: readonly Role[], groupId: number): boolean {
  return isOffice(roles) || isChair(roles, groupId);
}

/** Who may close or stop a poll: office staff, and a chair of all of its groups. */
export function mayClose(roles: readonly Role[], groupIds: readonly number[]): boolean {
  return isOffice(roles) || (groupIds.length > 0 && groupIds.every((id) => isChair(roles, id)));
}

/** Who may hide an option: office staff, and a chair of one of the poll's groups. */
export function mayHide(roles: readonly Role[], groupIds: readonly number[]): boolean {
  return isOffice(roles) || groupIds.some((id) => isChair(roles, id));
}
