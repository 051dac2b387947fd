import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk, stack } from './operator.ts';

let desk: Desk;
const secrets = () => [desk.env.SLACK_BOT_TOKEN!, desk.env.SLACK_APP_TOKEN!, desk.env.DISCORD_BOT_TOKEN!];

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

describe('lookout doctor', { shuffle: false }, () => {
  it('asks for a community file before there is one', async () => {
    const { code, out } = await desk.lookout(['doctor']);
    expect(code).toBe(1);
    expect(out).toContain(
      '✗ Community\n  There is no group yet. Write a community file and run: lookout apply FILE',
    );
    expect(out).toContain('1 thing to fix.');
    await desk.lookout(['apply', desk.file]);
  });

  it('finds all well, and changes nothing', async () => {
    const { code, out, err } = await desk.lookout(['doctor']);
    expect(out).not.toContain('✗');
    for (const what of ['Settings', 'Database, a server', 'Queues, in PostgreSQL', 'Community: 4 groups'])
      expect(out).toContain(`✓ ${what}`);
    for (const what of [
      'Slack bot token',
      'Slack Socket Mode',
      'Slack channel C0COMPUTING',
      'Discord token',
      'Discord channel 1100000000000000001',
    ])
      expect(out).toContain(what);
    expect(out).toContain('✓ Feed Journal of Physics in Hospitals: 1 item');
    expect(out).toMatch(/Everything works\.\n$/);
    expect([code, err]).toEqual([0, '']);
    for (const secret of secrets()) expect(out).not.toContain(secret);
    const { slack, discord } = desk.sandboxes;
    expect([...slack.state.channels.values()].flatMap(({ messages }) => messages)).toEqual([]);
    expect(discord.state.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('names what is ill and how to mend it', async () => {
    const { slack, discord, feeds } = desk.sandboxes;
    slack.archive('C0COMPUTING');
    slack.removeBot('C0NUCLEAR01');
    slack.state.seed.scopes = ['chat:write', 'commands'];
    discord.forbid('1100000000000000001', 'view');
    discord.forbid('1100000000000000002', 'post');
    feeds.break('journal.test/rss', 'page');
    feeds.break('policy.test/atom', 'error');
    const { code, out, err } = await desk.start(['doctor']).ended;
    expect(code).toBe(1);
    expect(err).toBe('');
    const ill = [...out.matchAll(/^✗ (.*)\n {2}(.*)$/gm)].map(([, what, mend]) => `${what} → ${mend}`);
    expect(ill).toHaveLength(7);
    for (const [what, mend] of [
      ['Slack channel C0COMPUTING', /Unarchive it/],
      ['Slack channel C0NUCLEAR01', /invite @Lookout/],
      ['Slack scopes', /Add channels:history/],
      ['Discord channel 1100000000000000001', /View Channel/],
      ['Discord channel 1100000000000000002', /Send Messages/],
      ['Feed Journal of Physics in Hospitals', /not a feed/],
      ['Feed Department of Policy', /for fewer requests \(503\)/],
    ] as const)
      expect(
        ill.find((line) => line.startsWith(what)),
        what,
      ).toMatch(mend);
    expect(out).toMatch(/7 things to fix\.\n$/);
    expect(out).not.toMatch(stack);
  });

  it('says that tokens are wrong, without showing them', async () => {
    const wrong = {
      SLACK_BOT_TOKEN: 'xoxb-wrong-wrong-wrong',
      SLACK_APP_TOKEN: 'xapp-wrong-wrong',
      DISCORD_BOT_TOKEN: 'wrong-discord-token',
    };
    const { code, out, all } = await desk.lookout(['doctor'], { ...desk.env, ...wrong });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ Slack bot token\n {2}.*SLACK_BOT_TOKEN/);
    expect(out).toMatch(/✗ Slack Socket Mode\n {2}.*SLACK_APP_TOKEN/);
    expect(out).toMatch(/✗ Discord token\n {2}.*DISCORD_BOT_TOKEN/);
    for (const token of Object.values(wrong)) expect(all).not.toContain(token);
    expect(all).not.toMatch(stack);
  });
});

describe('setting up a platform', () => {
  it('prints a manifest for Slack, for Socket Mode and for HTTP, with nothing set', async () => {
    const [socket, http] = await Promise.all([
      desk.start(['slack', 'manifest'], {}).ended,
      desk.lookout(['slack', 'manifest', '--url', 'https://lookout.example.org/slack/events'], {}),
    ]);
    for (const { code, err } of [socket, http]) expect([code, err]).toEqual([0, '']);
    const [one, two] = [JSON.parse(socket.out), JSON.parse(http.out)];
    for (const manifest of [one, two]) {
      expect(manifest.features.slash_commands).toMatchObject([
        { command: '/horizon' },
        { command: '/needs' },
        { command: '/idea' },
        { command: '/escalate' },
        { command: '/mydata' },
      ]);
      expect(manifest.oauth_config.scopes.bot).toContain('chat:write');
    }
    expect([one.settings.socket_mode_enabled, two.settings.socket_mode_enabled]).toEqual([true, false]);
    expect(http.out).toContain('https://lookout.example.org/slack/events');
    expect(socket.out).not.toContain('https://lookout.example.org');
  });

  it('prints an invitation for Discord, and says what it needs', async () => {
    const [given, none] = await Promise.all([
      desk.start(['discord', 'invite', '1000000000000000001'], {}).ended,
      desk.lookout(['discord', 'invite'], {}),
    ]);
    expect(given.code).toBe(0);
    const url = new URL(given.out.trim());
    expect(url.origin).toBe('https://discord.com');
    expect(url.searchParams.get('client_id')).toBe('1000000000000000001');
    // Not an administrator.
    expect(BigInt(url.searchParams.get('permissions')!) & 8n).toBe(0n);
    expect(none.code).toBe(1);
    expect(none.err).toContain('DISCORD_BOT_TOKEN');
    expect(none.err).not.toMatch(stack);
  });
});
