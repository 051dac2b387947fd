import { parseArgs } from 'node:util';
import { ownRedis, withoutOwnRedis } from '../test/support/redis.ts';
import { build } from './bot.ts';
import { playJobs } from './jobs.ts';
import { openRecords } from './records.ts';
import { load, report } from './report.ts';
import { lostVotes, reportVotes } from './report-votes.ts';
import { playRound, type Round } from './round.ts';
import { playVotes } from './votes.ts';
import { full, quick } from './world.ts';

// npm run bench [-- --quick] [--votes] [--cpu-prof FOLDER]: see README.md beside this file.

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, votes: { type: 'boolean' }, 'cpu-prof': { type: 'string' } },
});
const size = values.quick ? quick : full;
const profile = values['cpu-prof'];
const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
const loadBefore = load();
const began = performance.now();
const seconds = () => (performance.now() - began) / 1000;
const tell = (line: string) => console.error(`${seconds().toFixed(0).padStart(4)} s  ${line}`);

await build();
tell('compiled');
const wrong = [...(values.votes ? [] : await mornings()), ...(await elections())];
console.log(wrong.length === 0 ? '\nNothing was lost, nothing was doubled.' : `\n${wrong.join('\n')}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

/** Digests, presses and queues on both backends. @returns what went wrong */
async function mornings(): Promise<string[]> {
  tell('jobs in PostgreSQL:');
  const main = await playRound(size, { loaded: true, flags, tell });
  const redis = withoutOwnRedis ? undefined : await ownRedis();
  await redis?.start();
  try {
    if (redis) tell('jobs in Redis:');
    const other = redis
      ? await playRound(size, { redisUrl: redis.url, loaded: false, flags: [], tell })
      : undefined;
    tell('the queues alone');
    const records = await openRecords();
    const postgres = await playJobs({ databaseUrl: records.url }, size.jobs);
    const inRedis = redis && (await playJobs({ databaseUrl: records.url, redisUrl: redis.url }, size.jobs));
    await records.close();
    const why = 'no redis-server';
    const jobs = { postgres, redis: inRedis ?? why };
    console.log(report({ size, main, redis: other ?? why, jobs, loadBefore, seconds: seconds() }));
    return [main, ...(other ? [other] : [])].flatMap(faults);
  } finally {
    await redis?.stop();
  }
}

/** Many votes at once. @returns what went wrong */
async function elections(): Promise<string[]> {
  tell('votes:');
  const held = await playVotes({ flags, tell });
  console.log(`\n${reportVotes(held)}`);
  complaintsOf('Votes', held.complaints);
  return lostVotes(held);
}

/** What went wrong in a round, the first of each kind. */
function faults({ backend, verdict, complaints }: Round): string[] {
  complaintsOf(backend, complaints);
  const some = (kind: string, all: string[]) =>
    all.length > 0
      ? [`${backend}: ${all.length} ${kind}, such as:`, ...all.slice(0, 5).map((one) => `  ${one}`)]
      : [];
  return [...some('lost', verdict.lost), ...some('doubled', verdict.doubled)];
}

/** What Lookout complained of, which alone is no fault. */
function complaintsOf(whose: string, complaints: ReadonlyMap<string, number>): void {
  for (const [sentence, times] of complaints) console.log(`${whose}, logged ${times} times: ${sentence}`);
}
