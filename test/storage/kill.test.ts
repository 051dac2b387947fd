import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { sql } from '../support/sql.ts';
import { net } from '../support/until.ts';
import { folder, serverPid, use } from './users.ts';

const soon = { timeout: net, interval: 5 };

it('adopts the server of a Lookout that was killed, with its data', async () => {
  const dir = await folder();
  const killed = use(dir);
  const first = await killed.started;
  await sql(first.url, 'create table note (id int)');
  const pid = await serverPid(dir);
  await killed.kill();

  const next = use(dir);
  expect(await next.started).toEqual({ url: first.url, adopted: true, cold: false });
  expect(await serverPid(dir)).toBe(pid);
  expect(await sql(first.url, 'select * from note')).toEqual([]);
  await next.stop();
  expect(await serverPid(dir)).toBeUndefined();
});

it('brings a killed server back on the same port, while it is used', async () => {
  const dir = await folder();
  const user = use(dir);
  const { url } = await user.started;
  await sql(url, 'create table note as select 7 as id');
  const pid = (await serverPid(dir))!;
  process.kill(pid, 'SIGKILL');

  await vi.waitUntil(() => user.heard.at(-1) === 'The embedded database is back.', soon);
  expect(await serverPid(dir)).not.toBe(pid);
  expect(await sql(url, 'select id from note')).toEqual([{ id: 7 }]);
  await user.stop();
  expect(await serverPid(dir)).toBeUndefined();
});

it('starts again after both were killed', async () => {
  const dir = await folder();
  const user = use(dir);
  const { url } = await user.started;
  await sql(url, 'create table note as select 7 as id');
  const pid = (await serverPid(dir))!;
  await user.kill();
  process.kill(pid, 'SIGKILL');

  const next = use(dir);
  expect(await next.started).toEqual({ url, adopted: false, cold: false });
  expect(await sql(url, 'select id from note')).toEqual([{ id: 7 }]);
  await next.stop();
});

it.each(['data.new/global/1262', 'password', 'data/postmaster.pid'])(
  'starts after being killed as soon as %s was there',
  async (sign) => {
    const dir = await folder();
    const killed = use(dir);
    let open = false;
    killed.started.then(
      () => {
        open = true;
      },
      () => undefined,
    );
    // A machine may be so quick, or so slow, that it is there only between two looks.
    await vi.waitUntil(() => open || isThere(dir, sign), soon);
    await killed.kill();

    const next = use(dir);
    const { url } = await next.started;
    expect(await sql(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
  },
);

/** While it is set up, the data folder is called data.new-, and then anything. */
function isThere(dir: string, sign: string): boolean {
  const fresh = existsSync(dir) ? readdirSync(dir).find((name) => /^data\.new-\w+$/.test(name)) : undefined;
  return existsSync(join(dir, fresh ? sign.replace('data.new', fresh) : sign));
}
