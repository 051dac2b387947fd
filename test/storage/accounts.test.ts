import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { startEmbedded } from '../../prisma/embedded/start.ts';
import { sql } from '../support/sql.ts';
import { awayFrom, folder, isRoot, serverPid, use, whyNot } from './users.ts';

async function owner(pid: number): Promise<number> {
  return (await stat(`/proc/${pid}`)).uid;
}

it('runs as nobody when root starts it', async ({ skip }) => {
  if (!isRoot || process.platform !== 'linux') skip('needs root on Linux');
  const dir = await folder();
  const server = await startEmbedded({ dir, durable: false });
  expect(await owner((await serverPid(dir))!)).toBe(65534);
  expect(await awayFrom(dir)).toBeUndefined();
  await server.stop();
});

it('puts the data where its account can enter, when root starts it in a private folder', async ({ skip }) => {
  if (!isRoot || process.platform !== 'linux') skip('needs root on Linux');
  const dir = await folder({ mode: 0o700 });
  const first = use(dir);
  const { url } = await first.started;
  await sql(url, 'create table note as select 7 as id');
  const away = (await awayFrom(dir))!;
  expect((await stat(join(away, 'data'))).uid).toBe(65534);
  expect(await owner((await serverPid(away))!)).toBe(65534);
  await first.kill();

  const next = use(dir);
  expect(await next.started).toEqual({ url, adopted: true, cold: false });
  await next.stop();
  const last = use(dir);
  expect(await last.started).toEqual({ url, adopted: false, cold: false });
  expect(await sql(url, 'select id from note')).toEqual([{ id: 7 }]);
  await last.stop();
});

it('copies its program when that lies in a private folder', async ({ skip }) => {
  if (!isRoot || process.platform !== 'linux') skip('needs root on Linux');
  const { privateCopy } = await import('./native.ts');
  const dir = await folder();
  const server = await startEmbedded({
    dir,
    durable: false,
    native: await privateCopy(join(dirname(dir), 'package')),
  });
  const command = await readFile(`/proc/${await serverPid(dir)}/cmdline`, 'utf8');
  expect(command.startsWith(join(dir, 'program-'))).toBe(true);
  await server.stop();
});

it('runs as whoever starts it, and root later runs it as them', async ({ skip }) => {
  const reason = await whyNot(1000);
  if (reason) skip(reason);
  const dir = await folder({ owner: 1000 });
  const user = use(dir, { uid: 1000 });
  const { url } = await user.started;
  await sql(url, 'create table note as select 7 as id');
  expect(await owner((await serverPid(dir))!)).toBe(1000);
  await user.stop();

  const root = use(dir);
  expect(await root.started).toEqual({ url, adopted: false, cold: false });
  expect(await owner((await serverPid(dir))!)).toBe(1000);
  await root.stop();
  const again = use(dir, { uid: 1000 });
  expect((await again.started).url).toBe(url);
  expect(await sql(url, 'select id from note')).toEqual([{ id: 7 }]);
  await again.stop();
});

it('says whose it is when another account may not open it', async ({ skip }) => {
  const reason = await whyNot(1000);
  if (reason) skip(reason);
  const dir = await folder();
  await (await startEmbedded({ dir, durable: false })).stop();
  await expect(use(dir, { uid: 1000 }).started).rejects.toThrow(/DatabaseTrouble: .*(belongs to|cannot be)/);
});
