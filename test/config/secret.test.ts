import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { readSecret } from '../../src/secret.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookout-secret-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secret of anonymous voters', () => {
  it('is made once, long, in a file that only its owner can read', async () => {
    const dir = join(folder, 'data');
    const secret = await readSecret(dir, null);
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(await readSecret(dir, null)).toBe(secret);
    expect(await readdir(dir)).toEqual(['secret']);
    expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('is the same for all who start at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => readSecret(folder, null)));
    expect(new Set(all).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret']);
  });

  it('is taken from the settings where it stands there, and leaves no file', async () => {
    const given = 'a'.repeat(32);
    expect(readConfig({ LOOKOUT_SECRET: given }).config.secret).toBe(given);
    expect(await readSecret(folder, given)).toBe(given);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused when it is short', () => {
    expect(readConfig({ LOOKOUT_SECRET: 'guess me' }).complaints).toEqual([
      'LOOKOUT_SECRET cannot be used. Set it to 32 to 200 characters that nobody can guess, for example from: openssl rand -base64 32.',
    ]);
  });
});
