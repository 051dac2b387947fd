import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshIdea } from '../../src/ideas/following/refresh.ts';
import { support } from '../../src/ideas/following/support.ts';
import { markStale } from '../../src/ideas/idea/stale.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { appOf, computing, forge, postOf, secret, settle, standIdea } from './following.ts';

let lookout: RunningApp;
let ada: Somebody;
let adaThere: Somebody;
let ben: Somebody;
let cleo: Somebody;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret });
  ada = onSlack(lookout.sandboxes, 'U0ADA00001', computing.slack);
  adaThere = onDiscord(lookout.sandboxes, '1200000000000000001', computing.discord);
  ben = onSlack(lookout.sandboxes, 'U0BEN00001', computing.slack);
  cleo = onDiscord(lookout.sandboxes, '1200000000000000002', computing.discord);
});
afterAll(() => lookout?.close());

const supporters = (ideaId: number) => lookout.db.supporter.count({ where: { ideaId } });
const places = Object.entries(computing).map(([platform, channel]) => ({ platform, channel }));

async function press(who: Somebody, number: number, what: string): Promise<void> {
  const post = await postOf(who, number);
  await who.press(post.id, Object.keys(post.buttons).find((id) => id.startsWith(`${what}:`))!);
}

describe('supporting an idea and commenting on it', { shuffle: false }, () => {
  it('counts a person once, on both platforms, and shows it on both', async () => {
    const { id, number } = await standIdea(lookout, {
      title: 'Shared QA scripts',
      text: 'So that nobody writes them twice.',
    });
    for (const who of [ben, cleo, ada, adaThere, ada]) await press(who, number, 'support');
    await until(async () => (await supporters(id)) === 3);
    await settle(lookout);
    for (const who of [ben, cleo])
      await until(async () => (await postOf(who, number)).buttons[`support:${id}`] === '👍 Support · 3');
    for (const who of [ada, adaThere, ben, cleo]) expect(who.whispers()).toEqual([]);
    await lookout.restart();
    await press(ben, number, 'support');
    await settle(lookout);
    expect(await supporters(id)).toBe(3);
  });

  it('tells whoever pressed elsewhere', async () => {
    const { id, number } = await standIdea(lookout, { title: 'A loan pool of phantoms' });
    const pressed = await forge(lookout, [`support:${id}`], places);
    for (const who of [ben, adaThere])
      expect(await pressed(who, `support:${id}`)).toBe(`You now support IDEA-${number}.`);
    expect(await supporters(id)).toBe(2);
  });

  it('stands whatever its words are, within the limits of every platform', async () => {
    for (const text of [
      '*\n'.repeat(1500),
      '\u{1f600}_'.repeat(1000),
      '<@U0BEN00001> @everyone '.repeat(125),
    ]) {
      const { id, number } = await standIdea(lookout, {
        title: '>'.repeat(120),
        text,
        author: '`'.repeat(80),
      });
      const data = { ideaId: id, state: 'looking' as const, reason: text.slice(0, 1000), by: '*'.repeat(80) };
      await lookout.db.ideaChange.create({ data: { ...data, at: lookout.now() } });
      await lookout.db.idea.update({ where: { id }, data: { state: 'looking', stale: true } });
      await settle(lookout);
      for (const who of [ben, cleo])
        await until(async () => (await postOf(who, number)).text.includes('Being looked at'));
    }
  });

  it('refuses what is hidden, at an end, not taken in, or forged', async () => {
    const hidden = await standIdea(lookout, { title: 'Rude', hidden: true });
    const done = await standIdea(lookout, { title: 'Long done' });
    await lookout.db.idea.update({ where: { id: done.id }, data: { state: 'done' } });
    const ids = ['support', 'comment', 'follow'].map((what) => `${what}:${hidden.id}`);
    const forged = ['support:999999', 'support:1x', 'support:-1', 'support:99999999999999', 'support:'];
    const pressed = await forge(lookout, [...ids, `support:${done.id}`, ...forged], places);
    for (const who of [ben, cleo]) {
      for (const id of ids)
        expect(await pressed(who, id)).toContain(`IDEA-${hidden.number} was hidden by a chair`);
      expect(await pressed(who, `support:${done.id}`)).toContain(`IDEA-${done.number} is already done`);
      expect(await pressed(who, forged[0]!)).toContain('There is no idea with this number');
      for (const id of forged.slice(1)) expect(await pressed(who, id)).toContain('This button does not work');
    }
    expect(await supporters(hidden.id)).toBe(0);
    expect(await supporters(done.id)).toBe(0);
  });

  it('takes a crowd at once, drawn as often as may be', async () => {
    const { id } = await standIdea(lookout, { title: 'Wanted by a crowd' });
    await lookout.away(async () => {
      const app = appOf(lookout);
      const crowd = Array.from({ length: 60 }, (_, one) => support(app, pressOf(`U0CROWD${one}`, id)));
      const drawings = (async () => {
        for (let looks = 0; looks < 20; looks += 1) await refreshIdea(later(3 * looks), id);
      })();
      await Promise.all([...crowd, drawings]);
      await refreshIdea(later(90), id);
      expect(await drawnIn(id)).toContain('👍 Support · 60');
    });
  });

  it('is drawn also when it falls into a drawing', async () => {
    const { id } = await standIdea(lookout, { title: 'Just missed' });
    await lookout.away(async () => {
      // Somebody has pressed before, and now somebody whose press is not done yet when the drawing begins.
      await support(appOf(lookout), pressOf('U0EARLY000', id));
      const { id: personId } = await lookout.db.person.create({ data: {} });
      const [pressed, done] = [signal(), signal()];
      const press = lookout.db.$transaction(async (tx) => {
        await tx.supporter.create({ data: { ideaId: id, personId, at: lookout.now() } });
        await markStale(tx, id);
        pressed.give();
        await done.given;
      });
      await pressed.given;
      const drawing = refreshIdea(later(3), id);
      await Promise.race([drawing, until(waits)]);
      done.give();
      await Promise.all([press, drawing]);
      await refreshIdea(later(6), id);
      expect(await drawnIn(id)).toContain('👍 Support · 2');
    });
  });

  it('opens one thread in each channel, and shows the others the way to it', async () => {
    const { id, number } = await standIdea(lookout, { title: 'Dose audits' });
    for (const [one, other] of [
      [ben, ada],
      [cleo, adaThere],
    ] as const) {
      const post = await postOf(one, number);
      const first = await one.hears(() => one.press(post.id, `comment:${id}`));
      expect(first).toMatch(/^(A|The) thread (for|of) IDEA-\d+/);
      await settle(lookout);
      await until(() => one.thread(post.id).length === 1);
      // Without its words: they would stand there still once it is hidden.
      expect(one.thread(post.id)[0]!.text).toContain(`Comments on IDEA-${number}: what do you think`);
      expect(await other.hears(() => other.press(post.id, `comment:${id}`))).toBe(
        `The thread of IDEA-${number} is here.`,
      );
      await settle(lookout);
      expect(one.thread(post.id)).toHaveLength(1);
    }
    const rows = await lookout.db.delivery.findMany({
      where: { key: { startsWith: `idea/${id}/`, endsWith: '/comments' } },
    });
    expect(rows).toHaveLength(2);
  });

  it('shows the way where the idea itself does not stand', async () => {
    const { id, number } = await standIdea(lookout, { title: 'Far away' });
    const pressed = await forge(lookout, [`comment:${id}`], [{ platform: 'slack', channel: 'C0NUCLEAR01' }]);
    const there = onSlack(lookout.sandboxes, 'U0BEN00001', 'C0NUCLEAR01');
    await pressed(there, `comment:${id}`);
    const post = await postOf(ben, number);
    await settle(lookout);
    await until(() => ben.thread(post.id).length === 1);
    expect(ben.thread(post.id)[0]!.text).toContain('Comments on');
  });

  /** Somebody waits for a lock that another has. */
  async function waits(): Promise<boolean> {
    const rows = await lookout.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    return rows.length > 0;
  }

  function signal(): { given: Promise<void>; give: () => void } {
    let give = () => {};
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    return { given, give };
  }

  function later(seconds: number) {
    const at = new Date(lookout.now().getTime() + 1000 * seconds);
    return { ...appOf(lookout), now: () => at };
  }

  async function drawnIn(id: number): Promise<string> {
    const copy = await lookout.db.delivery.findFirstOrThrow({
      where: { key: { startsWith: `idea/${id}/post/` } },
    });
    return JSON.stringify(copy.message);
  }

  function pressOf(user: string, id: number) {
    const post = { platform: 'slack', channel: 'C0ELSEWHERE', id: '1', url: 'https://chat.test/1' };
    const person = { platform: 'slack', id: user, name: '' };
    return { kind: 'press' as const, act: user, person, channel: null, id: `support:${id}`, post };
  }
});
