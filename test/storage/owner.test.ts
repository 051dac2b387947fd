import { expect, it, vi } from 'vitest';
import { sql } from '../support/sql.ts';
import { patiently } from '../support/until.ts';
import { folder, serverPid, use } from './users.ts';

it('starts one server for users who come at once', async () => {
  const dir = await folder();
  const users = [use(dir), use(dir), use(dir), use(dir)];
  const started = await Promise.all(users.map((user) => user.started));
  expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1);
  expect(started.filter(({ cold }) => cold)).toHaveLength(1);
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(await sql(started[3]!.url, 'select 1 as one')).toEqual([{ one: 1 }]);

  await Promise.all(users.map((user) => user.stop())); // and stops it once, though all leave at once
  expect(await serverPid(dir)).toBeUndefined();
});

it('is stopped by the last user who leaves, and by nobody before', async () => {
  const dir = await folder();
  const starter = use(dir);
  const { url } = await starter.started;
  const pid = await serverPid(dir);
  const adopter = use(dir);
  expect(await adopter.started).toMatchObject({ adopted: true, url });
  const killed = use(dir);
  await killed.started;

  await adopter.stop();
  expect(await serverPid(dir)).toBe(pid);
  expect(await sql(url, 'select 1 as one')).toEqual([{ one: 1 }]);

  const last = use(dir);
  await last.started;
  await starter.stop();
  expect(await serverPid(dir)).toBe(pid);
  await killed.kill(); // who was killed does not count: the kernel lets go of its claim
  await last.stop();
  await vi.waitUntil(async () => (await serverPid(dir)) === undefined, patiently);
});

it('stays for the others when the server died, came back, and one of them leaves', async () => {
  const dir = await folder();
  const [one, two] = [use(dir), use(dir)];
  const { url } = await one.started;
  await two.started;
  process.kill((await serverPid(dir))!, 'SIGKILL');
  await vi.waitUntil(
    () => [one, two].every(({ heard }) => heard.at(-1) === 'The embedded database is back.'),
    patiently,
  );
  await one.stop();
  expect(await sql(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await two.stop();
  expect(await serverPid(dir)).toBeUndefined();
});
