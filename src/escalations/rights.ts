import { isAnyChair, isChair, isCouncil, isOffice, type Permission } from '../community/access.ts';

// What is a group's, its flags and its themes, is for its moderators (community/access.ts).

/** Members of the council: who may decide on a theme. Which decision a theme's state allows, `may` says (theme/step.ts). */
export const councillors: Permission = {
  may: ({ roles }) => isCouncil(roles),
  needed: 'council',
  who: 'council members',
  ask: 'If you are one, please ask the office to add you to its list.',
};

/** Whoever raises themes of some group. */
export const raisers: Permission = {
  may: ({ roles }) => isAnyChair(roles) || isOffice(roles),
  needed: 'chair of a group, or office',
  who: 'the chairs of groups and the office',
  ask: 'If something should reach the council, please flag it or tell your chair.',
};

/** The council, the office, and the chairs of all groups. */
export const overseers: Permission = {
  may: ({ roles }) => isCouncil(roles) || isOffice(roles) || isAnyChair(roles),
  needed: 'council, chair of a group, or office',
  who: 'the council, chairs and the office',
  ask: 'Please ask your chair.',
};

/** The council, the office, and the chairs of a theme's groups. @param groupIds of the theme */
export function insiders(groupIds: readonly number[]): Permission {
  return {
    may: ({ roles }) => isCouncil(roles) || isOffice(roles) || groupIds.some((id) => isChair(roles, id)),
    needed: `council, chair of group ${groupIds.join(' or ')}, or office`,
    who: 'the council, the chairs of its groups and the office',
    ask: 'Please ask your chair.',
  };
}
