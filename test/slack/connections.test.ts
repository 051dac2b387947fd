import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack } from '../../adapters/slack/index.ts';
import type { Desk } from '../../src/chat/port.ts';
import { nothing, type Reply, whisper } from '../../src/chat/reply.ts';
import { createLog } from '../../src/log.ts';
import { openStage, type SlackStage } from '../conformance/slack/stage.ts';
import { patiently } from '../support/until.ts';

let sandboxes: SlackStage;
let reply: () => Reply;
let strays: unknown[];
const stray = (reason: unknown) => strays.push(reason);
const desk: Desk = { commands: [], shortcuts: [], manner: () => 'runs', answer: async () => reply() };

beforeEach(async () => {
  strays = [];
  process.on('unhandledRejection', stray);
  sandboxes = await openStage('socket');
  reply = () => nothing;
});
afterEach(async () => {
  await sandboxes.close();
  await new Promise(setImmediate);
  process.off('unhandledRejection', stray);
  expect(strays).toEqual([]);
});

const command = () => sandboxes.act.command(sandboxes.ada, sandboxes.channel, 'try', 'it');
const said = (words: string) =>
  vi.waitFor(
    () => expect(sandboxes.whispered(sandboxes.ada).map(({ text }) => text)).toEqual([words]),
    patiently,
  );

describe('connections', () => {
  it('that are not allowed say which token is wrong', async () => {
    const noPictures = () => Promise.reject(new Error('There is none.'));
    const settings = { ...sandboxes.settings, appToken: 'xapp-old' };
    const adapter = createSlack(settings, createLog('silent', []), noPictures);
    const gone = { kind: 'gone', message: expect.stringContaining('SLACK_APP_TOKEN') };
    await expect(adapter.listen(desk)).rejects.toMatchObject(gone);
    await adapter.close();
  });

  it('come back after Slack could not be reached for a while', async () => {
    await sandboxes.adapter().listen(desk);
    reply = () => whisper('Back.');
    sandboxes.server.faults.add({ on: 'apps.connections.open', kind: 'lost-answer' });
    sandboxes.server.faults.add({ on: 'apps.connections.open', kind: 'server-error' });
    await sandboxes.dropSockets();
    await vi.waitFor(() => expect(sandboxes.connections()).toBe(1), patiently);
    await command();
    await said('Back.');
  });

  it('over HTTP say so when the port is taken, and take nothing that is not signed by Slack', async () => {
    const http = await openStage('http');
    try {
      await http.adapter().listen(desk);
      await expect(http.adapter().listen(desk)).rejects.toMatchObject({
        kind: 'gone',
        message: expect.stringContaining('SLACK_PORT'),
      });
      let heard = 0;
      reply = () => {
        heard += 1;
        return nothing;
      };
      const address = `http://127.0.0.1:${http.settings.http!.port}/slack/events`;
      const forged = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'command=%2Ftry&text=it&user_id=U1&channel_id=C1&trigger_id=1',
      });
      expect([forged.status, heard]).toEqual([401, 0]);
    } finally {
      await http.close();
    }
  });

  it('are renewed when Slack asks for it', async () => {
    await sandboxes.adapter().listen(desk);
    reply = () => whisper('Renewed.');
    const opened = () =>
      sandboxes.server.state.calls.filter(({ method }) => method === 'apps.connections.open').length;
    sandboxes.server.dropSockets('refresh_requested');
    await vi.waitFor(() => expect(opened()).toBe(2), patiently);
    await vi.waitFor(() => expect(sandboxes.connections()).toBe(1), patiently);
    await command();
    await said('Renewed.');
  });

  it('end quietly while they are being renewed', async () => {
    const adapter = sandboxes.adapter();
    await adapter.listen(desk);
    sandboxes.server.faults.add({ on: 'apps.connections.open', kind: 'slow', delay: 300 });
    const dropping = sandboxes.dropSockets();
    await adapter.close();
    await dropping;
    expect(sandboxes.connections()).toBe(0);
  });
});
