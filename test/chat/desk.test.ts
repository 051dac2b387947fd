import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueOldActions, forgetOldActions } from '../../src/chat/acts.ts';
import { createDesk } from '../../src/chat/desk.ts';
import type { Feature } from '../../src/chat/feature.ts';
import { form } from '../../src/chat/form.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { print } from '../../src/chat/print.ts';
import { nothing, openForm, type Reply, whisper } from '../../src/chat/reply.ts';
import { openDatabase } from '../../src/db.ts';
import { Forbidden, Refusal } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const person = { platform: 'slack', id: 'U1', name: 'Ada' };
let acts = 0;
const from = () => ({ act: `act-${++acts}`, person, channel: 'C1' });
const post = { platform: 'slack', channel: 'C1', id: '1.0', url: 'https://example.org/1' };

describe('the desk', () => {
  let database: TestDatabase;
  let opened: ReturnType<typeof openDatabase>;
  const log: string[] = [];
  let now = new Date('2026-11-20T08:00:00Z');
  const done: string[] = [];

  const feature: Feature = {
    name: 'trial',
    commands: [
      {
        name: 'try',
        summary: 'Try things',
        words: [
          {
            word: 'first',
            summary: 'does the first thing',
            runs: async (_, { words }) => whisper(`first ${words}`),
          },
          {
            word: 'theirs',
            summary: 'is for some',
            runs: async () => {
              throw new Forbidden('Only the council can do that.', 'council');
            },
          },
          {
            word: 'form',
            summary: 'opens a form',
            opens: async () =>
              openForm(
                form('f', 'Title', 'Send', [{ kind: 'line', id: 'a', label: 'A', required: true, most: 10 }]),
              ),
          },
        ],
      },
    ],
    presses: {
      once: {
        runs: async (_, { id }) => {
          done.push(id);
          return nothing;
        },
      },
      no: {
        runs: async () => {
          throw new Refusal('Only a chair can do that. Ask yours.');
        },
      },
      theirs: {
        runs: async () => {
          throw new Forbidden('Only the council can do that.', 'council');
        },
      },
      broken: {
        runs: async () => {
          done.push('broken');
          throw new Error('the secret cause');
        },
      },
    },
    submissions: {
      f: async () => {
        throw new Error('the database is away');
      },
      theirs: async () => {
        throw new Forbidden('Only the council can do that.', 'council');
      },
      sent: async (_, { id }) => {
        if (id === 'sent:7/9') throw new Forbidden('Not yours.', 'who sent it', { conceals: 'row' });
        throw new Forbidden('Not until Monday.', 'not to be stopped', { field: 'why', conceals: 'person' });
      },
    },
    shortcuts: [
      {
        name: 'take_this',
        label: 'Take this',
        runs: async () => {
          throw new Forbidden('Only the council can do that.', 'council');
        },
      },
    ],
    answers: async (_, { text }) => whisper(`heard ${text}`),
  };
  const app = () => ({
    db: opened.db,
    now: () => now,
    log: createLog('debug', [], { write: (line) => void log.push(line) }),
    wake: () => undefined,
    secret: 'for tests only',
  });
  const desk = () => createDesk(app(), [feature]);
  const press = (id: string) => ({ kind: 'press' as const, id, post, ...from() });
  const said = (reply: Reply) => (reply.kind === 'whisper' ? print(reply.message).trim() : reply.kind);

  beforeAll(async () => {
    database = await createDatabase();
    opened = openDatabase(database.url, 3, 2 * net);
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  it('hands a command to its word, the rest of the line with it, whatever its case', async () => {
    const command = (words: string): Incoming => ({ kind: 'command', name: 'try', words, ...from() });
    expect(said(await desk().answer(command('  FIRST  a  b ')))).toBe('first a  b');
    expect(said(await desk().answer(command('')))).toBe('first');
    expect(desk().manner(command('form'))).toBe('opens');
    expect(desk().manner(command('first'))).toBe('runs');
    expect((await desk().answer(command('form'))).kind).toBe('ask');
  });

  it('says what can be written where a word is not known', async () => {
    const reply = await desk().answer({ kind: 'command', name: 'try', words: 'dance', ...from() });
    expect(said(reply)).toContain('“dance” is not a command.');
    expect(said(reply)).toContain('/try form · opens a form');
  });

  it('does an act once, however often the platform brings it, also after a restart', async () => {
    const act = press('once:1');
    await Promise.all([desk().answer(act), desk().answer(act), desk().answer(act)]);
    expect(await desk().answer(act)).toEqual(nothing);
    expect(done).toEqual(['once:1']);
    await desk().answer(press('once:1'));
    expect(done).toHaveLength(2);
  });

  it('passes a refusal on in its own words, and logs nothing', async () => {
    log.length = 0;
    expect(said(await desk().answer(press('no:1')))).toBe('Only a chair can do that. Ask yours.');
    expect(log).toEqual([]);
  });

  it('logs what is denied: what was tried on which row, by which account, where, and what it needs; no words of theirs', async () => {
    log.length = 0;
    const tried: Incoming[] = [
      press('theirs:7'),
      { kind: 'submission', id: 'theirs:7/9', fields: { why: 'in private words' }, ...from() },
      { kind: 'submission', id: 'theirs:level/private words', fields: {}, ...from() },
      { kind: 'command', name: 'try', words: ' Theirs in private words', ...from() },
      { kind: 'shortcut', name: 'take_this', post, text: 'in private words', author: null, ...from() },
    ];
    for (const act of tried) expect(said(await desk().answer(act))).toBe('Only the council can do that.');
    const who = { who: 'slack/U1', platform: 'slack', channel: 'C1', needed: 'council' };
    const expected = [
      { action: 'press theirs', row: '7' },
      { action: 'submission theirs', row: '7/9' },
      { action: 'submission theirs' },
      { action: '/try theirs' },
      { action: 'shortcut take_this' },
    ];
    expect(log.map((line) => JSON.parse(line))).toEqual(
      expected.map((one, at) => ({
        ...{ level: 40, time: expect.any(String), msg: 'denied' },
        ...{ ...one, ...who, act: tried[at]!.act },
      })),
    );
    expect(log.join()).not.toContain('private');
    expect(log.join()).not.toContain('Ada');
  });

  it('keeps a form open whose field bears the denial', async () => {
    const reply = await desk().answer({ kind: 'submission', id: 'sent:1', fields: { why: 'x' }, ...from() });
    expect(reply).toEqual({ kind: 'fix', problems: { why: 'Not until Monday.' } });
  });

  it('does not log what would tell who sent something in without their name', async () => {
    log.length = 0;
    for (const id of ['sent:7/9', 'sent:7'])
      await desk().answer({ kind: 'submission', id, fields: {}, ...from() });
    const [row, nobody] = log.map((line) => JSON.parse(line));
    expect(row).toMatchObject({ action: 'submission sent', who: 'slack/U1', needed: 'who sent it' });
    expect(row).not.toHaveProperty('row');
    expect(nobody).toEqual({
      ...{ level: 40, time: expect.any(String), msg: 'denied' },
      ...{ action: 'submission sent', needed: 'not to be stopped' },
    });
  });

  it('says that something broke, keeps the cause for the log, and does the act when it is tried again', async () => {
    const act = press('broken:1');
    const reply = said(await desk().answer(act));
    expect(reply).toBe(
      'Something went wrong on our side, and we have logged it. Please try again in a minute.',
    );
    expect(log.join()).toContain('the secret cause');
    await desk().answer(act);
    expect(done.filter((one) => one === 'broken')).toHaveLength(2);
  });

  it('leaves a form open that could not be kept, so that nothing typed is lost', async () => {
    const reply = await desk().answer({
      kind: 'submission',
      id: 'f:1',
      fields: { a: 'typed', b: 'more' },
      ...from(),
    });
    expect(reply).toEqual({
      kind: 'fix',
      problems: { a: expect.stringContaining('Please send it again in a minute.') },
    });
  });

  it('answers kindly to a button that nobody serves any more', async () => {
    for (const id of ['gone:1', '', '__proto__:1', 'constructor', 'toString:1']) {
      expect(said(await desk().answer(press(id)))).toContain('This button does not work');
    }
  });

  it('hears what is said in a thread', async () => {
    expect(said(await desk().answer({ kind: 'answer', post, text: 'yes', ...from() }))).toBe('heard yes');
  });

  it('forgets acts after a day, when no platform brings them any more', async () => {
    expect(await dueOldActions(app())).toEqual([]);
    now = new Date('2026-11-21T08:00:01Z');
    await desk().answer(press('once:9'));
    expect(await dueOldActions(app())).toEqual(['old']);
    await forgetOldActions(app());
    expect(await opened.db.act.count()).toBe(1);
  });
});
