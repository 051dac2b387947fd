import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { createDesk } from '../../src/chat/desk.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { features } from '../../src/features.ts';
import { createLog } from '../../src/log.ts';
import { communityWith } from '../escalations/community.ts';
import { accounts, incoming, roles } from '../escalations/rights-acts.ts';
import { giveIdea } from '../ideas/rows.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack } from '../support/people.ts';
import { actionOf, type Denied, denied, openToAll } from './denied-actions.ts';
import { type Seeded, secret, seed } from './denied-rows.ts';

const platforms = ['slack', 'discord'] as const;
const log: string[] = [];
let lookout: RunningApp;
let app: App;
let rows: Seeded;
beforeAll(async () => {
  lookout = await openApp(
    '2026-11-23T09:00:00Z',
    {},
    { community: communityWith(['slack', 'discord']), still: true },
  );
  const write = (line: string) => void log.push(line);
  const { db, now } = lookout;
  app = { db, now, log: createLog('debug', [], { write }), secret, wake: () => undefined };
  rows = await seed(lookout);
  await lookout.service.settled();
});
afterAll(() => lookout?.close());

/** Every action that a feature has registered, by the name that the log has for it. */
function registered(): string[] {
  return features.flatMap((feature) => [
    ...(feature.commands ?? []).flatMap(({ name, words }) => words.map(({ word }) => `/${name} ${word}`)),
    ...Object.keys(feature.presses ?? {}).map((what) => `press ${what}`),
    ...Object.keys(feature.selections ?? {}).map((what) => `selection ${what}`),
    ...Object.keys(feature.submissions ?? {}).map((what) => `submission ${what}`),
    ...(feature.shortcuts ?? []).map(({ name }) => `shortcut ${name}`),
    ...(feature.reactions ? [`reaction ${feature.name}`] : []),
    ...(feature.answers ? [`answer ${feature.name}`] : []),
  ]);
}

/** All rows of all tables, but for the notes of what was taken in hand. */
async function dump(): Promise<string> {
  const tables = await lookout.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'act' ORDER BY table_name`;
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['person', 'poll', 'idea', 'theme']));
  const each = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS of, md5(string_agg(t::text, ' ' ORDER BY t::text)) AS rows FROM "${name}" t`,
  );
  return JSON.stringify(await lookout.db.$queryRawUnsafe(each.join(' UNION ALL ')));
}

function saidIn(reply: Reply): string {
  if (reply.kind === 'whisper') return reply.message.summary;
  return reply.kind === 'fix' ? Object.values(reply.problems).join(' ') : reply.kind;
}

async function answer(act: Incoming): Promise<{ said: string; lines: Record<string, unknown>[] }> {
  const before = log.length;
  const said = saidIn(await createDesk(app, features).answer(act));
  return { said, lines: log.slice(before).map((line) => JSON.parse(line)) };
}

/** Tries an action as everybody who may not, on each platform. */
async function deny({ may, by = roles, does }: Denied): Promise<void> {
  const before = await dump();
  for (const platform of platforms)
    for (const role of by.filter((one) => !may.includes(one))) {
      const act = incoming(await does(rows), role, platform);
      const { said, lines } = await answer(act);
      const name = `${actionOf(act)} by ${role} on ${platform}`;
      expect
        .soft(said, name)
        .toMatch(/^(Only |This draft has |This button is not yours|The office has named)/);
      const who = `${platform}/${accounts[role][platform]}`;
      const expected = { msg: 'denied', action: actionOf(act).trim(), who, platform, channel: act.channel };
      expect.soft(lines, name).toMatchObject([{ ...expected, needed: expect.stringMatching(/^[a-z]/) }]);
      expect.soft(JSON.stringify(lines), name).not.toMatch(/Some |Ada|Obi|SIG|Where\?|Because/);
    }
  expect(await dump()).toBe(before);
}

const named = new Map<string, Denied[]>();
/** What is denied, by its name: with stand-ins for the rows, which are made only later. */
async function byName(): Promise<Map<string, Denied[]>> {
  const one = async () => 1;
  const stub = new Proxy({} as Seeded, {
    get: (_, key) => (['seen'].includes(String(key)) ? async () => '1/1' : isMade(key) ? one : 1),
  });
  for (const each of denied) {
    const name = actionOf(incoming(await each.does(stub), 'stranger', 'slack'));
    named.set(name, [...(named.get(name) ?? []), each]);
  }
  return named;
}

function isMade(key: string | symbol): boolean {
  const made = ['group', 'raised', 'asked', 'decided', 'others', 'question', 'draft', 'priority'];
  return made.includes(String(key));
}
const cases = [...(await byName())].map(([name, all]) => ({ name, all }));

// Its tests are one story: the last ones leave rows behind.
describe('what is not somebody’s to do', { shuffle: false }, () => {
  it('is decided for every action that is registered: denied to some, or open to all', () => {
    expect([...named.keys(), ...openToAll].sort()).toEqual(registered().sort());
  });

  it('is said by nothing that would not be logged', () => {
    const src = new URL('../../src/', import.meta.url);
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(50);
    const unlogged = files.filter((name) =>
      /new Refusal\(\s*(?:'|"|`)Only (?!a page)/.test(readFileSync(new URL(name, src), 'utf8')),
    );
    expect(unlogged).toEqual([]);
  });

  it.each(cases)('is refused in words, logged, and changes nothing: $name', async ({ all }) => {
    for (const one of all) await deny(one);
  });

  it('is what the lists of groups in a form say too', async () => {
    const fields = { question: 'Which?', options: 'One\nTwo', lasts: ['7'], who: ['anonymous'] };
    for (const groups of [['clinical-computing'], 'nuclear-medicine clinical-computing']) {
      const act = incoming({ form: 'poll-ask:need', fields: { ...fields, groups } }, 'other chair', 'slack');
      const { said, lines } = await answer(act);
      expect(said).toContain('Only the chair of Clinical Computing SIG and the office can ask its members.');
      expect(said).toContain('Please ask Ada Obi (chair of Clinical Computing SIG) or the office.');
      expect(lines).toMatchObject([{ msg: 'denied', action: 'submission poll-ask' }]);
    }
  });

  it('is heard through the platforms, whichever way an action is answered', async () => {
    const [ben, eve] = [
      onSlack(lookout.sandboxes, accounts.member.slack, 'C0COMPUTING'),
      onDiscord(lookout.sandboxes, accounts.member.discord, '1100000000000000001'),
    ];
    for (const member of [ben, eve]) {
      expect(await member.command('needs', 'ask')).toContain('Only the office and the chairs of groups');
      expect(await member.command('idea', `hide ${rows.number}`)).toContain('Only the chair of');
      expect(await member.command('mydata', 'unlink')).toContain('The office has named this account');
    }
    const lines = lookout.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'denied');
    const expected = ['/needs ask', '/idea hide', '/mydata unlink'];
    const [slack, discord] = [
      { who: `slack/${accounts.member.slack}`, channel: 'C0COMPUTING' },
      { who: `discord/${accounts.member.discord}`, channel: '1100000000000000001' },
    ];
    expect(lines).toMatchObject(
      [slack, discord].flatMap((who) => expected.map((action) => ({ action, ...who }))),
    );
  });

  it('is logged without a name where that would tell who sent in an idea without theirs', async () => {
    const fields = { kind: ['idea'], title: 'More', text: 'Of it', topic: ['guess'], signed: ['anonymous'] };
    const sender = { platform: 'slack', id: accounts.member.slack, name: '' };
    const { number } = await giveIdea(lookout.db, { title: 'Too much', sender, secret });
    await answer(incoming({ command: 'idea', words: `stop ${number} 7` }, 'chair', 'slack'));
    await lookout.service.settled();
    const before = await dump();
    const act = incoming({ form: `idea-new:${await rows.group()}`, fields }, 'member', 'slack');
    const { said, lines } = await answer(act);
    expect(said).toContain('You cannot send in ideas until');
    expect(lines).toEqual([
      {
        ...{ level: 40, time: expect.any(String), msg: 'denied' },
        ...{ action: 'submission idea-new', needed: 'not to be stopped' },
      },
    ]);
    expect(await dump()).toBe(before);
    const edit = incoming({ form: `idea-edit:${rows.idea}`, fields }, 'member', 'slack');
    expect((await answer(edit)).lines[0]).not.toHaveProperty('row');
  });
});
