import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/chat/message.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { announce } from '../../src/delivery/announce.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
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

/** Where the service's health is, once it says that it is up. */
async function up({ says }: Started): Promise<string> {
  return `http://127.0.0.1:${(await says(/"health":(\d+)/))[1]}`;
}

const places = [
  { platform: 'slack', channel: 'C0COMPUTING' },
  { platform: 'slack', channel: 'C0NUCLEAR01' },
  { platform: 'discord', channel: '1100000000000000001' },
];
const words = ['First', 'Second', 'Third'];

function standing(): number {
  const { slack, discord } = desk.sandboxes;
  const all = [...slack.state.channels.values(), ...discord.state.channels.values()];
  return all.flatMap(({ messages }) => messages as unknown[]).length;
}

/** Announces words in every place, and waits until one that is answered late has reached its channel on Slack. */
async function announceSlowly(late: number, all: readonly string[]): Promise<void> {
  const { faults, state } = desk.sandboxes.slack;
  const posts = () =>
    state.calls.filter(({ method, args }) => method === 'chat.postMessage' && args.channel === 'C0COMPUTING');
  const before = posts().length;
  faults.add({ kind: 'slow', on: 'chat.postMessage', channel: 'C0COMPUTING', delay: late });
  const rows = places.flatMap((to) =>
    all.map((one) => ({
      key: `stop/${to.channel}/${one}`,
      to,
      subject: { kind: 'entry' as const, id: 0 },
      message: say(one),
    })),
  );
  await db.$transaction((tx) => announce(tx, new Date(), rows));
  await expect.poll(() => posts().length).toBeGreaterThan(before);
}

const posted = () => db.delivery.count({ where: { state: 'posted' } });
/** In somebody's hands, or begun without an ending that anybody knows. */
const underWay = () =>
  db.delivery.count({ where: { OR: [{ triedAt: { not: null } }, { claimedUntil: { not: null } }] } });

// In this order, on one database.
describe('lookout start', { shuffle: false }, () => {
  it('finishes what is under way when it is told to stop in the midst of posting, and begins nothing more', async () => {
    const service = await start(desk.env, { log: createLog('silent', []) });
    await announceSlowly(2_000, words);
    // However slow the machine, it is waited for: what happens when patience ends is shown below.
    await service.stop(120_000);
    // What was under way has been written down: nobody has to look for it.
    expect(await underWay()).toBe(0);
    expect(await posted()).toBe(standing());
    expect(standing()).toBeLessThan(places.length * words.length);
  });

  it('serves its health, posts the rest once, and stops on SIGTERM though an answer never comes', async () => {
    const service = desk.start(['start']);
    const at = await up(service);
    expect([(await fetch(`${at}/healthz`)).status, (await fetch(`${at}/readyz`)).status]).toEqual([200, 200]);
    expect((await fetch(`${at}/elsewhere`)).status).toBe(404);
    await expect.poll(posted).toBe(places.length * words.length);
    expect(standing()).toBe(places.length * words.length);
    const { slack, discord } = desk.sandboxes;
    for (const { platform, channel } of places) {
      const found =
        platform === 'slack'
          ? slack.state.channels.get(channel)!.messages.map(({ text }) => text)
          : discord.state.channels.get(channel)!.messages.map(({ components }) => JSON.stringify(components));
      expect(found).toHaveLength(words.length);
      for (const [at, text] of found.entries()) expect(text).toContain(words[at]);
    }
    await announceSlowly(3_600_000, ['Fourth']);
    service.child.kill('SIGTERM');
    const { code, out, err } = await service.ended;
    expect([code, err]).toEqual([0, '']);
    // Orchestrators kill what has not stopped within ten seconds: it has given up before Slack's answer, or the end of the wait for it.
    const [before, after] = out.split('The queues stop anyway; what is unfinished stays due.');
    expect(after).toBeDefined();
    expect(before).not.toContain('gave no clear answer');
    expect(await db.delivery.findUnique({ where: { key: 'stop/C0COMPUTING/Fourth' } })).toMatchObject({
      state: 'waiting',
      triedAt: expect.any(Date),
    });
  });

  it('finds again what it had left, posts nothing twice, and stops with SIGINT too', async () => {
    // A claim lasts a minute: this one's is over.
    await db.delivery.updateMany({ data: { claimedUntil: null } });
    const service = desk.start(['start']);
    await up(service);
    const all = places.length * (words.length + 1);
    await expect.poll(posted).toBe(all);
    expect(standing()).toBe(all);
    service.child.kill('SIGINT');
    const { code, all: said } = await service.ended;
    expect(code).toBe(0);
    for (const secret of [desk.env.SLACK_BOT_TOKEN!, desk.env.SLACK_APP_TOKEN!, desk.env.DISCORD_BOT_TOKEN!])
      expect(said).not.toContain(secret);
    expect(said).not.toContain(new URL(desk.databaseUrl).password || 'no password here');
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
    expect(err).toContain('LOOKOUT_CONTACTS is not a Lookout setting. Did you mean LOOKOUT_CONTACT?');
    expect(err).toContain('SLACK_BOT_TOKN is not a Lookout setting. Did you mean SLACK_BOT_TOKEN?');
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
