import { beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { compiled } from '../support/program.ts';
import { killAtRandom } from './engine/random.ts';

let program: string;
beforeAll(async () => {
  program = await compiled('test/kills/bot.ts');
});

// Two houses at once, since each waits a good deal.
it('killed at 24 random moments under faults, every edition stands once in every channel', async () => {
  const runs = [1, 2].map(async (seed) => {
    const database = await createDatabase();
    try {
      return await killAtRandom(program, database.url, { seed, kills: 12 });
    } finally {
      await database.drop();
    }
  });
  const outcomes = await Promise.all(runs);
  for (const { seed, wrong, history } of outcomes)
    expect(wrong, `npm run soak -- --kills 12 --seed ${seed}\n${history.join('\n')}`).toEqual([]);
  expect(outcomes.reduce((sum, { kills }) => sum + kills, 0)).toBe(24);
  // Nothing can stand twice where nothing stands.
  for (const { messages } of outcomes) expect(messages).toBeGreaterThan(10);
});
