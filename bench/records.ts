import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../prisma/embedded/start.ts';
import { digestSize } from './world.ts';

/** One message that Lookout put down to be delivered. */
export interface Delivered {
  key: string;
  platform: 'slack' | 'discord';
  state: string;
  trouble: string | null;
}

/** Lookout's embedded database, durable as in production, in a passing folder; and what the bench asks of it. */
export interface Records {
  folder: string;
  url: string;
  /** Every group has its digest at this minute, by the clock of `zone`. */
  giveTime(zone: string): Promise<void>;
  /** Every feed counts as looked at before, so that all it shows is news; none is due. */
  skipBaseline(): Promise<void>;
  /** Every feed is to be read now. */
  makeFeedsDue(): Promise<void>;
  /** How many feeds wait to be read, and how many are in trouble. */
  feeds(): Promise<{ waiting: number; troubled: number }>;
  /** How many editions were made, how many posts wait, how many posts or redraws are left to do. */
  progress(): Promise<{ editions: number; waiting: number; open: number }>;
  deliveries(): Promise<Delivered[]>;
  /** Who found what useful, as `<platform's user> useful:<entry>`. */
  usefuls(): Promise<string[]>;
  /** In how many channels a poll stands. */
  standing(poll: number): Promise<number>;
  /** How many people chose each option of a poll. */
  votes(poll: number): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export async function openRecords(): Promise<Records> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-bench-'));
  await chmod(folder, 0o711); // as root, the server's account must get in
  const server = await startEmbedded({ dir: join(folder, 'postgres') });
  const pool = new pg.Pool({ connectionString: server.url, max: 2 });
  pool.on('error', () => undefined);
  const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    (await pool.query<Row>(text, values)).rows;

  return {
    folder,
    url: server.url,
    async giveTime(zone) {
      const clock = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
      const time = new Intl.DateTimeFormat('en-GB', clock).format(new Date());
      await ask(
        `UPDATE "group" SET zone = $1, digest_time = $2, digest_days = '{1,2,3,4,5,6,7}', digest_size = $3`,
        [zone, time, digestSize],
      );
    },
    async skipBaseline() {
      await ask("UPDATE source SET read_at = now(), next_at = now() + interval '1 day'");
    },
    async makeFeedsDue() {
      await ask('UPDATE source SET next_at = now()');
    },
    async feeds() {
      const [row] = await ask<{ waiting: number; troubled: number }>(
        `SELECT (count(*) FILTER (WHERE next_at <= now()))::int AS waiting,
          (count(*) FILTER (WHERE trouble IS NOT NULL))::int AS troubled FROM source`,
      );
      return row!;
    },
    async progress() {
      const [row] = await ask<{ editions: number; waiting: number; open: number }>(
        `SELECT (SELECT count(*) FROM edition)::int AS editions,
          (count(*) FILTER (WHERE open AND state = 'waiting'))::int AS waiting, count(*)::int AS open
        FROM delivery WHERE open`,
      );
      return row!;
    },
    deliveries: () => ask<Delivered>('SELECT key, platform, state, trouble FROM delivery'),
    async usefuls() {
      const rows = await ask<{ pair: string }>(
        `SELECT account."user" || ' useful:' || useful.entry_id AS pair FROM useful JOIN account USING (person_id)`,
      );
      return rows.map(({ pair }) => pair);
    },
    async standing(poll) {
      const [row] = await ask<{ count: number }>(
        `SELECT count(*)::int AS count FROM delivery
        WHERE subject_kind = 'poll' AND subject_id = $1 AND state = 'posted'`,
        [poll],
      );
      return row!.count;
    },
    async votes(poll) {
      const rows = await ask<{ text: string; people: number }>(
        `SELECT text, count(*)::int AS people FROM poll_option JOIN ballot ON poll_option.id = ANY(choices)
        WHERE ballot.poll_id = $1 GROUP BY text`,
        [poll],
      );
      return Object.fromEntries(rows.map(({ text, people }) => [text, people]));
    },
    async close() {
      await pool.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
