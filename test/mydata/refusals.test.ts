import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentions } from '../../sandbox/slack/visible.ts';
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

describe('/mydata link says no', { shuffle: false }, () => {
  it('on the side where the code is from', async () => {
    const [one, other] = [slackGuest(lookout, 'amy'), slackGuest(lookout, 'ann')];
    const code = await codeFor(one);
    for (const who of [one, other])
      expect(await who.command('mydata', `link ${code}`)).toContain('type it on the other platform');
  });

  it('to accounts that are already linked', async () => {
    const [slack, discord] = [onSlackAs(lookout, 'U0ADA00001'), onDiscordAs(lookout, '1200000000000000001')];
    expect(await discord.command('mydata', `link ${await codeFor(slack)}`)).toContain('are already linked');
  });

  it('to two people whom the office has named', async () => {
    const [ben, eve] = [onSlackAs(lookout, 'U0BEN00001'), onDiscordAs(lookout, '1200000000000000005')];
    expect(await eve.command('mydata', `link ${await codeFor(ben)}`)).toMatch(
      /two different people.+please ask the office/,
    );
  });

  it('to a second account on one side, whichever way round', async () => {
    const [one, discord, second] = [
      slackGuest(lookout, 'bea'),
      discordGuest(lookout, 'bea'),
      discordGuest(lookout, 'bea 2'),
    ];
    await linkAll(one, discord);
    for (const [asker, typist] of [
      [one, second],
      [second, one],
    ] as const)
      expect(await typist.command('mydata', `link ${await codeFor(asker)}`)).toContain(
        'two accounts on Discord, but a person has only one',
      );
  });

  it('when things changed between the code and the button', async () => {
    const [one, first, second] = [
      slackGuest(lookout, 'cat'),
      discordGuest(lookout, 'cat'),
      discordGuest(lookout, 'cut'),
    ];
    const other = slackGuest(lookout, 'cut');
    await second.command('mydata', `link ${await codeFor(one)}`);
    await linkAll(other, second);
    expect(await second.hears(() => second.pressIn('cat’s on Slack', 'Link'))).toContain(
      'two accounts on Slack, but a person has only one',
    );
    expect(await personIdOf(lookout, first)).toBeUndefined();
  });

  it('to a wrong code, to the fifth in an hour; then to any until the hour is over', async () => {
    const [one, thief] = [slackGuest(lookout, 'dot'), discordGuest(lookout, 'thief')];
    const right = await codeFor(one);
    const tries = await Promise.all(
      ['AAAA-AAAA', 'BBBB-BBBB', 'x', '*bold* <@everyone>', '😀'.repeat(300)].map((code) =>
        thief.type('mydata', `link ${code}`),
      ),
    );
    await expect
      .poll(() => thief.whispers().filter((said) => said.startsWith('This code is wrong')))
      .toHaveLength(tries.length);
    expect(await thief.command('mydata', `link ${right}`)).toContain('too many wrong codes');
    // Of others nothing is known.
    const friend = discordGuest(lookout, 'dot');
    expect(await friend.command('mydata', `link ${right}`)).toContain('This links');
    lookout.set(new Date(lookout.now().getTime() + 3_600_000).toISOString());
    expect(await thief.command('mydata', `link ${await codeFor(one)}`)).toContain('This links');
  });

  it('does not count codes that were right', async () => {
    const [one, other] = [slackGuest(lookout, 'eli'), discordGuest(lookout, 'eli')];
    const code = await codeFor(one);
    const asked = () => other.whispers().filter((said) => said.includes('This links')).length;
    for (const round of [1, 2]) {
      await Promise.all([1, 2, 3, 4].map(() => other.type('mydata', `link ${code}`)));
      await expect.poll(asked).toBe(round * 4);
    }
  });
});

describe('names from outside', { shuffle: false }, () => {
  const hostile = '<!channel> *bold* <https://evil.test|x> @everyone [a](https://evil.test) ';

  it('are only words on Slack', async () => {
    const [one, other] = [discordGuest(lookout, hostile.trim()), slackGuest(lookout, 'fay')];
    expect(await other.command('mydata', `link ${await codeFor(one)}`)).toContain(
      `with ${hostile.trim()}’s on Discord`,
    );
    const { blocks } = lookout.sandboxes.slack.state.ephemerals.get(other.account.id)!.at(-1)!;
    expect(mentions(blocks)).toEqual([]);
  });

  it('are only words on Discord, and as long as fits', async () => {
    const [one, other] = [slackGuest(lookout, hostile.repeat(20)), discordGuest(lookout, 'gil')];
    const said = await other.command('mydata', `link ${await codeFor(one)}`);
    expect(said).toMatch(/^This links your account here with .{1,80}…’s on Slack\./);
    expect(await confirm(other)).toContain('are linked');
  });
});

describe('/mydata unlink', { shuffle: false }, () => {
  it('makes the account a person of its own again', async () => {
    const [dan, other] = [onSlackAs(lookout, 'U0DAN00001'), discordGuest(lookout, 'dan_w')];
    await linkAll(dan, other);
    const before = await personIdOf(lookout, dan);
    expect(await dan.command('mydata', 'unlink')).toMatch(/only the office.+type \/mydata unlink on Discord/);
    expect(await other.command('mydata', 'unlink')).toContain('no longer linked with yours on Slack');
    expect(await personIdOf(lookout, dan)).toBe(before);
    expect(await personIdOf(lookout, other)).not.toBe(before);
    expect(await rolesBehind(lookout, other)).toEqual([]);
    expect(await rolesBehind(lookout, dan)).toEqual(['chair of clinical-computing']);
    expect(await other.command('mydata', 'unlink')).toContain('is not linked');
    await linkAll(dan, other);
    expect(await rolesBehind(lookout, other)).toEqual(['chair of clinical-computing']);
  });

  it('works from either side where the office has named neither', async () => {
    const [one, other] = [slackGuest(lookout, 'hew'), discordGuest(lookout, 'hew')];
    for (const who of [one, other]) {
      await linkAll(one, other);
      expect(await who.command('mydata', 'unlink')).toContain('no longer linked');
      expect(await personIdOf(lookout, one)).not.toBe(await personIdOf(lookout, other));
    }
  });

  it('tells whom the office has named to ask the office, and strangers that there is nothing', async () => {
    expect(await onSlackAs(lookout, 'U0ADA00001').command('mydata', 'unlink')).toContain(
      'please ask the office',
    );
    const stranger = slackGuest(lookout, 'ida');
    expect(await stranger.command('mydata', 'unlink')).toContain('is not linked');
    expect(await stranger.command('mydata', '')).toMatch(
      /^This account is not linked to another\.\nNothing else is stored about you\./,
    );
    expect(await stranger.command('mydata', 'help')).toContain('/mydata link [CODE]');
    expect(await personIdOf(lookout, stranger)).toBeUndefined();
  });
});
