import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { onDiscord, onSlack } from '../support/people.ts';
import { compiled } from '../support/program.ts';
import { check } from './engine/check.ts';
import { calm, readSince, settled } from './engine/settle.ts';
import {
  answered,
  held,
  heldOnBoth,
  killAt,
  noting,
  reading,
  really,
  type Step,
  unanswered,
} from './engine/steps.ts';
import { createWorld, type World } from './engine/world.ts';

// One story: each kill leaves the work undone, so that the next life comes to the same place again.
describe('killed at each step, on both platforms', { shuffle: false }, () => {
  let program: string;
  let database: TestDatabase;
  let world: World;
  let steps = 0;

  beforeAll(async () => {
    [program, database] = await Promise.all([compiled('test/kills/bot.ts'), createDatabase()]);
    world = await createWorld(program, database.url, '2026-11-23T06:00:00Z');
  });
  afterAll(async () => {
    await world?.close();
    await database?.drop();
  });

  async function kill(...among: Step[]): Promise<void> {
    for (const step of among) {
      await killAt(world, step);
      steps += 1;
    }
  }

  it('at the first look at the feeds: all of it is baseline, and news to nobody', async () => {
    await kill(
      held('undone', 'before insert sighting'),
      held('undone', 'commit update source'),
      really(held('done all the same', 'commit update source')),
    );
    await calm(world, 'read', () => readSince(world, new Date('2026-11-23T06:00:00Z')));
    const { rows } = await world.traps.client.query(
      'SELECT count(*)::int AS count, bool_and(baseline) AS baseline FROM sighting',
    );
    expect(rows).toEqual([{ count: 6, baseline: true }]);
  });

  it('while it reads news', async () => {
    world.set('2026-11-23T07:20:00Z');
    world.publish(36);
    await kill(
      reading('unanswered'),
      really(reading('half answered')),
      answered,
      held('undone', 'before insert item'),
      held('undone', 'before insert sighting'),
      held('undone', 'before update source'),
      held('undone', 'commit update source'),
      held('done all the same', 'commit update source'),
    );
    await calm(world, 'read', () => readSince(world, new Date('2026-11-23T07:20:00Z')));
    const { rows } = await world.traps.client.query(
      'SELECT count(*)::int AS count FROM sighting WHERE NOT baseline',
    );
    expect(rows).toEqual([{ count: 36 }]);
  });

  it('while it composes the editions', async () => {
    world.set('2026-11-23T08:00:00Z');
    world.days.push('2026-11-23');
    await kill(
      held('undone', 'before insert edition'),
      held('undone', 'before insert entry'),
      held('undone', 'before update edition'),
      heldOnBoth('undone', 'before insert delivery'),
      really(held('undone', 'commit insert edition')),
      held('done all the same', 'commit insert edition'),
    );
  });

  it('while it delivers them', async () => {
    await kill(
      heldOnBoth('undone', 'before insert lane'),
      heldOnBoth('undone', 'before update delivery claimed'),
      heldOnBoth('undone', 'commit update delivery claimed'),
      heldOnBoth('done all the same', 'commit update delivery claimed'),
      unanswered('search'),
      really(unanswered('post')),
      unanswered('search'),
      heldOnBoth('undone', 'before update delivery posted'),
      heldOnBoth('undone', 'commit update delivery posted'),
      really(heldOnBoth('done all the same', 'commit update delivery posted')),
      noting('rate-limit', 'undone'),
      noting('server-error', 'undone'),
      noting('lost-answer', 'undone'),
      noting('error-after-acceptance', 'done all the same'),
    );
    await calm(world, 'delivered', () => settled(world));
    expect(await check(world), world.history.join('\n')).toEqual([]);
  });

  it('while it redraws a message', async () => {
    const people = [
      onSlack(world.sandboxes, 'U0ADA00001', 'C0COMPUTING'),
      onDiscord(world.sandboxes, '1200000000000000001', '1100000000000000001'),
    ] as const;
    const [post] = people[0].posts();
    const useful = Object.keys(post!.buttons).find((id) => id.startsWith('useful:'))!;
    await killAt(world, heldOnBoth('undone', 'before insert lane'), () => people[0].press(post!.id, useful));
    await kill(
      really(unanswered('edit')),
      heldOnBoth('undone', 'before update delivery posted'),
      heldOnBoth('done all the same', 'commit update delivery posted'),
    );
    await calm(world, 'redrawn', () => settled(world));
    for (const one of people) expect(one.posts()[0]!.buttons[useful]).toBe('👍 Useful · 1');
    expect(await check(world), world.history.join('\n')).toEqual([]);
  });

  it('stood in each of these steps', () => {
    expect(steps).toBe(3 + 8 + 6 + 14 + 3);
    expect(world.kills()).toBeGreaterThan(steps);
    expect(world.realKills()).toBe(6);
  });
});
