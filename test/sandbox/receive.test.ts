import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '../../sandbox/receive/receive.ts';
import type { App } from '../../src/app.ts';
import { applyFile } from '../../src/apply.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { createDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const recorded = ['slack', 'discord'].flatMap((platform) =>
  readdirSync(inRoot(`test/fixtures/payloads/${platform}`)).map((name) => `${platform}/${name}`),
);

const lines: string[] = [];
let app: App;
let looks = 0;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await createDatabase();
  const opened = openDatabase(database.url, 4, 2 * net);
  const log = createLog('warn', [], { write: (line) => lines.push(line) });
  app = {
    db: opened.db,
    // Each look at the clock takes a while, so that the number of an idea, which nobody gives here, is not waited for for ever.
    now: () => new Date(Date.parse('2026-12-01T16:00:00Z') + 500 * looks++),
    log,
    secret: 'x',
    wake: () => undefined,
  };
  await applyFile(app, inRoot('examples/medical-physics-society.yaml'));
  close = () => opened.close().then(database.drop);
});
afterAll(() => close?.());

/** What each file holds, by its name, and what is said to it where no channel has had a message of ours yet. */
const expected: Record<string, { kind: Incoming['kind']; reply: Reply['kind'] }> = {
  'command.json': { kind: 'command', reply: 'whisper' },
  'button.json': { kind: 'press', reply: 'whisper' },
  'form.json': { kind: 'submission', reply: 'whisper' },
  'shortcut.json': { kind: 'shortcut', reply: 'ask' },
  'reaction.json': { kind: 'reaction', reply: 'nothing' },
  'thread-reply.json': { kind: 'answer', reply: 'nothing' },
};

describe('a recorded payload', () => {
  it.each(recorded)('is read and answered: %s', async (file) => {
    const [platform, name] = file.split('/') as [string, string];
    const payload: unknown = JSON.parse(await readFile(inRoot(`test/fixtures/payloads/${file}`), 'utf8'));
    const received = await receive(app, payload);
    expect(received?.incoming).toMatchObject({ kind: expected[name]?.kind, person: { platform } });
    expect(received?.reply.kind).toBe(expected[name]?.reply);
    expect(lines).toEqual([]);
  });

  it('is there of each kind, from both platforms', () => {
    const kinds = ['command', 'button', 'form', 'shortcut', 'reaction'];
    const wanted = ['slack', 'discord'].flatMap((one) => kinds.map((kind) => `${one}/${kind}.json`));
    expect(recorded).toEqual(expect.arrayContaining(wanted));
  });

  it('of nothing that anybody waits for leads to nothing', async () => {
    expect(await receive(app, { type: 'view_closed' })).toBeNull();
  });

  it.each([[[]], ['text'], [{ hello: 1 }], [null]])('is not %j', async (payload) => {
    await expect(receive(app, payload)).rejects.toThrow(/payload/);
  });
});
