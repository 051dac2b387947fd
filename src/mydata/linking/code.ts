import { createHmac, randomBytes } from 'node:crypto';

/** 32 signs that cannot be taken for each other; eight of them are 40 bits. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 8;

/** Milliseconds that a code holds. */
export const CODE_VALID_MS = 600_000;

/** A code that nobody guesses within its time, as it is shown: `K7QM-3XPA`. */
export function newCode(): string {
  const code = [...randomBytes(length)].map((byte) => signs[byte % signs.length]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * What the database keeps in place of a code: its HMAC-SHA-256 (RFC 2104), 43 characters.
 * @param typed in any case, with whatever spaces and dashes
 */
export function hashOf(secret: string, typed: string): string {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHmac('sha256', secret).update(`lookout link/${code}`).digest('base64url');
}
