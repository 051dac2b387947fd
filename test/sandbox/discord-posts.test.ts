import { Client, type Message, MessageFlags, REST, Routes, type TextChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ANNA,
  type Bench,
  createClient,
  GENERAL,
  READ_ONLY,
  refusalOf,
  seed,
  startBench,
} from './discord-bot.ts';

describe('posting through the real SDK', () => {
  let bench: Bench;
  let now = new Date('2026-11-20T08:00:00Z');
  beforeEach(async () => {
    now = new Date('2026-11-20T08:00:00Z');
    bench = await startBench({ now: () => now });
  });
  afterEach(() => bench.stop());

  const channel = (id = GENERAL) => bench.client.channels.cache.get(id) as TextChannel;
  const stored = (id = GENERAL) => bench.discord.state.channels.get(id)?.messages ?? [];

  it('logs in and knows the guild', async () => {
    expect(bench.client.user.id).toBe(seed.application.id);
    expect(bench.client.guilds.cache.get('1000')?.name).toBe('Test server');
    expect(channel().name).toBe('general');
    const members = await bench.client.guilds.cache.get('1000')?.members.list({ limit: 2 });
    expect(members?.map((member) => member.displayName)).toEqual(['anna', 'Benny']);
    const next = await bench.client.guilds.cache.get('1000')?.members.list({ limit: 2, after: '2002' });
    expect(next?.map((member) => member.id)).toEqual(['4000']);
  });

  it('refuses a wrong token', async () => {
    const stranger = createClient(bench.discord);
    await expect(stranger.login('wrong')).rejects.toThrow();
    expect(bench.discord.state.calls.at(-1)).toMatchObject({
      route: 'GET /gateway/bot',
      status: 401,
      code: 0,
    });
  });

  it('posts, fetches, edits and deletes', async () => {
    const posted = await channel().send({ content: 'Good morning', components: [row(button('a'))] });
    expect(stored()).toHaveLength(1);
    const fetched = await channel().messages.fetch({ message: posted.id, force: true });
    expect(fetched.content).toBe('Good morning');
    expect(fetched.components[0]?.toJSON()).toMatchObject({ id: 1, components: [{ id: 2, custom_id: 'a' }] });
    now = new Date('2026-11-20T08:01:00Z');
    await posted.edit('Good evening');
    expect(stored()[0]).toMatchObject({ content: 'Good evening', editedAt: now });
    expect(stored()[0]?.components).toHaveLength(1);
    await posted.delete();
    expect(stored()).toHaveLength(0);
    expect(await refusalOf(channel().messages.fetch({ message: posted.id, force: true }))).toMatchObject({
      code: 10008,
    });
  });

  it('pages through messages', async () => {
    const ids: string[] = [];
    for (const text of ['1', '2', '3', '4', '5']) ids.push((await channel().send(text)).id);
    const texts = async (query: object) =>
      [...(await channel().messages.fetch({ cache: false, ...query })).values()].map((m) => m.content);
    expect(await texts({ limit: 2 })).toEqual(['5', '4']);
    expect(await texts({ before: ids[2] })).toEqual(['2', '1']);
    expect(await texts({ after: ids[0], limit: 2 })).toEqual(['3', '2']);
    expect(await texts({ around: ids[2], limit: 3 })).toEqual(['4', '3', '2']);
  });

  it('stores the name, size and description of files', async () => {
    await channel().send({
      files: [{ attachment: Buffer.from('hello'), name: 'chart.png', description: 'A chart' }],
    });
    expect(stored()[0]?.attachments).toMatchObject([
      { filename: 'chart.png', size: 5, description: 'A chart' },
    ]);
  });

  it('starts one thread from a message, and refuses a second', async () => {
    const message = await channel().send('An item');
    const thread = await message.startThread({ name: 'Discuss' });
    expect(thread.id).toBe(message.id);
    await thread.send('First');
    expect(stored(thread.id).map((entry) => entry.type)).toEqual([21, 0]);
    expect(
      await refusalOf(
        bench.client.rest.post(Routes.threads(GENERAL, message.id), { body: { name: 'Again' } }),
      ),
    ).toMatchObject({
      status: 400,
      code: 160004,
    });
    const fresh = await channel().messages.fetch({ message: message.id, force: true });
    expect(fresh.hasThread).toBe(true);
    bench.discord.archiveThread(thread.id);
    await thread.send('This opens it again');
    expect(bench.discord.state.channels.get(thread.id)?.archived).toBe(false);
    bench.discord.lockThread(thread.id);
    expect(await refusalOf(thread.send('x'))).toMatchObject({ code: 160005 });
    const inThread = stored(thread.id).at(-1)?.id ?? '';
    expect(await refusalOf(thread.messages.edit(inThread, 'x'))).toMatchObject({ code: 50083 });
  });

  it('posts the same enforced nonce once, until it is forgotten', async () => {
    const once = { content: 'Digest', nonce: 'abc', enforceNonce: true };
    const first = await channel().send(once);
    expect((await channel().send(once)).id).toBe(first.id);
    expect(stored()).toHaveLength(1);
    await channel().send({ content: 'Digest', nonce: 'abc' });
    expect(stored()).toHaveLength(2);
    now = new Date('2026-11-20T08:05:01Z');
    await channel().send(once);
    expect(stored()).toHaveLength(3);
  });

  it('accepts and loses the answer: the SDK throws, the message stands, the nonce finds it', async () => {
    bench.discord.faults.add({ kind: 'lost-answer', on: 'POST /channels/:channel/messages' });
    const once = { content: 'Digest', nonce: 'abc', enforceNonce: true };
    await expect(channel().send(once)).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(stored()).toHaveLength(1);
    const again = await channel().send(once);
    expect(again.id).toBe(stored()[0]?.id);
    expect(stored()).toHaveLength(1);
  });

  it('answers 429 so that the SDK waits and tries again', async () => {
    const waits: number[] = [];
    bench.client.rest.on('rateLimited', ({ retryAfter }) => waits.push(retryAfter));
    bench.discord.faults.add({
      kind: 'rate-limit',
      on: 'POST /channels/:channel/messages',
      retryAfter: 0.05,
    });
    await channel().send('patience');
    expect(waits).toHaveLength(1);
    expect(stored()).toHaveLength(1);
  });

  it('can fail before and after acceptance', async () => {
    const on = 'POST /channels/:channel/messages';
    bench.discord.faults.add({ kind: 'server-error', on, channel: READ_ONLY });
    bench.discord.faults.add({ kind: 'server-error', on, channel: GENERAL });
    await expect(channel().send('x')).rejects.toMatchObject({ status: 503 });
    expect(stored()).toHaveLength(0);
    bench.discord.faults.add({ kind: 'error-after-acceptance', on, channel: GENERAL });
    await expect(channel().send('x')).rejects.toMatchObject({ status: 500 });
    expect(stored()).toHaveLength(1);
  });

  it('refuses where the bot may not look or write, and what is gone', async () => {
    expect(await refusalOf(channel(READ_ONLY).send('x'))).toMatchObject({ status: 403, code: 50013 });
    bench.discord.forbid(GENERAL);
    expect(await refusalOf(channel().send('x'))).toMatchObject({ status: 403, code: 50001 });
    bench.discord.allow(GENERAL);
    const ours = await channel().send('x');
    const theirs = await bench.discord.act.say({ user: ANNA, channel: GENERAL, text: 'hello' });
    expect(await refusalOf(channel().messages.edit(theirs.id, 'mine'))).toMatchObject({
      status: 403,
      code: 50005,
    });
    const general = channel();
    bench.discord.deleteChannel(GENERAL);
    expect(await refusalOf(general.messages.edit(ours.id, 'y'))).toMatchObject({ status: 404, code: 10003 });
    bench.discord.revokeToken();
    expect(await refusalOf(general.send('x'))).toMatchObject({ status: 401, code: 0 });
  });

  it('sends a direct message', async () => {
    await (await bench.client.users.fetch(ANNA)).send('Just for you');
    const direct = [...bench.discord.state.channels.values()].find(({ recipientId }) => recipientId === ANNA);
    expect(direct?.messages[0]?.content).toBe('Just for you');
  });

  it('hides the text of others without MESSAGE_CONTENT, but not where the bot is named', async () => {
    const blind = createClient(bench.discord, { intents: ['Guilds', 'GuildMessages'] });
    const seen: Message[] = [];
    blind.on('messageCreate', (message) => void seen.push(message));
    const ready = new Promise((resolve) => blind.once('clientReady', resolve));
    await blind.login(seed.botToken);
    await ready;
    await bench.discord.act.say({ user: ANNA, channel: GENERAL, text: 'secret' });
    await bench.discord.act.say({ user: ANNA, channel: GENERAL, text: 'hello <@4000>' });
    await expect.poll(() => seen.map(({ content }) => content)).toEqual(['', 'hello <@4000>']);
    await blind.destroy();
  });

  it('knows no other routes', async () => {
    const rest = new REST({ api: bench.discord.apiUrl, retries: 0 }).setToken(seed.botToken);
    expect(await refusalOf(rest.get('/voice/regions'))).toMatchObject({ status: 404, code: 0 });
    expect(await refusalOf(rest.get(Routes.channel('general')))).toMatchObject({ status: 400, code: 50035 });
  });

  it('refuses components v2 with content, through the SDK too', async () => {
    const refusal = await refusalOf(
      channel().send({
        content: 'x',
        flags: MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: 'y' }],
      }),
    );
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    expect(refusal.errors).toContain('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2');
  });
});

describe('intents', () => {
  it('closes with 4014 on a privileged intent that is not switched on', async () => {
    const { discord, stop } = await startBench({ privilegedIntents: [] }, { intents: ['Guilds'] });
    const client = new Client({ intents: ['Guilds', 'MessageContent'], rest: { api: discord.apiUrl } });
    await expect(client.login(seed.botToken)).rejects.toThrow(/disallowed intents/);
    await client.destroy();
    await stop();
  });
});

function button(customId: string) {
  return { type: 2, style: 1, label: 'Press', custom_id: customId } as const;
}

function row(...components: ReturnType<typeof button>[]) {
  return { type: 1, components } as const;
}
