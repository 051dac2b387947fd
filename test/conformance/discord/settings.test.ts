import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  channelAccess,
  check,
  DISCORD_VARIABLES,
  invite,
  readSettings,
} from '../../../adapters/discord/index.ts';
import { type DiscordStage, openStage } from './stage.ts';

const token = 'MTAwMTAwMDAwMDAwMDAwMDAwMg.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789ab';

describe('settings', () => {
  it('are none when nothing of Discord is set', () => {
    expect(readSettings({ SLACK_BOT_TOKEN: 'x', DISCORD_BOT_TOKEN: ' ' })).toEqual({
      settings: undefined,
      complaints: [],
    });
  });

  it('go to the real Discord unless told otherwise, whatever is at the end of the address', () => {
    const apiUrl = (url?: string) =>
      readSettings({ DISCORD_BOT_TOKEN: token, DISCORD_API_URL: url }).settings?.apiUrl;
    expect(apiUrl()).toBe('https://discord.com/api');
    expect(apiUrl('http://127.0.0.1:8080/api/v10/')).toBe('http://127.0.0.1:8080/api');
  });

  it('take another time that is waited for an answer', () => {
    const read = readSettings({ DISCORD_BOT_TOKEN: token, DISCORD_ANSWER_MS: '60000' });
    expect(read.settings?.answerMs).toBe(60_000);
    expect(readSettings({ DISCORD_ANSWER_MS: '60000' })).toEqual({ settings: undefined, complaints: [] });
  });

  it.each([
    [{ DISCORD_API_URL: 'https://discord.com/api' }, 'DISCORD_BOT_TOKEN'],
    [{ DISCORD_BOT_TOKEN: `Bot ${token}` }, 'DISCORD_BOT_TOKEN'],
    [{ DISCORD_BOT_TOKEN: token, DISCORD_API_URL: 'discord.com' }, 'DISCORD_API_URL'],
    [{ DISCORD_BOT_TOKEN: token, DISCORD_ANSWER_MS: 'long' }, 'DISCORD_ANSWER_MS'],
    [{ DISCORD_BOT_TOKEN: token, DISCORD_ANSWER_MS: '0' }, 'DISCORD_ANSWER_MS'],
  ])('complain in a sentence that names the variable and never its value: %o', (env, variable) => {
    const { settings, complaints } = readSettings(env);
    expect(settings).toBeUndefined();
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(new RegExp(`^${variable} is .*\\.$`));
    expect(complaints[0]).not.toContain(token);
    expect(DISCORD_VARIABLES).toContain(variable);
  });
});

describe('an invitation', () => {
  it('asks for what is used and no more', () => {
    const address = new URL(invite({ token, apiUrl: 'https://discord.com/api' }));
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: '1001000000000000002',
      scope: 'bot applications.commands',
      permissions: String((1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 16n) | (1n << 35n) | (1n << 38n)),
    });
    expect(invite('42')).toContain('client_id=42');
  });

  it('says what is needed when the token does not tell', () => {
    expect(() => invite({ token: 'sandbox-token', apiUrl: 'https://discord.com/api' })).toThrow(
      /application id/,
    );
  });
});

describe('a check', () => {
  let stage: DiscordStage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());
  const settings = () => ({ token: stage.secrets[0]!, apiUrl: stage.server.apiUrl });

  it('finds the token, the server and the intents', async () => {
    const findings = await check(settings());
    expect(findings.slice(0, 2)).toEqual([
      { what: 'Discord token, application Lookout', ok: true, mend: '' },
      { what: 'Discord server Physics', ok: true, mend: '' },
    ]);
    expect(findings.slice(2).map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('says which intents to switch on', async () => {
    const bare = await openStage({ privilegedIntents: [] });
    const findings = await check({ token: bare.secrets[0]!, apiUrl: bare.server.apiUrl });
    await bare.close();
    expect(findings.slice(2)).toMatchObject([
      { ok: false, mend: expect.stringContaining('Server Members Intent') },
      { ok: false, mend: expect.stringContaining('Message Content Intent') },
    ]);
  });

  it('says how to mend a token', async () => {
    const [finding, ...others] = await check({ ...settings(), token: stage.secrets[1]! });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ ok: false, mend: expect.stringContaining('DISCORD_BOT_TOKEN') });
    expect(JSON.stringify(finding)).not.toContain(stage.secrets[1]);
  });

  it('says what is lacking in a channel', async () => {
    expect(await channelAccess(settings(), stage.channel)).toMatchObject({ ok: true, mend: '' });
    expect(await channelAccess(settings(), stage.closedChannel)).toMatchObject({
      ok: false,
      mend: expect.stringContaining('View Channel'),
    });
    stage.server.forbid(stage.otherChannel, 'post');
    expect(await channelAccess(settings(), stage.otherChannel)).toMatchObject({
      ok: false,
      mend: 'Give Lookout these permissions there: Send Messages, Send Messages in Threads, Create Public Threads.',
    });
    stage.server.forbid(stage.otherChannel, 'files');
    expect(await channelAccess(settings(), stage.otherChannel)).toMatchObject({
      ok: false,
      mend: 'Give Lookout these permissions there: Attach Files.',
    });
    expect(await channelAccess(settings(), '1001000000000009999')).toMatchObject({ ok: false });
  });
});
