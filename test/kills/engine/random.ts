import { LEASE_MS } from '../../../src/delivery/delivery.ts';
import { addDays } from '../../../src/time.ts';
import { createChance } from './chance.ts';
import { check } from './check.ts';
import { drawDrop, sprinkle } from './faults.ts';
import { drawMoment, type Phase } from './moments.ts';
import { calm, readSince, settled } from './settle.ts';
import { createWorld, type World } from './world.ts';

/** What became of a run. */
export interface Outcome {
  seed: number;
  /** At random moments. */
  kills: number;
  /** After the work was done, or while it waited for the clock. */
  ends: number;
  days: number;
  /** Messages that stand in the channels. */
  messages: number;
  /** What is wrong at the end, in sentences; nothing, if all is well. */
  wrong: string[];
  /** What happened, in order. */
  history: string[];
}

/** A Monday: every day of a run is a working day. */
const monday = '2026-11-23';

/** Where not every kill is a `kill -9`, every so many are. */
const REALLY_EVERY = 6;

/**
 * Kills the bot `kills` times at random moments, under faults, over several days; then lets it finish in peace, and
 * checks what stands. `really`: each is a `kill -9`, as in the soak. The same seed draws the same faults and moments; what the bot does between them is up to the machine.
 */
export async function killAtRandom(
  program: string,
  databaseUrl: string,
  { seed, kills, really = false }: { seed: number; kills: number; really?: boolean },
): Promise<Outcome> {
  const chance = createChance(seed);
  const world = await createWorld(program, databaseUrl, `${monday}T05:00:00Z`, { really });
  let killed = 0;
  try {
    const wrong: string[] = [];
    await story().catch((error: Error) => wrong.push(error.message));
    wrong.push(...(await check(world)));
    return {
      seed,
      kills: killed,
      ends: world.kills() - killed,
      days: world.days.length,
      messages: standing(world),
      wrong,
      history: world.history,
    };
  } finally {
    await world.close();
  }

  async function story(): Promise<void> {
    await lives(Math.min(2, kills), () => 'reading');
    await calm(world, 'the first look', () => readSince(world, new Date(`${monday}T05:00:00Z`)));
    while (killed < kills) {
      await oneDay(workingDay(world.days.length), Math.min(chance.between(8, 13), kills - killed));
    }
    // What a broken feed kept back has its turn now.
    await oneDay(workingDay(world.days.length), 0);
  }

  async function oneDay(day: string, most: number): Promise<void> {
    const reading = Math.min(chance.between(1, 3), most);
    world.set(`${day}T06:30:00Z`);
    if (most > 0) world.publish(chance.between(18, 40));
    await lives(reading, () => 'reading');
    world.set(`${day}T07:20:00Z`);
    // Otherwise the editions may be made while the news is still being read, and it stands in tomorrow's.
    if (most === 0 || chance.often(0.7))
      await calm(world, 'read', () => readSince(world, new Date(`${day}T06:00:00Z`)));
    world.set(`${day}T08:00:00Z`);
    world.days.push(day);
    // The first life or two may be killed before the editions are made.
    await lives(most - reading, (life) => (life < 2 ? 'composing' : 'delivering'));
    await calm(world, `the editions of ${day}`, () => settled(world));
  }

  async function lives(count: number, phase: (life: number) => Phase): Promise<void> {
    for (let life = 0; life < count; life += 1) {
      sprinkle(world, chance);
      const moment = drawMoment(chance, phase(life));
      const { after, drop } = drawDrop(chance);
      await moment.set(world);
      world.quicken();
      const twins = chance.often(0.15);
      if (twins) world.quicken();
      world.really ||= killed % REALLY_EVERY === REALLY_EVERY - 1;
      const dropping = setTimeout(() => drop(world), after);
      await moment.come(world);
      clearTimeout(dropping);
      // One time in four BullMQ still holds what the dead process had in hand, and has to find out.
      await world.kill({
        why: twins ? `${moment.name}, two at once` : moment.name,
        cut: moment.cut,
        forget: chance.often(0.75),
      });
      killed += 1;
      // Mostly a lease has ended when the bot is back, sometimes not.
      world.pass(chance.often(0.2) ? chance.between(1_000, 5_000) : LEASE_MS + chance.between(1_000, 30_000));
    }
  }
}

function workingDay(count: number): string {
  return addDays(monday, Math.floor(count / 5) * 7 + (count % 5));
}

function standing({ sandboxes }: World): number {
  const on = (platform: 'slack' | 'discord') =>
    [...sandboxes[platform].state.channels.values()].reduce((sum, { messages }) => sum + messages.length, 0);
  return on('slack') + on('discord');
}
