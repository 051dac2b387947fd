import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import type { Poll } from '../../src/polls/store.ts';
import { answer } from '../polls/ballots.ts';
import { idsOf, standPoll } from '../polls/standing.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { onDiscord, onSlack, type Somebody } from '../support/people.ts';
import { compiled } from '../support/program.ts';
import { ballots, checkPoll, told } from './engine/poll-check.ts';
import { calm } from './engine/settle.ts';
import { held, heldOnBoth, killAt, really, type Step, unanswered } from './engine/steps.ts';
import { own } from './engine/traps.ts';
import { createWorld, type World } from './engine/world.ts';

const question = 'Which of these would help you most?';

// One story, as in steps.test.ts: each kill leaves the work undone, so that the next life comes to the same place again.
describe('a poll, its bot killed at each step, on both platforms', { shuffle: false }, () => {
  let program: string;
  let database: TestDatabase;
  let open: { db: Db; close(): Promise<void> };
  let world: World;
  let poll: Poll;
  let steps = 0;

  beforeAll(async () => {
    [program, database] = await Promise.all([compiled('test/kills/bot.ts'), createDatabase()]);
    // Before the digests of the day.
    world = await createWorld(program, database.url, '2026-11-23T05:00:00Z');
    open = openDatabase(`${database.url}?application_name=${own}`, 2);
    const feature = { db: open.db, now: world.now, env: {} };
    const groups = ['clinical-computing', 'sustainability', 'nuclear-medicine'];
    poll = await standPoll(feature, { question, groups, closesAt: '2026-11-23T05:30:00Z' });
    await answer(feature, poll, 'sustainability', { Commissioning: 5 });
    await calm(
      world,
      'the poll stands',
      async () => (await open.db.delivery.count({ where: { open: true } })) === 0,
    );
  });
  afterAll(async () => {
    await open?.close();
    await world?.close();
    await database?.drop();
  });

  const ben = () => onSlack(world.sandboxes, 'U0BEN00001', 'C0COMPUTING');
  const cleo = () => onDiscord(world.sandboxes, '1200000000000000002', '1100000000000000002');
  // One person with two accounts.
  const ada = () => onSlack(world.sandboxes, 'U0ADA00001', 'C0NUCLEAR01');
  const adaThere = () => onDiscord(world.sandboxes, '1200000000000000001', '1100000000000000001');

  function vote(somebody: Somebody, option: string): Promise<void> {
    const post = somebody.posts().find(({ text }) => text.includes(question))!;
    return somebody.press(post.id, `vote:${poll.id}/${idsOf(poll)[option]}`);
  }

  async function kill(...among: Step[]): Promise<void> {
    for (const step of among) {
      await killAt(world, step);
      steps += 1;
    }
  }

  /** Somebody votes, and the bot is killed at this step. @returns how the vote ended, once they have given up waiting */
  async function killVoting(step: Step, somebody: Somebody, option: string): Promise<() => Promise<string>> {
    let ending: Promise<string> | undefined;
    let pressed = 0;
    await killAt(world, step, async () => {
      pressed = performance.now();
      ending = vote(somebody, option).then(
        () => 'acknowledged',
        () => 'not acknowledged',
      );
    });
    // On a slow machine it may have been held for so long that it was acknowledged all the same (Manner in feature.ts).
    const held = performance.now() - pressed >= 2_000;
    steps += 1;
    return async () => ((await ending!) === 'acknowledged' && held ? 'held too long' : ending!);
  }

  it('while people vote: what was acknowledged is kept, and what was not may be pressed again', async () => {
    const before = () => held('undone', 'before insert ballot');
    const undone = () => held('undone', 'commit insert ballot');
    const done = () => held('done all the same', 'commit insert ballot');
    const endings = [
      await killVoting(before(), ben(), 'Image quality'),
      await killVoting(undone(), cleo(), 'Dose audits'),
    ];
    expect(await ballots(world)).toEqual([0, 0, 5]);
    endings.push(
      await killVoting(really(done()), ben(), 'Image quality'),
      await killVoting(done(), adaThere(), 'Dose audits'),
    );
    expect(await ballots(world)).toEqual([1, 1, 5]);
    for (const ending of endings) expect(await ending()).not.toBe('acknowledged');
    // Now all are acknowledged, and the bot is killed at that very moment.
    await world.live();
    await Promise.all([
      vote(ben(), 'Image quality'),
      vote(cleo(), 'Dose audits'),
      vote(ada(), 'Image quality'),
    ]);
    await world.kill({ why: 'all were acknowledged', cut: true });
    expect(await ballots(world)).toEqual([2, 1, 5]);
  });

  it('while it closes the poll', async () => {
    world.set('2026-11-23T05:30:01Z');
    await kill(held('undone', 'before insert result'), held('undone', 'commit update poll closed'));
    expect(await ballots(world)).toEqual([2, 1, 5]);
    // The same transaction takes the ballots away, and tells nobody yet.
    await kill(really(held('done all the same', 'commit update poll closed')));
    expect(await ballots(world)).toEqual([0, 0, 0]);
    const [all, ...groups] = await open.db.result.findMany({
      include: { counts: { orderBy: { optionId: 'asc' } } },
    });
    expect(all!.counts.map(({ people }) => people)).toEqual([2, 1, 5]);
    // Six in sustainability, and two elsewhere, whom the six together with the total would tell.
    expect(groups).toEqual([]);
  });

  it('while it announces the result', async () => {
    await kill(
      held('undone', 'before insert picture'),
      held('undone', 'commit update poll announced'),
      held('done all the same', 'commit update poll announced'),
    );
    expect(await open.db.delivery.count({ where: { under: { not: null } } })).toBe(6);
  });

  it('while it posts the result, and draws the poll anew', async () => {
    await kill(
      really(unanswered('thread')),
      unanswered('post'),
      unanswered('look into the thread'),
      unanswered('edit'),
      heldOnBoth('undone', 'before update delivery posted'),
      heldOnBoth('done all the same', 'commit update delivery posted'),
    );
    await calm(world, 'told', () => told(world));
    const words = 'Commissioning came first: 5 of 8 people (63%).';
    expect(await checkPoll(world, question, words), world.history.join('\n')).toEqual([]);
  });

  it('stood in each of these steps', () => {
    expect(steps).toBe(4 + 3 + 3 + 6);
    expect(world.realKills()).toBe(3);
  });
});
