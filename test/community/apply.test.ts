import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actorOf } from '../../src/community/access.ts';
import { apply } from '../../src/community/apply.ts';
import { parseCommunity, readCommunity } from '../../src/community/file.ts';
import { readState, stateOf } from '../../src/community/state.ts';
import { personOf } from '../../src/community/who.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { topicIds } from '../../src/taxonomy/topics.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';
import { somebodyWaits, twoEntries } from './rows.ts';

const known = { topics: topicIds, platforms: ['slack', 'discord'] };
const file = (text: string) => parseCommunity(text, 'x.yaml', known);
const now = new Date('2026-11-20T08:00:00Z');

let server: TestDatabase;
let db: Db;
let close: () => Promise<void>;
beforeEach(async () => {
  server = await createDatabase();
  ({ db, close } = openDatabase(server.url, 12, 2 * net));
});
afterEach(async () => {
  await close();
  await server.drop();
});
const app = () => ({ db, now: () => now });

describe('apply', () => {
  it('brings the worked example into the database; a second time there is nothing to do', async () => {
    const example = await readCommunity('examples/medical-physics-society.yaml', known);
    const wanted = stateOf(example);
    const first = await apply(app(), example);
    expect(first.filter(({ what, act }) => what === 'group' && act === 'added')).toHaveLength(
      wanted.groups.length,
    );
    const state = await readState(db);
    for (const key of [
      'groups',
      'people',
      'sources',
      'channels',
      'accounts',
      'roles',
      'subscriptions',
    ] as const)
      expect(sorted(state[key]), key).toEqual(sorted(wanted[key]));
    expect(await db.source.findFirst({ where: { nextAt: { not: now } } })).toBeNull();
    expect(await apply(app(), example)).toEqual([]);
  });

  it('writes nothing in a dry run, and says what it would do', async () => {
    const community = file('groups: [{ slug: mr, name: MR, kind: sig, channels: { slack: [C01AAAAAA] } }]');
    const dry = await apply(app(), community, { dryRun: true });
    expect(await db.group.count()).toBe(0);
    expect(await apply(app(), community)).toEqual(dry);
    expect(await db.channel.count()).toBe(1);
  });

  it('changes, moves and removes what the file changes, moves and no longer names; leaves whole things', async () => {
    await apply(
      app(),
      file(`
groups:
  - { slug: mr, name: MR, kind: sig, channels: { slack: [C01AAAAAA, C02AAAAAA] }, digest: { time: "08:00" } }
  - { slug: ct, name: CT, kind: sig }
  - { slug: old, name: Old, kind: coi, channels: { slack: [C03AAAAAA] } }
people:
  - { slug: ann, name: Ann, accounts: { slack: U01AAAAAA }, roles: { mr: chair, ct: member, old: member } }
  - { slug: bob, name: Bob, accounts: { slack: U02AAAAAA } }
sources:
  - { address: "https://x.org/", name: X, kind: journal, groups: [mr, old] }
`),
    );
    const channel = await db.channel.findFirstOrThrow({ where: { channel: 'C02AAAAAA' } });
    await db.source.updateMany({ data: { readAt: now, nextAt: new Date('2026-11-21T08:00:00Z') } });
    const after = file(`
groups:
  - { slug: mr, name: MR SIG, kind: sig, channels: { slack: [C01AAAAAA] } }
  - { slug: ct, name: CT, kind: sig, channels: { slack: [C02AAAAAA] } }
people:
  - { slug: ann, name: Ann, accounts: { slack: U02AAAAAA }, roles: { mr: member } }
sources:
  - { address: "https://x.org/", name: X Journal, kind: journal, groups: [ct] }
`);
    await apply(app(), after);
    const state = await readState(db);
    expect(sorted(state.channels)).toEqual(
      sorted([
        { platform: 'slack', channel: 'C01AAAAAA', group: 'mr' },
        { platform: 'slack', channel: 'C02AAAAAA', group: 'ct' },
        { platform: 'slack', channel: 'C03AAAAAA', group: 'old' },
      ]),
    );
    expect((await db.channel.findFirstOrThrow({ where: { channel: 'C02AAAAAA' } })).id).toBe(channel.id);
    expect(state.accounts).toEqual([{ platform: 'slack', user: 'U02AAAAAA', person: 'ann', linked: false }]);
    expect(sorted(state.roles)).toEqual(
      sorted([
        { person: 'ann', group: 'mr', kind: 'member' },
        { person: 'ann', group: 'old', kind: 'member' },
      ]),
    );
    expect(sorted(state.subscriptions)).toEqual(
      sorted([
        { source: 'https://x.org/', group: 'ct' },
        { source: 'https://x.org/', group: 'old' },
      ]),
    );
    expect(state.groups.find(({ slug }) => slug === 'mr')).toMatchObject({
      name: 'MR SIG',
      digestTime: null,
      digestDays: [],
    });
    // What the service knows of a source stays: it is not read again for a change of its name.
    expect(await db.source.findFirstOrThrow()).toMatchObject({ name: 'X Journal', readAt: now });
    expect((await apply(app(), after)).map(({ act }) => act)).toEqual(['left', 'left']);
  });

  it('does it all or nothing', async () => {
    await apply(app(), file('groups: [{ slug: mr, name: MR, kind: sig }]'));
    // The last thing to be written fails, when all else is written already.
    await db.$executeRaw`ALTER TABLE subscription ADD CONSTRAINT never CHECK (group_id < 0)`;
    const next = file(`
groups: [{ slug: mr, name: MR SIG, kind: sig, channels: { slack: [C01AAAAAA] } }]
sources: [{ address: "https://x.org/", name: X, kind: journal }]
`);
    await expect(apply(app(), next)).rejects.toThrow('never');
    expect(await readState(db)).toEqual(stateOf(file('groups: [{ slug: mr, name: MR, kind: sig }]')));
  });

  it('lets runs at the same time take turns', async () => {
    const one = await readCommunity('examples/medical-physics-society.yaml', known);
    const runs = await Promise.all([apply(app(), one), apply(app(), one), apply(app(), one)]);
    expect(
      runs
        .map(({ length }) => length)
        .sort((a, b) => a - b)
        .slice(0, 2),
    ).toEqual([0, 0]);
    expect(await apply(app(), one)).toEqual([]);
  });
});

describe('an account that acted before the file named it', () => {
  const named = file(`
groups: [{ slug: mr, name: MR, kind: sig }]
people: [{ slug: ann, name: Ann, accounts: { slack: U01AAAAAA, discord: "223344556677889900" }, roles: { mr: chair } }]
`);
  const slack = { platform: 'slack', id: 'U01AAAAAA', name: 'ann' };
  const discord = { platform: 'discord', id: '223344556677889900', name: 'Ann K' };

  it('becomes the named person, who keeps what it found useful, once', async () => {
    const entries = await twoEntries(db, now);
    const one = await db.$transaction((tx) => personOf(tx, slack));
    const other = await db.$transaction((tx) => personOf(tx, discord));
    await db.useful.createMany({
      data: [
        { entryId: entries[0]!, personId: one.id, at: now },
        { entryId: entries[0]!, personId: other.id, at: now },
        { entryId: entries[1]!, personId: other.id, at: now },
      ],
    });
    const changes = await apply(app(), named);
    expect(changes.filter(({ act }) => act === 'adopted')).toHaveLength(2);
    const ann = await db.person.findUniqueOrThrow({ where: { slug: 'ann' } });
    expect(await db.person.count()).toBe(1);
    expect(
      (await db.useful.findMany({ orderBy: { entryId: 'asc' } })).map(({ entryId, personId }) => [
        entryId,
        personId,
      ]),
    ).toEqual(entries.map((entry) => [entry, ann.id]));
    expect(await db.$transaction((tx) => personOf(tx, discord))).toEqual({ id: ann.id });
    expect((await actorOf(db, discord)).roles.map(({ kind, group }) => [kind, group.slug])).toEqual([
      ['chair', 'mr'],
    ]);
  });

  it('loses nothing that it does at the very moment', async () => {
    const [entryId] = await twoEntries(db, now);
    await db.$transaction((tx) => personOf(tx, slack));
    let pressed = (): void => undefined;
    let mayEnd = (): void => undefined;
    const began = new Promise<void>((resolve) => (pressed = resolve));
    const end = new Promise<void>((resolve) => (mayEnd = resolve));
    const press = db.$transaction(async (tx) => {
      const { id } = await personOf(tx, slack);
      await tx.useful.create({ data: { entryId: entryId!, personId: id, at: now } });
      pressed();
      await end;
    });
    await began;
    const applying = apply(app(), named);
    await somebodyWaits(db);
    mayEnd();
    await Promise.all([press, applying]);
    const ann = await db.person.findUniqueOrThrow({ where: { slug: 'ann' }, include: { usefuls: true } });
    expect(ann.usefuls).toHaveLength(1);
    expect(await db.person.count()).toBe(1);
  });
});

/** Rows in an order of their own, keys too: the database keeps neither. */
function sorted(rows: readonly object[]): string[] {
  const inOrder = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return rows.map((row) => JSON.stringify(row, inOrder)).sort();
}
