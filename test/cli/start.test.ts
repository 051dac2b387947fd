import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/chat/message.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { announce } from '../../src/delivery/announce.ts';
import { until } from '../support/people.ts';
import { type Desk, openDesk, type Started, stack } from './operator.ts';

let desk: Desk;
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  desk = await openDesk();
  ({ db, close } = openDatabase(desk.databaseUrl, 2));
});
afterAll(async () => {
  await close?.();
  await desk?.close();
});

/** The port of the service's health, once it says that it is up. */
async function up({ said, child }: Started): Promise<string> {
  const port = await until(() => {
    if (child.exitCode !== null) throw new Error(`it ended: ${said().all}`);
    return /"health":(\d+)/.exec(said().out)?.[1];
  });
  return `http://127.0.0.1:${port}`;
}

const places = [
  { platform: 'slack', channel: 'C0COMPUTING' },
  { platform: 'slack', channel: 'C0NUCLEAR01' },
  { platform: 'discord', channel: '1100000000000000001' },
];
const words = ['First', 'Second', 'Third'];

function standing(): number {
  const { slack, discord } = desk.stage;
  const all = [...slack.state.channels.values(), ...discord.state.channels.values()];
  return all.flatMap(({ messages }) => messages as unknown[]).length;
}

describe('lookout start', () => {
  it('serves its health, stops at once when told in the midst of posting, and loses nothing', async () => {
    const service = desk.start();
    const at = await up(service);
    expect([(await fetch(`${at}/healthz`)).status, (await fetch(`${at}/readyz`)).status]).toEqual([200, 200]);
    expect((await fetch(`${at}/elsewhere`)).status).toBe(404);
    const { faults, state } = desk.stage.slack;
    faults.add({ kind: 'slow', on: 'chat.postMessage', channel: 'C0COMPUTING', delay: 2_000 });
    const rows = places.flatMap((to) =>
      words.map((one) => ({ key: `stop/${to.channel}/${one}`, to, message: say(one) })),
    );
    await db.$transaction((tx) => announce(tx, new Date(), rows));
    await until(() =>
      state.calls.some(({ method, args }) => method === 'chat.postMessage' && args.channel === 'C0COMPUTING'),
    );
    const told = performance.now();
    service.child.kill('SIGTERM');
    const { code, err } = await service.ended;
    // Orchestrators kill what has not stopped by then.
    expect(performance.now() - told).toBeLessThan(10_000);
    expect([code, err]).toEqual([0, '']);
    // What was under way has been written down: nobody has to look for it.
    expect(
      await db.delivery.count({
        where: { OR: [{ triedAt: { not: null } }, { claimedUntil: { not: null } }] },
      }),
    ).toBe(0);
    expect(await db.delivery.count({ where: { state: 'posted' } })).toBe(standing());
    expect(standing()).toBeLessThan(rows.length);
  });

  it('posts the rest once when it is started again, and stops with SIGINT too', async () => {
    const service = desk.start();
    await up(service);
    await until(
      async () => (await db.delivery.count({ where: { state: 'posted' } })) === places.length * words.length,
    );
    expect(standing()).toBe(places.length * words.length);
    const { slack, discord } = desk.stage;
    for (const { platform, channel } of places) {
      const found =
        platform === 'slack'
          ? slack.state.channels.get(channel)!.messages.map(({ text }) => text)
          : discord.state.channels.get(channel)!.messages.map(({ components }) => JSON.stringify(components));
      expect(found).toHaveLength(words.length);
      for (const [at, text] of found.entries()) expect(text).toContain(words[at]);
    }
    service.child.kill('SIGINT');
    const { code, all } = await service.ended;
    expect(code).toBe(0);
    for (const secret of [desk.env.SLACK_BOT_TOKEN!, desk.env.SLACK_APP_TOKEN!, desk.env.DISCORD_BOT_TOKEN!])
      expect(all).not.toContain(secret);
    expect(all).not.toContain(new URL(desk.databaseUrl).password || 'no password here');
  });

  it('names everything that is wrong with its settings, in sentences, without secrets', async () => {
    const { code, out, err } = await desk.lookout(['start'], {
      DATABASE_URL: 'mysql://root:hush-hush-one@db/lookout',
      LOOKOUT_PORT: 'eighty',
      LOOKOUT_LOG_LEVEL: 'loud',
      LOOKOUT_CONTACTS: 'me',
      SLACK_BOT_TOKEN: 'hush-hush-two',
      SLACK_BOT_TOKN: 'hush-hush-three',
      DISCORD_API_URL: 'nowhere',
    });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Lookout cannot start with these settings:\n- /);
    for (const name of [
      'DATABASE_URL',
      'LOOKOUT_PORT',
      'LOOKOUT_LOG_LEVEL',
      'SLACK_BOT_TOKEN',
      'DISCORD_BOT_TOKEN',
      'DISCORD_API_URL',
    ])
      expect(err).toMatch(new RegExp(`^- ${name} `, 'm'));
    expect(err).toContain('LOOKOUT_CONTACTS is not a setting of Lookout. Did you mean LOOKOUT_CONTACT?');
    expect(err).toContain('SLACK_BOT_TOKN is not a setting of Lookout. Did you mean SLACK_BOT_TOKEN?');
    for (const line of err.trim().split('\n').slice(1)) expect(line).toMatch(/^- .*[.?]$/);
    expect(err).not.toContain('hush-hush');
    expect(err).not.toMatch(stack);
  });

  it('says which token a platform does not accept, and does not start', async () => {
    const { code, err, all } = await desk.lookout(['start'], {
      ...desk.env,
      SLACK_BOT_TOKEN: 'xoxb-wrong-wrong-wrong',
    });
    expect(code).toBe(1);
    expect(all).toContain('SLACK_BOT_TOKEN');
    expect(err).not.toMatch(stack);
    expect(all).not.toContain('xoxb-wrong-wrong-wrong');
  });
});
