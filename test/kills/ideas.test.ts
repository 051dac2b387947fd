import { beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { onDiscord, onSlack, type Somebody } from '../support/people.ts';
import { compiled } from '../support/program.ts';
import { checkIdeas, ideasIn, takenIn } from './engine/idea-check.ts';
import { calm } from './engine/settle.ts';
import { held, heldOnBoth, killAt, really, type Step, unanswered } from './engine/steps.ts';
import { createWorld, type World } from './engine/world.ts';

let program: string;
beforeAll(async () => {
  program = await compiled('test/kills/bot.ts');
});

/** Each kill leaves the work undone, so that the next life comes to the same place again. */
const intake = (): Step[] => [
  held('undone', 'before update idea'),
  // All are announced in one statement, so that it is held at the first channel's.
  held('undone', 'before insert delivery slack'),
  really(held('undone', 'commit update idea')),
  held('done all the same', 'commit update idea'),
  heldOnBoth('undone', 'before update delivery claimed'),
  unanswered('post'),
  heldOnBoth('done all the same', 'commit update delivery posted'),
];

/**
 * Somebody sends in so many ideas, and for each the bot is killed three times while it is stored, and at each step of its intake; then
 * they send the last one off once more, since they never heard that it was kept.
 */
async function story(world: World, who: Somebody, rounds: number) {
  const sent: string[] = [];
  const endings: Promise<string>[] = [];
  const stored: boolean[] = [];
  let kills = 0;

  async function killSending(step: Step, title: string, kept: boolean): Promise<void> {
    await killAt(world, step, async () => {
      await openForm(who);
      const sending = who.send({ title, text: 'Nothing is lost.', signed: ['anonymous'] });
      endings.push(
        sending.then(
          () => 'acknowledged',
          () => 'not acknowledged',
        ),
      );
    });
    kills += 1;
    stored.push((await ideasIn(world)).some((idea) => idea.title === title) === kept);
  }

  for (let round = 1; round <= rounds; round += 1) {
    const title = `Idea of round ${round}.`;
    await killSending(held('undone', 'before insert idea'), title, false);
    await killSending(held('undone', 'commit insert idea'), title, false);
    await killSending(really(held('done all the same', 'commit insert idea')), title, true);
    sent.push(title);
    for (const step of intake()) {
      await killAt(world, step);
      kills += 1;
    }
  }
  await calm(world, 'taken in', () => takenIn(world));
  await world.live();
  await openForm(who);
  const { said } = await who.submit({ title: sent.at(-1)!, text: 'Nothing is lost.', signed: ['anonymous'] });
  await world.kill({ why: 'told again' });
  const wrong = await checkIdeas(world, sent);
  return { kills, stored, said, wrong, endings: await Promise.all(endings) };
}

/** A process that has only just begun may be too slow for a form at first. */
async function openForm(who: Somebody): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const opened = await who.opens(() => who.type('idea', '')).catch((error: Error) => error);
    if (!(opened instanceof Error)) return;
    if (tries === 5) throw opened;
  }
}

// `npm run soak:intake` kills 50 times; here each step is killed once on each platform, so that all tests stay within their time.
const thorough = (import.meta as { env?: { MODE?: string } }).env?.MODE === 'soak';
const rounds = thorough ? { slack: 3, discord: 2 } : { slack: 1, discord: 1 };

// Two houses at once, since each waits a good deal.
it(`killed ${thorough ? 50 : 20} times while ideas are sent in and taken in, each is there once, and stands once in each channel`, async () => {
  const runs = [
    {
      rounds: rounds.slack,
      enter: ({ sandboxes }: World) => onSlack(sandboxes, 'U0BEN00001', 'C0COMPUTING'),
    },
    {
      rounds: rounds.discord,
      enter: ({ sandboxes }: World) => onDiscord(sandboxes, '1200000000000000002', '1100000000000000001'),
    },
  ].map(async ({ rounds, enter }) => {
    const database = await createDatabase();
    // Before the digests of the day.
    const world = await createWorld(program, database.url, '2026-11-23T05:00:00Z', { really: thorough });
    try {
      return { ...(await story(world, enter(world), rounds)), rounds, history: world.history };
    } finally {
      await world.close();
      await database.drop();
    }
  });
  const outcomes = await Promise.all(runs);
  for (const { wrong, history, stored, said, rounds } of outcomes) {
    expect(wrong, history.join('\n')).toEqual([]);
    expect(stored).toEqual(stored.map(() => true));
    expect(said).toContain(`Your idea is IDEA-${rounds} and is here.`);
  }
  // Nobody is told that a form was taken before it is kept.
  for (const { endings } of outcomes) expect(new Set(endings)).toEqual(new Set(['not acknowledged']));
  expect(outcomes.reduce((sum, { kills }) => sum + kills, 0)).toBe(thorough ? 50 : 20);
});
