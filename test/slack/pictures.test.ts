import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PostRef } from '../../src/chat/incoming.ts';
import { button, controls, type Message, paragraph, picture } from '../../src/chat/message.ts';
import type { ChatPlatform, Desk } from '../../src/chat/port.ts';
import { whisper } from '../../src/chat/reply.ts';
import { createLog } from '../../src/log.ts';
import { pngOf } from '../conformance/pictures.ts';
import { openStage, type SlackStage, tokens } from '../conformance/slack/stage.ts';
import { patiently } from '../support/until.ts';

const steps = ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'];
const alt = 'Ten of twenty chose planning.';
const chart: Message = { summary: 'A chart', blocks: [paragraph('Look:'), picture('chart', alt)] };
const place = { platform: 'slack', channel: 'C1' };

let sandboxes: SlackStage;
let adapter: ChatPlatform;
let lines: string[];

async function open(scopes?: string[]): Promise<void> {
  await sandboxes?.close();
  const channels = [{ id: 'C1', name: 'radiotherapy' }];
  const workspace = { ...tokens, users: [{ id: 'U1', name: 'Ada' }], channels };
  sandboxes = await openStage('socket', scopes ? { workspace: { ...workspace, scopes } } : {});
  sandboxes.pictures.set('chart', pngOf('chart'));
  lines = [];
  adapter = sandboxes.adapter(createLog('info', [], { write: (line) => lines.push(line) }));
}
beforeEach(() => open());
afterEach(() => sandboxes.close());

let key = 0;
const post = (message = chart): Promise<PostRef> => {
  key += 1;
  return adapter.post(place, message, { key: String(key), triedAt: null });
};
const calls = (method: string) => sandboxes.server.state.calls.filter((one) => one.method === method).length;
const shown = () => sandboxes.posted(place).map(({ pictures }) => pictures.map((one) => one.alt));
const files = () => [...sandboxes.server.state.files.keys()];

describe('pictures in Slack', () => {
  it('are uploaded once for all messages, those of the same moment too, and again after a restart', async () => {
    const [first] = await Promise.all([post(), post(), post()]);
    await adapter.edit(first, { ...chart, summary: 'Edited' });
    expect(steps.map(calls)).toEqual([1, 1, 1]);
    expect(shown()).toEqual([[alt], [alt], [alt]]);
    adapter = sandboxes.adapter();
    await post();
    expect(files()).toHaveLength(2);
  });

  for (const step of steps)
    it(`that fail at ${step}: busy, not posted, and uploaded anew by the next try`, async () => {
      for (const kind of ['rate-limit', 'server-error', 'lost-answer', 'error-after-acceptance'] as const) {
        sandboxes.server.faults.add({ on: step, kind, retryAfter: 7 });
        const wait = kind === 'rate-limit' ? 7000 : 2000;
        await expect(post()).rejects.toMatchObject({ kind: 'busy', wait, everywhere: false });
      }
      expect(calls('chat.postMessage')).toBe(0);
      await post();
      expect(shown()).toEqual([[alt]]);
    });

  it('wait until Slack is done with them, though an answer about that is lost', async () => {
    sandboxes.server.delayFiles(2);
    sandboxes.server.faults.add({ on: 'files.info', kind: 'lost-answer' });
    await post();
    expect(shown()).toEqual([[alt]]);
    expect(calls('chat.postMessage')).toBe(1);
  });

  it('that Slack is not done with for long: busy, and the same file serves later', async () => {
    sandboxes.server.delayFiles(7);
    await expect(post()).rejects.toMatchObject({ kind: 'busy' });
    expect(calls('chat.postMessage')).toBe(0);
    await post();
    expect(shown()).toEqual([[alt]]);
    expect(files()).toHaveLength(1);
  });

  it('that somebody deleted are uploaded once more, for posts, edits and whispers', async () => {
    const row = controls(button('tap:1', 'Tap'));
    const first = await post({ ...chart, blocks: [...chart.blocks, row] });
    const lose = () => sandboxes.server.deleteFile(files()[0]!);
    lose();
    await adapter.edit(first, { ...chart, blocks: [...chart.blocks, row] });
    lose();
    await post();
    expect(files()).toHaveLength(1);
    sandboxes.server.deleteMessage('C1', first.id);
    const again = await post({ ...chart, blocks: [...chart.blocks, row] });
    const desk: Desk = {
      commands: [],
      shortcuts: [],
      manner: () => 'runs',
      answer: async () => whisper(chart),
    };
    await adapter.listen(desk);
    lose();
    await sandboxes.act.press(sandboxes.ada, again, 'tap:1');
    await vi.waitFor(() => expect(sandboxes.whispered(sandboxes.ada)).toHaveLength(1), patiently);
    expect(sandboxes.whispered(sandboxes.ada)[0]!.pictures).toEqual([{ alt, bytes: pngOf('chart') }]);
  });

  it('that Slack never shows: busy for a while, and in the end their words', async () => {
    const { server } = sandboxes;
    // As soon as it was said to be ready it is gone.
    const stop = server.onChange(() => {
      if (server.state.calls.at(-1)?.method === 'files.info') server.state.files.clear();
    });
    for (let at = 0; at < 3; at += 1)
      await expect(post()).rejects.toMatchObject({ kind: 'busy', wait: 5000 });
    await post();
    expect(sandboxes.posted(place)).toMatchObject([{ text: `Look:\n${alt}`, pictures: [] }]);
    stop();
    await post();
    expect(shown()).toEqual([[], [alt]]);
  });

  it('that are none: refused', async () => {
    sandboxes.pictures.set('chart', Buffer.from('no picture at all'));
    await expect(post()).rejects.toMatchObject({ kind: 'refused' });
    expect(calls('chat.postMessage')).toBe(0);
  });

  it('that fail for long are shown all the same when Slack is well again', async () => {
    sandboxes.server.faults.add({ on: 'upload', kind: 'server-error', times: 10 });
    for (let at = 0; at < 10; at += 1) await expect(post()).rejects.toMatchObject({ kind: 'busy' });
    await post();
    expect(shown()).toEqual([[alt]]);
  });

  it('of an app that may not upload are told in words, and the log says which scope is lacking', async () => {
    await open(['chat:write']);
    await post();
    expect(sandboxes.posted(place)).toMatchObject([{ text: `Look:\n${alt}`, pictures: [] }]);
    expect(lines.join('')).toContain('files:write');
  });

  it('do not keep a message from being refused for what else is wrong with it', async () => {
    const endless = {
      ...chart,
      blocks: [...chart.blocks, { kind: 'text' as const, text: 'x'.repeat(50_000) }],
    };
    await expect(post(endless)).rejects.toMatchObject({ kind: 'refused' });
    expect(files()).toHaveLength(1);
  });
});
