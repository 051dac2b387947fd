import { type APIOverwrite, OverwriteType, PermissionFlagsBits } from 'discord.js';

/** What of a server counts for permissions. */
export interface Server {
  id: string;
  owner_id: string;
  roles: readonly { id: string; permissions: string }[];
}

/**
 * What a member may do in a channel, as bits of `PermissionFlagsBits`
 * (docs.discord.com, Permissions, "Permission Overwrites").
 */
export function permissionsIn(
  server: Server,
  overwrites: readonly APIOverwrite[],
  member: { id: string; roles: readonly string[] },
): bigint {
  const all = ~0n;
  if (member.id === server.owner_id) return all;
  // The role of everybody has the server's own id.
  const roles = [server.id, ...member.roles];
  const granted = server.roles
    .filter(({ id }) => roles.includes(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
  if (granted & PermissionFlagsBits.Administrator) return all;
  const everyone = overwrites.filter(({ id }) => id === server.id);
  const ofRoles = overwrites.filter(
    ({ id, type }) => type === OverwriteType.Role && member.roles.includes(id),
  );
  const own = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === member.id);
  return [everyone, ofRoles, own].reduce(apply, granted);
}

function apply(bits: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = overwrites.reduce((sum, overwrite) => sum | BigInt(overwrite.deny), 0n);
  const allow = overwrites.reduce((sum, overwrite) => sum | BigInt(overwrite.allow), 0n);
  return (bits & ~deny) | allow;
}
