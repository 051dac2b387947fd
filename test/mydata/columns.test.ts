import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { sql } from '../support/sql.ts';

/**
 * Every table, and each of its columns: what is about a person, and is exported and erased; what is only about a thing, or names nobody.
 * Whoever adds a column says here which it is, and, if it is about a person, reads it in src/mydata (held, erase, retention).
 */
const about: Record<string, { person: string; thing: string }> = {
  account: { person: 'person_id platform user linked', thing: '' },
  // Says that an act was done, not whose. Kept for a day.
  act: { person: '', thing: 'platform act at' },
  ballot: { person: 'voter choices', thing: 'poll_id place shown drawn' },
  channel: {
    person: '',
    thing: 'id group_id platform channel trouble trouble_since people people_at',
  },
  count: { person: '', thing: 'result_id option_id people' },
  delivery: {
    person: 'platform person sealed message lane post_channel',
    thing:
      'id key subject_kind subject_id page channel under revision shown state open due_at expires_at tries tried_at claimed_until post_id post_url posted_at trouble created_at',
  },
  edition: { person: '', thing: 'id group_id day state composed_at drawn_at' },
  entry: { person: '', thing: 'id edition_id group_id item_id rank page score reasons' },
  evidence: { person: '', thing: 'theme_id thing_id group_id' },
  flag: { person: 'thing_id person_id group_id reason at', thing: '' },
  follower: { person: 'idea_id person_id platform user at', thing: '' },
  forming: { person: '', thing: 'id topic at group_ids' },
  group: {
    person: '',
    thing: 'id slug name kind zone digest_time digest_days digest_size topics keywords created_at noted_at',
  },
  idea: {
    person: 'title text person_id author salt mark sealed sent_at',
    thing:
      'id number act kind topic topic_chosen group_id state signed hidden call_id entry_id merged_id taken_in_at quiet_until reminders stale drawn_at words',
  },
  idea_change: { person: 'by_id by state reason at', thing: 'id idea_id' },
  idea_version: { person: 'title text at', thing: 'id idea_id' },
  item: {
    person: '',
    thing: 'id key title address summary authors doi journal published_at tags seen_at',
  },
  lane: { person: 'name', thing: 'next_at' },
  linking: { person: 'person_id platform user name expires_at', thing: 'code' },
  need: { person: '', thing: 'id title key topic created_at' },
  need_mark: { person: 'by_id by state session day link reason at', thing: 'id need_id' },
  person: { person: 'id slug name', thing: '' },
  picture: { person: '', thing: 'name png created_at' },
  poll: {
    person: 'asker_id asker',
    thing:
      'id template question need_id most may_add anonymous shows state repeat previous_id zone created_at opens_at lasts closes_at remind_at opened_at closed_at announced_at salt secret_mark chart drawn_at stale',
  },
  poll_group: { person: '', thing: 'poll_id group_id' },
  // Who added an option is not kept.
  poll_option: { person: '', thing: 'id poll_id place text key need_id added hidden' },
  priority: {
    person: 'by_id by words at',
    thing: 'id topic theme_id keywords until call ended_at drawn drawn_over',
  },
  priority_group: { person: '', thing: 'priority_id group_id drawn_over' },
  question: {
    person: 'text by_id by platform user at answer answered_at',
    thing: 'id idea_id',
  },
  result: { person: '', thing: 'id poll_id group_id answers people' },
  role: { person: 'person_id group_id kind', thing: '' },
  share: {
    person: 'why person_id name platform user at decided_by decided_at',
    thing: 'id group_id item_id state',
  },
  sighting: { person: '', thing: 'source_id item_id seen_at baseline' },
  source: {
    person: '',
    thing:
      'id address name kind weight licence attribution created_at next_at read_at etag last_modified trouble trouble_since failures',
  },
  // The mark stays until the stop is over (src/mydata/forgetting/erase.ts says why); who is stopped hears it in their export.
  stop: { person: 'by_id salt mark until at', thing: 'id' },
  subscription: { person: '', thing: 'group_id source_id' },
  supporter: { person: 'idea_id person_id at', thing: '' },
  theme: {
    person: 'raiser_id raiser owner_id owner owner_platform owner_user title words created_at raised_at',
    thing: 'id number ask urgency topic state decide_by left due_day remind_at reminders drawn_day',
  },
  // Its own words stay, as those of a decision do; the name does not.
  theme_change: { person: 'act at by_id by words action who day', thing: 'id theme_id state group_id' },
  theme_group: { person: 'by_id by platform user joined_at', thing: 'theme_id group_id' },
  // Whose message it was is not kept, nor who flagged it first; its words go with the last flag, unless a theme has it.
  thing: {
    person: '',
    thing: 'id kind item_id idea_id poll_id platform channel post url text topic made_at outcome drawn',
  },
  useful: { person: 'entry_id person_id at', thing: 'drawn' },
};

describe('what is held of people', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let columns: { table: string; column: string }[];
  beforeAll(async () => {
    database = await createDatabase();
    columns = await sql(
      database.url,
      `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_prisma%'
       ORDER BY 1, 2`,
    );
  });
  afterAll(() => database?.drop());

  it('is known of every column of every table', () => {
    expect(columns.length).toBeGreaterThan(200);
    const words = (list: string) => list.split(' ').filter(Boolean);
    const listed = Object.entries(about).flatMap(([table, { person, thing }]) =>
      [...words(person), ...words(thing)].map((column) => `${table}.${column}`),
    );
    const there = columns.map(({ table, column }) => `${table}.${column}`);
    expect(there.filter((one) => !listed.includes(one))).toEqual([]);
    expect(listed.filter((one) => !there.includes(one))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('counts every column that leads to a person as being about one', async () => {
    const keys = await sql<{ table: string; column: string }>(
      database.url,
      `SELECT conrelid::regclass::text AS "table", attname AS "column" FROM pg_constraint
       JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
       WHERE contype = 'f' AND confrelid = 'person'::regclass`,
    );
    const telling = columns.filter(
      ({ table, column }) =>
        /^(user|person|voter|author|asker|raiser|owner|owner_user|by|sealed|mark)$/.test(column) &&
        table !== 'result',
    );
    expect(keys.length).toBeGreaterThan(10);
    for (const { table, column } of [...keys, ...telling])
      expect(about[table]?.person.split(' '), `${table}.${column}`).toContain(column);
  });
});
