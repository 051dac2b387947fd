import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { chooseAccount } from '../../prisma/embedded/account.ts';
import { startEmbedded } from '../../prisma/embedded/start.ts';
import { sql } from '../support/sql.ts';
import { folder, serverPid } from './users.ts';

it('makes a database where there is none, and finds it again on the same port', async () => {
  const dir = await folder();
  const first = await startEmbedded({ dir, durable: false });
  expect(first).toMatchObject({ adopted: false, cold: true });
  await sql(first.url, "create table note as select 'Größe' as text");
  await first.stop();
  await expect(sql(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED');

  const second = await startEmbedded({ dir, durable: false });
  expect(second).toMatchObject({ adopted: false, cold: false, url: first.url });
  expect(await sql(second.url, 'select text from note')).toEqual([{ text: 'Größe' }]);
  await second.stop();
});

it('is closed to others and safe by default', async () => {
  const dir = await folder();
  const server = await startEmbedded({ dir });
  const settings = await sql<{ name: string; setting: string }>(
    server.url,
    'select name, setting from pg_settings',
  );
  const setting = Object.fromEntries(settings.map((row) => [row.name, row.setting]));
  expect(setting).toMatchObject({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    max_connections: '200',
    server_encoding: 'UTF8',
    TimeZone: 'UTC',
  });
  const [account] = await sql<{ kind: string }>(
    server.url,
    'select left(rolpassword, 13) as kind from pg_authid where rolname = current_user',
  );
  expect(account?.kind).toBe('SCRAM-SHA-256');
  const rules = await sql(server.url, "select 1 from pg_hba_file_rules where auth_method <> 'scram-sha-256'");
  expect(rules).toEqual([]);
  expect((await stat(join(dir, 'password'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(dir, 'data'))).mode & 0o777).toBe(0o700);
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(sql(wrong.toString(), 'select 1')).rejects.toThrow('password authentication failed');
  await server.stop();
});

it('begins again where setting up was cut short', async () => {
  const dir = await folder();
  await mkdir(join(dir, 'data.new-1', 'base'), { recursive: true });
  await writeFile(join(dir, 'data.new-1.password'), 'half');
  const server = await startEmbedded({ dir, durable: false });
  expect(server.cold).toBe(true);
  expect((await readdir(dir)).filter((name) => name.startsWith('data.new'))).toEqual([]);
  await server.stop();
});

it('starts beside a left-over process id that another program has by now', async () => {
  const dir = await folder();
  await (await startEmbedded({ dir, durable: false })).stop();
  // Of the server's own account: PostgreSQL overlooks other people's processes.
  const account = await chooseAccount(join(dir, 'data'));
  const other = spawn('sleep', ['600'], { ...account, cwd: '/' });
  onTestFinished(() => void other.kill());
  const leftOver = `${other.pid}\n${dir}/data\n1\n1\n\n127.0.0.1\n\nready\n`;
  await writeFile(join(dir, 'data', 'postmaster.pid'), leftOver);

  const server = await startEmbedded({ dir, durable: false });
  expect(server.adopted).toBe(false);
  expect(await serverPid(dir)).not.toBe(other.pid);
  expect(other.exitCode).toBeNull();
  await server.stop();
});

it('takes another port when its last one is taken, but not when that one was asked for', async () => {
  const dir = await folder();
  const first = await startEmbedded({ dir, durable: false });
  await first.stop();
  const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  onTestFinished(() => void squatter.close());
  await once(squatter, 'listening');
  const port = (squatter.address() as AddressInfo).port;

  await expect(startEmbedded({ dir, durable: false, port })).rejects.toThrow(
    'Its port is taken by another program',
  );
  const second = await startEmbedded({ dir, durable: false });
  expect(new URL(second.url).port).not.toBe(String(port));
  await second.stop();
});

it('says what to do when the data are of another version, the password is gone, or the folder cannot be', async () => {
  const dir = await folder();
  await (await startEmbedded({ dir, durable: false })).stop();
  const version = join(dir, 'data', 'PG_VERSION');
  const right = await readFile(version);
  await writeFile(version, '9\n');
  await expect(startEmbedded({ dir })).rejects.toThrow(/made by PostgreSQL 9, .* brings PostgreSQL 18/);
  await writeFile(version, right);
  await rm(join(dir, 'password'));
  await expect(startEmbedded({ dir })).rejects.toThrow('password is missing');
  await writeFile(join(dirname(dir), 'file'), '');
  await expect(startEmbedded({ dir: join(dirname(dir), 'file', 'x') })).rejects.toThrow('could not be made');
});
