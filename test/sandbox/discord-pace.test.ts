import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordSandbox, startDiscord } from '../../sandbox/discord/start.ts';
import { GENERAL, seed } from './discord-bot.ts';

describe('the pace of the real service', () => {
  let discord: DiscordSandbox;
  let now = 0;
  beforeEach(async () => {
    now = Date.parse('2026-11-20T08:00:00Z');
    discord = await startDiscord({ guild: seed, pace: true, now: () => new Date(now) });
  });
  afterEach(() => discord.close());

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${discord.apiUrl}/v10${path}`, {
      ...init,
      headers: { Authorization: `Bot ${seed.botToken}`, 'Content-Type': 'application/json' },
    });
  const post = () => call(`/channels/${GENERAL}/messages`, { method: 'POST', body: '{"content":"x"}' });

  it('lets five messages pass in five seconds and channel', async () => {
    const answers = [await post(), await post(), await post(), await post(), await post()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
      '4',
      '3',
      '2',
      '1',
      '0',
    ]);
    now += 3500;
    const refused = await post();
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({
      message: 'You are being rate limited.',
      retry_after: 1.5,
      global: false,
    });
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.headers.get('x-ratelimit-reset-after')).toBe('1.500');
    now += 1500;
    expect((await post()).status).toBe(200);
    expect(discord.state.channels.get(GENERAL)?.messages).toHaveLength(6);
  });

  it('lets fifty requests pass in a second', async () => {
    for (let count = 0; count < 50; count += 1) await call(`/users/${count % 2 ? '2001' : '@me'}`);
    const refused = await call(`/guilds/${seed.id}/roles`);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ global: true, retry_after: 1 });
    expect(refused.headers.get('x-ratelimit-global')).toBe('true');
  });
});
