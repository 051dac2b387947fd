import { once } from 'node:events';
import { Events, type Interaction, type TextChannel } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type DiscordSandbox, startDiscord } from '../../sandbox/discord/start.ts';
import { ANNA, type Bench, createClient, GENERAL, seed, startBench } from './discord-bot.ts';

interface Frame {
  op: number;
  s: number | null;
  t: string | null;
  d: Record<string, unknown>;
}

/** A bare gateway client that keeps all frames. */
async function connect(
  url: string,
): Promise<{ socket: WebSocket; frames: Frame[]; send(op: number, d: unknown): void }> {
  const socket = new WebSocket(`${url}?v=10&encoding=json`);
  const frames: Frame[] = [];
  socket.on('message', (raw) => frames.push(JSON.parse(String(raw))));
  await once(socket, 'open');
  return { socket, frames, send: (op, d) => socket.send(JSON.stringify({ op, d })) };
}

describe('the gateway with the real SDK', () => {
  let bench: Bench;
  afterEach(() => bench.stop());

  for (const kind of ['close', 'terminate', 'reconnect'] as const) {
    it(`resumes after "${kind}" and gets the act it missed`, async () => {
      bench = await startBench();
      const resumed = once(bench.client, Events.ShardResume);
      const ids: string[] = [];
      bench.client.on(Events.InteractionCreate, (interaction: Interaction) => {
        ids.push(interaction.id);
        if (interaction.isRepliable()) void interaction.reply('Back');
      });
      await (bench.client.channels.cache.get(GENERAL) as TextChannel).send({
        content: 'x',
        components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
      });
      const message = bench.discord.state.channels.get(GENERAL)?.messages[0]?.id ?? '';
      bench.discord.dropGateway(kind);
      const result = await bench.discord.act.press({ user: ANNA, channel: GENERAL, message, customId: 'go' });
      expect(result).toMatchObject({ acked: true, type: 4 });
      await resumed;
      expect(ids).toEqual([result.interactionId]);
    });
  }

  it('closes for good when the token is reset', async () => {
    bench = await startBench();
    const gone = once(bench.client, Events.ShardDisconnect);
    bench.discord.revokeToken();
    const [event] = await gone;
    expect(event.code).toBe(4004);
  });
});

describe('the gateway, frame by frame', () => {
  let discord: DiscordSandbox;
  afterEach(() => discord.close());

  const open = async () => connect(discord.apiUrl.replace(/^http/, 'ws').replace('/api', '/gateway'));
  const identify = { token: seed.botToken, intents: 1 | (1 << 9) | (1 << 15), properties: {} };

  it('greets, identifies, acknowledges heartbeats, numbers events, replays them', async () => {
    discord = await startDiscord({ guild: seed });
    const first = await open();
    first.send(1, null);
    first.send(2, identify);
    await expect
      .poll(() => first.frames.map(({ op, t }) => t ?? op))
      .toEqual([10, 11, 'READY', 'GUILD_CREATE']);
    const ready = first.frames[2];
    first.socket.terminate();
    await expect.poll(() => discord.connected()).toBe(0);
    await discord.act.say({ user: ANNA, channel: GENERAL, text: 'one' });
    await discord.act.say({ user: ANNA, channel: GENERAL, text: 'two' });
    const second = await connect(String(ready?.d.resume_gateway_url));
    second.send(6, { token: seed.botToken, session_id: ready?.d.session_id, seq: 2 });
    await expect
      .poll(() => second.frames.map(({ t, s }) => [t, s]))
      .toEqual([
        [null, null],
        ['MESSAGE_CREATE', 3],
        ['MESSAGE_CREATE', 4],
        ['RESUMED', 5],
      ]);
    expect(second.frames[1]?.d).toMatchObject({ content: 'one', guild_id: '1000' });
  });

  it('sends only what was asked for', async () => {
    discord = await startDiscord({ guild: seed });
    const { frames, send } = await open();
    send(2, { ...identify, intents: 1 });
    await expect.poll(() => frames.length).toBe(3);
    const message = await discord.act.say({ user: ANNA, channel: GENERAL, text: 'unheard' });
    await discord.act.react({ user: ANNA, channel: GENERAL, message: message.id, emoji: '👍' });
    discord.forbid(GENERAL);
    await expect.poll(() => frames.at(-1)?.t).toBe('CHANNEL_UPDATE');
    expect(frames.map(({ t }) => t)).toEqual([null, 'READY', 'GUILD_CREATE', 'CHANNEL_UPDATE']);
  });

  it('says op 7, then op 9, and gives up a session that was closed normally', async () => {
    discord = await startDiscord({ guild: seed });
    const { frames, send, socket } = await open();
    send(2, identify);
    await expect.poll(() => discord.connected()).toBe(1);
    discord.dropGateway('reconnect');
    discord.dropGateway('invalid-session');
    await expect
      .poll(() => frames.slice(-2).map(({ op, d }) => [op, d]))
      .toEqual([
        [7, null],
        [9, false],
      ]);
    socket.terminate();
    const next = await open();
    next.send(2, identify);
    await expect.poll(() => next.frames.length).toBe(3);
    next.socket.close(1000);
    await expect.poll(() => discord.connected()).toBe(0);
    const last = await open();
    last.send(6, { token: seed.botToken, session_id: next.frames[1]?.d.session_id, seq: 1 });
    await expect.poll(() => last.frames.at(-1)?.op).toBe(9);
  });

  it.each([
    ['a wrong token', 2, { ...identify, token: 'x' }, 4004],
    ['an intent not switched on', 2, { ...identify, intents: 1 << 8 }, 4014],
    ['speaking before identifying', 8, {}, 4003],
  ])('closes on %s', async (_, op, d, code) => {
    discord = await startDiscord({ guild: seed });
    const { socket, send } = await open();
    send(op, d);
    expect((await once(socket, 'close'))[0]).toBe(code);
  });

  it('fails a login with a wrong token before it connects', async () => {
    discord = await startDiscord({ guild: seed });
    await expect(createClient(discord).login('nonsense')).rejects.toThrow();
  });
});
