import { describe, expect, it, vi } from 'vitest';
import { patiently } from '../support/until.ts';
import { httpApp, slack, socketClient } from './slack-app.ts';

interface Received {
  ack(): Promise<void>;
  envelope_id: string;
  body: { event_id: string };
  retry_num: number;
  retry_reason: string;
}

describe('Socket Mode with @slack/socket-mode', () => {
  it('reconnects after a cut, and hears again', async () => {
    const sandbox = await slack();
    const sockets = await socketClient(sandbox);
    const heard: string[] = [];
    sockets.on('slash_commands', async ({ ack, body }) => {
      heard.push(body.text);
      await ack();
    });
    const command = (text: string) =>
      sandbox.act.command({ user: 'U1', channel: 'C1', command: '/horizon', text });
    expect((await command('before')).acked).toBe(true);
    sandbox.dropSockets();
    await vi.waitFor(
      () =>
        expect(sandbox.state.calls.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(
          2,
        ),
      patiently,
    );
    await vi.waitFor(() => expect(sandbox.socketCount()).toBe(1), patiently);
    expect((await command('after')).acked).toBe(true);
    expect(heard).toEqual(['before', 'after']);
  });

  it('a told disconnect is followed by a new connection', async () => {
    const sandbox = await slack();
    const sockets = await socketClient(sandbox);
    const again = new Promise((resolve) => sockets.once('connected', resolve));
    sandbox.dropSockets('refresh_requested');
    await again;
    expect(sandbox.socketCount()).toBe(1);
  });

  it('nobody connected: a command fails at once, an event is tried again', async () => {
    const sandbox = await slack({ eventRetriesMs: [20, 20, 20] });
    const failed = await sandbox.act.command({ user: 'U1', channel: 'C1', command: '/horizon', text: '' });
    expect(failed).toMatchObject({ acked: false, error: 'dispatch_failed' });
    await sandbox.act.say({ user: 'U1', channel: 'C1', text: 'hello' });
    await vi.waitFor(
      () => expect(sandbox.deliveries.map(({ attempt }) => attempt)).toEqual([0, 0, 1, 2, 3]),
      patiently,
    );
  });

  it('an unacknowledged event comes again in a new envelope, with the same event id', async () => {
    const sandbox = await slack({ eventRetriesMs: [0] });
    const sockets = await socketClient(sandbox);
    const events: Received[] = [];
    sockets.on('message', async (event: Received) => {
      events.push(event);
      if (event.retry_num > 0) await event.ack();
    });
    const saying = sandbox.act.say({ user: 'U1', channel: 'C1', text: 'hello' });
    await vi.waitFor(() => expect(events).toHaveLength(1), patiently);
    sandbox.giveUp();
    const said = await saying;
    expect(said).toMatchObject({ acked: false, error: 'operation_timeout' });
    await vi.waitFor(
      () => expect(sandbox.deliveries.at(-1)).toMatchObject({ acked: true, attempt: 1 }),
      patiently,
    );
    expect(events.map(({ retry_num, retry_reason }) => [retry_num, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
    ]);
    expect(events[1]?.body.event_id).toBe(events[0]?.body.event_id);
    expect(events[1]?.envelope_id).not.toBe(events[0]?.envelope_id);
  });

  it('sends each envelope over one of several connections', async () => {
    const sandbox = await slack();
    const heard: number[] = [];
    for (const number of [1, 2]) {
      const sockets = await socketClient(sandbox);
      sockets.on('slash_commands', async ({ ack }) => {
        heard.push(number);
        await ack();
      });
    }
    for (const text of ['a', 'b'])
      await sandbox.act.command({ user: 'U1', channel: 'C1', command: '/x', text });
    expect(heard.toSorted()).toEqual([1, 2]);
  });

  it('an address serves one connection', async () => {
    const sandbox = await slack();
    const headers = { authorization: `Bearer ${sandbox.state.seed.appToken}` };
    const response = await fetch(`${sandbox.apiUrl}apps.connections.open`, { method: 'POST', headers });
    const { url } = (await response.json()) as { url: string };
    const { WebSocket } = await import('ws');
    const ended = (address: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address);
        socket.on('error', (error) => resolve(error.message));
        socket.on('message', (data) => resolve(JSON.parse(data.toString()).type));
      });
    expect(await ended(url)).toBe('hello');
    expect(await ended(url)).toContain('403');
  });
});

describe('signed HTTP', () => {
  it('answers the handshake, and refuses a wrong signature', async () => {
    const sandbox = await slack();
    await httpApp(sandbox, () => {});
    expect((await sandbox.act.verifyUrl('abc')).body).toEqual({ challenge: 'abc' });
    await httpApp(sandbox, () => {}, 'another secret');
    expect(await sandbox.act.verifyUrl('abc')).toMatchObject({ acked: false, error: 'dispatch_failed' });
  });
});
