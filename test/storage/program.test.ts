import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { startEmbedded } from '../../prisma/embedded/start.ts';
import { explain } from '../../prisma/embedded/trouble.ts';
import { sql } from '../support/sql.ts';
import { blockedCopy } from './native.ts';
import { folder } from './users.ts';

it('runs where npm has blocked the install script of its package', async ({ skip }) => {
  if (process.platform === 'win32') skip('its package has no links on Windows');
  const dir = await folder();
  const native = await blockedCopy(join(dirname(dir), 'package'));
  for (const cold of [true, false]) {
    const server = await startEmbedded({ dir, durable: false, native });
    expect(server.cold).toBe(cold);
    expect(await sql(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  }
  expect(existsSync(join(native, 'lib', 'libpq.so.5'))).toBe(false); // the package stays as npm left it
});

it.each([
  [
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    'is full. Free about 200 MB',
  ],
  ['Error: EROFS: read-only file system, mkdir', 'cannot be written'],
  ["Error: ENOENT: no such file or directory, mkdir '/data/lookout'", 'cannot be written'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'Its port is taken'],
  ['Error: spawn /x/bin/initdb ENOENT', 'set DATABASE_URL='],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', 'is damaged'],
  ['something new', 'something new'],
])('explains %j in a sentence', (printed, sentence) => {
  const trouble = explain('The embedded database did not start', printed, '/data/lookout');
  expect(trouble.message).toMatch(/^The embedded database did not start\. /);
  expect(trouble.message).toContain(sentence);
});
