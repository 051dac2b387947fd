import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../prisma/migrate.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { sql } from '../support/sql.ts';

const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const subjects = '20261201152257_delivery_subjects';

const chair = { platform: 'slack', person: 'U0BEN00001' };
const slack = { platform: 'slack', channel: 'C0NUCLEAR01' };
const council = { platform: 'slack', channel: 'C0COUNCIL01' };
const office = { platform: 'discord', channel: '1100000000000000009' };
type Place = { platform: string; channel?: string; person?: string };

/** Messages of every kind, as the version before named them, and what each is about: kind, row, page. */
const messages: [key: string, to: Place, about: [string, number, number | null], blocks?: object[]][] = [
  ['digest/nuclear/2026-11-20/slack/C0NUCLEAR01/1', slack, ['edition', 41, 0], entries(51, 52)],
  ['digest/nuclear/2026-11-20/slack/C0NUCLEAR01/2', slack, ['edition', 41, 1], entries(53)],
  ['digest/nuclear/2026-11-20/discord/1100000000000000001/1', office, ['edition', 41, 0], entries(51, 52)],
  ['digest/gone/2026-11-20/slack/C0GONE00001/1', slack, ['edition', 0, 0], entries(7)],
  ['discuss/51/slack/C0NUCLEAR01', slack, ['entry', 51, null]],
  ['discuss/51/slack/C0NUCLEAR01/opening', slack, ['entry', 51, null]],
  ['share/61/ask/slack/U0BEN00001', chair, ['share', 61, 0]],
  ['share/62/word', chair, ['share', 62, null]],
  ['poll/71/slack/C0NUCLEAR01', slack, ['poll', 71, 0], [{ kind: 'picture', picture: 'a chart', alt: '' }]],
  ['poll/71/slack/C0NUCLEAR01/reminder', slack, ['poll', 71, null]],
  ['poll/71/slack/C0NUCLEAR01/result', slack, ['poll', 71, null]],
  ['poll/72/slack/C0NUCLEAR01', slack, ['poll', 72, 0]],
  ['poll-dropped/73', chair, ['poll', 73, null]],
  ['need/81/4/slack/C0NUCLEAR01', slack, ['need', 81, null]],
  ['idea/91/post/slack/C0NUCLEAR01', slack, ['idea', 91, 0]],
  ['idea/91/post/slack/C0NUCLEAR01/comments', slack, ['idea', 91, null]],
  ['idea/91/call/slack/C0NUCLEAR01', slack, ['idea', 91, null]],
  ['idea/91/word/change/3/slack/U0BEN00001', chair, ['idea', 91, null]],
  ['ideas/silent/nuclear/2026-11-20/slack/U0BEN00001', chair, ['idea_reminder', 1, null]],
  ['ideas/silent/gone/2026-11-20/slack/U0BEN00001', chair, ['idea_reminder', 0, null]],
  ['theme/101/card/slack/C0COUNCIL01', council, ['theme', 101, 0]],
  ['theme/101/news/5/slack/C0NUCLEAR01', slack, ['theme', 101, null]],
  ['theme/101/word/5/slack/U0BEN00001', chair, ['theme', 101, null]],
  ['escalations/overdue/2026-11-20/slack/C0COUNCIL01', council, ['theme_reminder', 2, null]],
  ['escalations/flags/nuclear/2026-11-20/slack/U0BEN00001', chair, ['flag_note', 1, null]],
  ['escalations/forming/111/slack/C0COUNCIL01', council, ['forming', 111, null]],
  ['priority/121/post/slack/C0NUCLEAR01', slack, ['priority', 121, 0]],
  ['priority/122/post/slack/C0NUCLEAR01', slack, ['priority', 122, 0]],
  ['priority/122/over/slack/C0COUNCIL01', council, ['priority', 122, null]],
  ['mydata/erased/0a1b2c3d/discord/1100000000000000009', office, ['notice', 3, null]],
  ['made by hand', slack, ['entry', 0, null]],
];

function entries(...ids: number[]): object[] {
  return ids.map((id) => ({
    kind: 'controls',
    controls: [{ kind: 'button', id: `useful:${id}`, label: 'Useful', style: 'plain' }],
  }));
}

/** Applies the migrations before one, as a database of the version before has them. */
async function migrateBefore(url: string, first: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'lookout-upgrade-'));
  for (const name of await readdir(migrations))
    if (name < first || name.endsWith('.toml'))
      await cp(join(migrations, name), join(dir, name), { recursive: true });
  await migrate(url, dir);
  await rm(dir, { recursive: true });
}

async function fill(url: string): Promise<void> {
  const at = '2026-11-20T08:00:00Z';
  await sql(
    url,
    `INSERT INTO "group" (id, slug, name, kind, zone, digest_size, topics, created_at) VALUES
      (1, 'nuclear', 'Nuclear', 'sig', 'Europe/London', 5, '{}', '${at}'),
      (2, 'council', 'Council', 'council', 'Europe/London', 5, '{}', '${at}'),
      (3, 'office', 'Office', 'office', 'Europe/London', 5, '{}', '${at}'),
      (4, 'imaging', 'Imaging', 'sig', 'Europe/London', 5, '{}', '${at}');
    INSERT INTO channel (group_id, platform, channel) VALUES
      (1, 'slack', 'C0NUCLEAR01'), (2, 'slack', 'C0COUNCIL01'), (3, 'discord', '1100000000000000009');
    INSERT INTO edition (id, group_id, day, state, composed_at) VALUES (41, 1, '2026-11-20', 'composed', '${at}');
    INSERT INTO item (id, key, title, summary, tags, seen_at)
      SELECT id, 'item ' || id, 'An item', '', '[]', '${at}' FROM generate_series(51, 54) AS id;
    INSERT INTO entry (id, edition_id, group_id, item_id, rank, score, reasons)
      SELECT id, 41, 1, id, CASE WHEN id < 54 THEN id - 50 END, 1, '[]' FROM generate_series(51, 54) AS id;
    INSERT INTO poll (id, template, question, most, may_add, anonymous, shows, state, asker, zone, created_at, opens_at, lasts, closes_at)
      SELECT id, 'need', 'Which?', 1, false, false, 'voted', 'closed', 'Ada', 'Europe/London', '${at}', '${at}', 7, '${at}'
      FROM generate_series(71, 72) AS id;
    INSERT INTO priority (id, topic, words, until, call, at, by) VALUES
      (121, 'climate', '', '2026-12-20', false, '${at}', 'Ada'), (122, 'climate', '', '2026-11-19', false, '${at}', 'Ada');
    INSERT INTO priority_group (priority_id, group_id) VALUES (121, 1), (122, 1), (122, 4)`,
  );
  const rows = messages.map(([key, to, , blocks = []]) => {
    const summary = key.startsWith('priority/122/post/') ? 'Over: what is watched' : 'A message';
    return { key, ...to, message: { summary, blocks } };
  });
  await sql(
    url,
    `INSERT INTO delivery (key, platform, channel, person, lane, message, due_at, created_at)
     SELECT key, platform, channel, person, 'a lane', message, '${at}', '${at}'
     FROM jsonb_to_recordset($1) AS (key text, platform text, channel text, person text, message jsonb)`,
    [JSON.stringify(rows)],
  );
}

describe('a database of the version that read what a message is about out of its key', () => {
  let database: TestDatabase;
  let deliveries: { key: string; kind: string; id: number; page: number | null }[];
  beforeAll(async () => {
    database = await createDatabase({ empty: true });
    await migrateBefore(database.url, subjects);
    await fill(database.url);
    expect(await migrate(database.url)).toContain(subjects);
    deliveries = await sql(
      database.url,
      'SELECT key, subject_kind AS kind, subject_id AS id, page FROM delivery',
    );
  });
  afterAll(() => database?.drop());

  it.each(messages.map(([key, , about]) => [key, about] as const))('knows what %s is about', (key, about) => {
    const [kind, id, page] = about;
    expect(deliveries.filter((one) => one.key === key)).toEqual([{ key, kind, id, page }]);
  });

  it('knows on which page of its edition each entry stands', async () => {
    expect(await sql(database.url, 'SELECT id, page FROM entry ORDER BY id')).toEqual([
      { id: 51, page: 0 },
      { id: 52, page: 0 },
      { id: 53, page: 1 },
      { id: 54, page: null },
    ]);
  });

  it('knows the chart of each result', async () => {
    expect(await sql(database.url, 'SELECT id, chart FROM poll ORDER BY id')).toEqual([
      { id: 71, chart: 'a chart' },
      { id: 72, chart: null },
    ]);
  });

  it('knows which groups were shown that a priority is over', async () => {
    expect(await sql(database.url, 'SELECT * FROM priority_group ORDER BY 1, 2')).toEqual([
      { priority_id: 121, group_id: 1, drawn_over: false },
      { priority_id: 122, group_id: 1, drawn_over: true },
      { priority_id: 122, group_id: 4, drawn_over: false },
    ]);
  });
});
