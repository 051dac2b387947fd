import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** An account, as platform and user id. */
export interface Account {
  platform: string;
  user: string;
}

/** Random bytes that make a mark another for each thing that bears one. */
export function newSalt(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(randomBytes(32));
}

/**
 * A keyed hash of an account (HMAC-SHA-256, RFC 2104): whoever has the secret can ask whether something is this account's, and nobody
 * can tell from two marks with different salts that they are of one account.
 */
export function keyedHash(secret: string, salt: Uint8Array, { platform, user }: Account): string {
  return createHmac('sha256', secret).update(salt).update(`mark/${platform}/${user}`).digest('base64url');
}

/** An account encrypted with the secret (AES-256-GCM, NIST SP 800-38D): only the running service can read it again. Never twice the same. */
export function seal(secret: string, { platform, user }: Account): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  // Padded: how long a name is shall say nothing of whose it is.
  const plain = JSON.stringify([platform, user]).padEnd(96);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

/** The account in a seal; null when it was sealed with another secret, or is damaged. */
export function unseal(secret: string, sealed: Uint8Array): Account | null {
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    const [platform, user] = JSON.parse(plain) as [string, string];
    return { platform, user };
  } catch {
    return null;
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'lookout sealed accounts', 32));
}
