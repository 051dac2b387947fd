import { createHmac } from 'node:crypto';
import type { Account } from '../seal.ts';

/** What a poll says about how its ballots are named. */
export interface VoterSeal {
  anonymous: boolean;
  /** Null where there is nothing to hide, and after closing. */
  salt: Uint8Array | null;
}

/**
 * What a ballot of this account is filed under: `slack/U123`, or, in an anonymous poll, a keyed hash that nobody makes again without both
 * the secret, which is not in the database, and the poll's salt, which is destroyed at closing (HMAC, RFC 2104).
 */
export function voterOf(secret: string, poll: VoterSeal, { platform, user }: Account): string {
  return sealed(secret, poll, 'voter', `${platform}/${user}`);
}

/** What the ballots of a group's channels are filed under: its slug, or the like of the above: in a small group it would give people away. */
export function placeOf(secret: string, poll: VoterSeal, slug: string): string {
  return sealed(secret, poll, 'place', slug);
}

/** Tells one secret from another, and nothing about either. */
export function secretVoterHash(secret: string): string {
  return createHmac('sha256', secret).update('lookout secret mark').digest('base64url').slice(0, 12);
}

function sealed(secret: string, { anonymous, salt }: VoterSeal, what: string, plain: string): string {
  if (!anonymous) return plain;
  if (!salt) throw new RangeError('an anonymous poll without its salt takes no ballots');
  return createHmac('sha256', secret).update(salt).update(`${what}/${plain}`).digest('base64url');
}
