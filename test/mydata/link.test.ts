import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import {
  codeFor,
  community,
  confirm,
  discordGuest,
  linkAll,
  onDiscordAs,
  onSlackAs,
  personIdOf,
  rolesBehind,
  slackGuest,
} from './linking.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-20T06:00:00Z', {}, { community });
});
afterAll(() => lookout?.close());

const samePerson = async (...who: Parameters<typeof personIdOf>[1][]) =>
  new Set(await Promise.all(who.map((one) => personIdOf(lookout, one)))).size === 1;

/** How often a whisper on Discord was drawn anew. */
const redraws = () =>
  lookout.sandboxes.discord.state.calls.filter(
    ({ method, route, status }) => method === 'PATCH' && route.includes('/webhooks/') && status === 200,
  ).length;

describe('one person with two accounts', { shuffle: false }, () => {
  it('links a Discord account with a code from Slack: same person, same roles, and the file keeps it', async () => {
    const [dan, other] = [onSlackAs(lookout, 'U0DAN00001'), discordGuest(lookout, 'dan_w')];
    const said = await dan.command('mydata', 'link');
    expect(said).toContain('type this on Discord within ten minutes');
    expect(said).toContain('Do not give the code to anybody');
    expect(said).toContain('one vote in polls');
    const code = /\/mydata link (\S+)/.exec(said)![1]!;
    expect(await other.command('mydata', `link ${code}`)).toMatch(
      /^This links your account here with dan\.wu’s on Slack\. The office knows them as Dan Wu\./,
    );
    expect(await rolesBehind(lookout, other)).toEqual([]);
    expect(await confirm(other)).toContain('Your accounts here and on Slack are linked');
    expect(await samePerson(dan, other)).toBe(true);
    expect(await rolesBehind(lookout, other)).toEqual(['chair of clinical-computing']);
    await lookout.apply(community);
    expect(await samePerson(dan, other)).toBe(true);
    expect(await other.command('mydata', '')).toContain(
      'The office knows you as Dan Wu. Your accounts here and on Slack count as one person',
    );
  });

  it('links a Slack account with a code from Discord', async () => {
    const [eve, other] = [onDiscordAs(lookout, '1200000000000000005'), slackGuest(lookout, 'evelund')];
    const code = await codeFor(eve);
    expect(await other.command('mydata', `link ${code}`)).toContain('Eve Lund’s on Discord');
    expect(await confirm(other)).toContain('Your accounts here and on Discord are linked');
    expect(await rolesBehind(lookout, other)).toEqual(['member of office']);
  });

  it('keeps whom the office named, also when the other one asked for the code', async () => {
    const [guest, cleo] = [slackGuest(lookout, 'cleo'), onDiscordAs(lookout, '1200000000000000002')];
    const before = await personIdOf(lookout, cleo);
    await linkAll(guest, cleo);
    expect(await personIdOf(lookout, guest)).toBe(before);
    expect(await rolesBehind(lookout, guest)).toEqual(['member of office']);
    expect(await lookout.db.account.findMany({ where: { personId: before! } })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ platform: 'slack', linked: true }),
        expect.objectContaining({ platform: 'discord', linked: false }),
      ]),
    );
  });

  it('keeps the one who asked, of two whom nobody named', async () => {
    const [one, other] = [slackGuest(lookout, 'gus'), discordGuest(lookout, 'gus')];
    const code = await codeFor(one);
    const before = await personIdOf(lookout, one);
    await other.command('mydata', `link ${code}`);
    await confirm(other);
    expect([await personIdOf(lookout, one), await personIdOf(lookout, other)]).toEqual([before, before]);
  });
});

describe('a code', { shuffle: false }, () => {
  it('is kept as a hash only, and is not in the button either', async () => {
    const [one, other] = [slackGuest(lookout, 'hal'), discordGuest(lookout, 'hal')];
    const code = await codeFor(one);
    await other.command('mydata', `link ${code}`);
    const rows = JSON.stringify(await lookout.db.linking.findMany());
    const button = Object.keys(other.whispered().at(-1)!.buttons)[0]!;
    for (const plain of [code, code.replace('-', '')]) {
      expect(rows).not.toContain(plain);
      expect(button).not.toContain(plain);
      expect(lookout.log.join('\n')).not.toContain(plain);
    }
    expect(button).toMatch(/^link:.{43}$/);
  });

  it('may be typed in any case, with spaces or without', async () => {
    const [one, other] = [slackGuest(lookout, 'ivy'), discordGuest(lookout, 'ivy')];
    const code = (await codeFor(one)).toLowerCase();
    for (const typed of [code.replace('-', ''), code.replace('-', ' '), `  ${code.split('').join(' ')}`])
      expect(await other.command('mydata', `link ${typed}`)).toContain('This links');
  });

  it('takes the place of an earlier one of the same person', async () => {
    const [one, other] = [discordGuest(lookout, 'joe'), slackGuest(lookout, 'joe')];
    const [first, second] = [await codeFor(one), await codeFor(one)];
    expect(await other.command('mydata', `link ${first}`)).toContain('This code is wrong');
    expect(await other.command('mydata', `link ${second}`)).toContain('This links');
  });

  it('serves once, whoever has seen it', async () => {
    const [one, first, second] = [
      slackGuest(lookout, 'kay'),
      discordGuest(lookout, 'kay'),
      discordGuest(lookout, 'not kay'),
    ];
    const code = await codeFor(one);
    await first.command('mydata', `link ${code}`);
    await second.command('mydata', `link ${code}`);
    await confirm(first);
    expect(await second.hears(() => second.pressIn('This links', 'Link'))).toContain('This code is wrong');
    expect(await second.command('mydata', `link ${code}`)).toContain('This code is wrong');
    expect(await samePerson(one, first)).toBe(true);
    expect(await samePerson(one, second)).toBe(false);
  });

  it('joins once when two press at the same moment', async () => {
    const [one, first, second] = [
      slackGuest(lookout, 'lee'),
      discordGuest(lookout, 'lee'),
      discordGuest(lookout, 'lea'),
    ];
    const code = await codeFor(one);
    await Promise.all([first, second].map((who) => who.command('mydata', `link ${code}`)));
    await Promise.all([first, second].map((who) => who.pressIn('This links', 'Link')));
    await expect
      .poll(() => [first, second].map((who) => who.whispers().join('\n')).join('\n'))
      .toMatch(/are linked[\s\S]*is wrong|is wrong[\s\S]*are linked/);
    const ids = await Promise.all([first, second].map((who) => personIdOf(lookout, who)));
    expect(ids.filter((id) => id === ids[0])).toHaveLength(1);
    expect(ids).toContain(await personIdOf(lookout, one));
  });

  it('may have its button pressed twice', async () => {
    const [one, other] = [slackGuest(lookout, 'may'), discordGuest(lookout, 'may')];
    await other.command('mydata', `link ${await codeFor(one)}`);
    const { id, buttons } = other.whispered().at(-1)!;
    const [button] = Object.keys(buttons);
    const before = redraws();
    await Promise.all([other.press(id, button!), other.press(id, button!)]);
    await expect.poll(() => redraws() - before).toBe(2);
    expect(other.whispers()).toEqual([expect.stringContaining('are linked')]);
    expect(await samePerson(one, other)).toBe(true);
  });

  it('ends after ten minutes, also under the button, and is forgotten', async () => {
    const [one, early, late] = [
      slackGuest(lookout, 'ned'),
      discordGuest(lookout, 'ned'),
      discordGuest(lookout, 'late'),
    ];
    const code = await codeFor(one);
    const { expiresAt } = await lookout.db.linking.findFirstOrThrow({ where: { user: one.account.id } });
    await lookout.stand(new Date(expiresAt.getTime() - 1).toISOString());
    expect(await early.command('mydata', `link ${code}`)).toContain('This links');
    lookout.set(expiresAt.toISOString());
    expect(await early.hears(() => early.pressIn('This links', 'Link'))).toContain('This code is wrong');
    expect(await late.command('mydata', `link ${code}`)).toContain('This code is wrong');
    expect(await samePerson(one, early)).toBe(false);
    expect(await lookout.db.linking.count({ where: { expiresAt: { lte: lookout.now() } } })).toBe(0);
  });
});
