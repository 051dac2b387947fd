import { parseArgs } from 'node:util';
import { buildBot } from '../kills/engine/build.ts';
import { killAtRandom, type Outcome } from '../kills/engine/random.ts';
import { startServer } from './database.ts';

// npm run soak -- --kills N [--seed S] [--houses H]: kills the bot N times at random moments, in runs of at most 30 kills,
// each in a world of its own with a seed of its own, H at a time. A run that fails says how to repeat it.

const most = 30;
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    houses: { type: 'string', default: '2' },
  },
});
const wanted = whole('kills', values.kills);
const first = whole('seed', values.seed);
const houses = whole('houses', values.houses);

console.log(`${wanted} kills from seed ${first} on, ${houses} houses at a time.`);
const began = performance.now();
const waiting: { seed: number; kills: number }[] = [];
for (let left = wanted; left > 0; left -= most) {
  waiting.push({ seed: first + waiting.length, kills: Math.min(left, most) });
}
const outcomes: Outcome[] = [];
const [program, server] = await Promise.all([buildBot(), startServer()]);
try {
  await Promise.all(Array.from({ length: houses }, runs));
} finally {
  await server.stop();
  await program.remove();
}
const total = (count: (outcome: Outcome) => number) => outcomes.reduce((sum, one) => sum + count(one), 0);
const failed = outcomes.filter(({ wrong }) => wrong.length > 0);
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(
  `${total(({ kills }) => kills)} kills and ${total(({ ends }) => ends)} at the end of work, ${total(({ days }) => days)} days, ${total(({ messages }) => messages)} messages in ${minutes} minutes: ` +
    (failed.length === 0 ? 'every edition stands once in every channel.' : `${failed.length} runs FAILED.`),
);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runs(): Promise<void> {
  for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
    const name = `soak_${plan.seed}`;
    const outcome = await killAtRandom(program.file, await server.create(name), { ...plan, really: true });
    await server.drop(name);
    outcomes.push(outcome);
    const { seed, kills, ends, days, messages, wrong, history } = outcome;
    console.log(
      `seed ${seed}: ${kills} kills and ${ends} at the end of work, ${days} days, ${messages} messages: ${wrong.length === 0 ? 'well' : 'WRONG'}`,
    );
    if (wrong.length === 0) continue;
    console.log([...wrong, '', ...history, ''].join('\n'));
    console.log(`To repeat it: npm run soak -- --kills ${plan.kills} --seed ${seed}`);
  }
}

function whole(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) < 1)
    throw new RangeError(`--${name} is ${value}. Write a whole number from 1 on.`);
  return Number(value);
}
