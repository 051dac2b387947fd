import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlatforms } from '../../../adapters/load.ts';
import { openSandboxes, type Sandboxes } from '../../../sandbox/sandboxes.ts';
import { form } from '../../../src/chat/form.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { button, controls, menu, paragraph, say } from '../../../src/chat/message.ts';
import type { ChatPlatform } from '../../../src/chat/port.ts';
import { fix, nothing, openForm, type Reply, redraw, whisper } from '../../../src/chat/reply.ts';
import { openDatabase } from '../../../src/db.ts';
import { type Bench, createBench } from '../../conformance/bench.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { communityText } from '../open-app.ts';
import { onDiscord, onSlack } from '../people.ts';
import { net } from '../until.ts';

let sandboxes: Sandboxes;
let platforms: ChatPlatform[];
let bench: Bench;
let database: TestDatabase;
let closeDatabase: () => Promise<void>;
beforeAll(async () => {
  database = await createDatabase();
  const { db, close } = openDatabase(database.url, 4, 2 * net);
  closeDatabase = close;
  bench = createBench(db);
  const folder = await mkdtemp(join(tmpdir(), 'lookout-people-'));
  const community = join(folder, 'community.yaml');
  await writeFile(community, communityText);
  sandboxes = await openSandboxes({ community, feeds: [], now: () => new Date(), answerMs: net });
  await rm(folder, { recursive: true });
  platforms = loadPlatforms(sandboxes.env).create(bench.log, async () => new Uint8Array());
  await Promise.all(platforms.map((platform) => platform.listen(bench.desk)));
});
afterAll(async () => {
  await Promise.all(platforms.map((platform) => platform.close()));
  await sandboxes.close();
  await closeDatabase();
  await database.drop();
});

const kinds = [
  { value: 'a', label: 'Idea' },
  { value: 'b', label: 'Need' },
];
const note = form('note:1', 'A note', 'Send', [
  { kind: 'line', id: 'words', label: 'Your words', hint: 'Some', required: true, value: 'so far', most: 50 },
  {
    kind: 'choice',
    id: 'what',
    label: 'What it is',
    required: false,
    most: 2,
    chosen: ['b'],
    options: kinds,
  },
]);

function answers(by: Partial<Record<Incoming['kind'], (incoming: never) => Reply>>): void {
  bench.reply((incoming) => by[incoming.kind]?.(incoming as never) ?? nothing);
}

const sides = [
  ['Slack', () => onSlack(sandboxes, 'U0ADA00001', 'C0COMPUTING')],
  ['Discord', () => onDiscord(sandboxes, '1200000000000000001', '1100000000000000001')],
] as const;

describe.each(sides)('somebody on %s', (_, enter) => {
  it('opens a form with a command, mends it and sends it off', async () => {
    const ada = enter();
    let tries = 0;
    answers({
      command: () => openForm(note),
      submission: () => (tries++ === 0 ? fix({ words: 'Say more.' }) : whisper('Kept.')),
    });
    const opened = await ada.opens(() => ada.type('try', 'form'));
    expect(opened).toMatchObject({
      id: 'note:1',
      title: 'A note',
      fields: {
        words: { label: 'Your words', hint: 'Some', required: true, value: 'so far' },
        what: { required: false, value: ['b'], options: { a: 'Idea', b: 'Need' } },
      },
    });
    expect(await ada.submit({ words: 'more' })).toEqual({ problems: { words: 'Say more.' } });
    expect((await ada.mend()).fields.words!.value).toBe('more');
    expect(await ada.submit({ what: ['a', 'b'] })).toEqual({ said: 'Kept.' });
    expect(ada.form()).toBeUndefined();
    expect(bench.heard.at(-1)).toMatchObject({ fields: { words: 'more', what: ['a', 'b'] } });
  });

  it('presses and chooses in a whisper, and opens a form from there', async () => {
    const ada = enter();
    const draft = {
      summary: 'A draft',
      blocks: [
        paragraph('A draft'),
        controls(menu('pick:1', 'Which?', kinds, 2)),
        controls(button('tap:1', 'Post it'), button('write:1', 'Change it')),
      ],
    };
    answers({
      command: () => whisper(draft),
      press: ({ id }: { id: string }) => (id === 'write:1' ? openForm(note) : whisper('Posted.')),
      selection: () =>
        redraw({ ...draft, blocks: [paragraph('A draft of ideas'), ...draft.blocks.slice(1)] }),
      submission: () => redraw({ ...draft, blocks: [paragraph('A draft, changed')] }),
    });
    expect(await ada.command('try', 'tell')).toBe('A draft');
    const { id, menus } = ada.whispered().at(-1)!;
    expect(menus).toEqual({
      'pick:1': { placeholder: 'Which?', most: 2, options: { a: 'Idea', b: 'Need' } },
    });
    expect(await ada.hears(() => ada.pressIn('A draft', 'Post it'))).toBe('Posted.');
    await ada.choose(id, 'pick:1', ['a']);
    await expect.poll(() => ada.whispers()).toContain('A draft of ideas');
    await ada.opens(() => ada.pressIn('A draft of ideas', 'write:1'));
    expect(await ada.submit({})).toEqual({});
    expect(ada.whispers()).toContain('A draft, changed');
  });

  it('is told what comes instead of a form', async () => {
    const ada = enter();
    answers({ command: () => whisper(say('Only the office may.')) });
    await expect(ada.opens(() => ada.type('try', 'form'))).rejects.toThrow('Only the office may.');
  });
});
