import { setTimeout as pause } from 'node:timers/promises';
import { becomes } from '../../support/until.ts';
import type { Chance } from './chance.ts';
import type { World } from './world.ts';

/** When a life is to end. */
export interface Moment {
  name: string;
  /** Before the bot starts. */
  set(world: World): Promise<void>;
  /** Settles when the moment has come, or will not come any more. The bot has been told to start, but is not up yet. */
  come(world: World): Promise<void>;
  cut: boolean;
}

/** What the bot has to do in a life. */
export type Phase = 'reading' | 'composing' | 'delivering';

const onBoth = (step: string) => [`${step} slack`, `${step} discord`];
const steps: Readonly<Record<Phase, readonly string[]>> = {
  reading: ['insert item', 'insert sighting', 'update source'],
  composing: ['insert edition', 'insert entry', 'update edition', ...onBoth('insert delivery')],
  delivering: [
    'insert lane',
    ...['claimed', 'noted', 'posted'].map((what) => `update delivery ${what}`),
  ].flatMap(onBoth),
};

/** How long a moment is waited for that may never come: when all is done, the bot is killed while it idles. */
const patience = 3_000;

/** Draws a moment: by the clock, by what a server sees, or by what the database is asked to do. */
export function drawMoment(chance: Chance, phase: Phase): Moment {
  const kinds = {
    reading: [byClock, byFeed, byStep],
    composing: [byClock, byCalls, byStep, byStep],
    delivering: [byClock, byCalls, byCalls, byStep, byStep],
  };
  return chance.pick(kinds[phase])(chance, phase);
}

/** From the first breath on, through the first seconds of work. */
function byClock(chance: Chance): Moment {
  const ms = chance.between(0, 2_500);
  return moment(`${ms} ms after its start`, () => pause(ms));
}

/** As a server takes the call, or shortly after: before, while, or after the answer comes. */
function byCalls(chance: Chance): Moment {
  const platform = chance.pick(['slack', 'discord'] as const);
  const count = chance.between(1, 6);
  const after = chance.often(0.4) ? 0 : chance.between(1, 60);
  return moment(
    `${after} ms after call ${count} to post or search on ${platform}`,
    async ({ sandboxes, strike }) => {
      const calls = () =>
        platform === 'slack'
          ? sandboxes.slack.state.calls.filter(({ method }) => /^(chat|conversations)\./.test(method)).length
          : sandboxes.discord.state.calls.filter(({ route }) => route.endsWith('/channels/:channel/messages'))
              .length;
      const before = calls();
      // In the very change: the server has done as it was asked, and not answered yet.
      const change = firstChange(
        sandboxes[platform].onChange,
        () => calls() >= before + count,
        after === 0 ? strike : undefined,
      );
      if ((await change) && after > 0) await pause(after);
    },
  );
}

/** Around the answer of a feed. */
function byFeed(chance: Chance): Moment {
  const how = chance.pick(['unanswered', 'half answered', undefined] as const);
  const after = chance.between(0, 300);
  return {
    ...moment(`${after} ms after a feed was ${how ?? 'answered'}`, async ({ gate }) => {
      if (await becomes(() => gate.stopped() > 0, patience)) await pause(after);
    }),
    set: async ({ gate }) => gate.hold(how),
  };
}

/** Held in the database, one or all that come there. */
function byStep(chance: Chance, phase: Phase): Moment {
  const step = `${chance.pick(['before', 'commit'])} ${chance.pick(steps[phase])}`;
  const cut = chance.often(0.5);
  return {
    ...moment(`at ${step}`, async ({ traps }) => void (await becomes(() => traps.caught(step), patience))),
    set: ({ traps }) => traps.set(step),
    cut,
  };
}

function moment(name: string, come: (world: World) => Promise<void>): Moment {
  return { name, set: async () => undefined, come, cut: false };
}

/** Waits for the change that makes something so, and then does `deed` at once. @returns whether it came */
async function firstChange(
  onChange: (listener: () => void) => () => void,
  look: () => boolean,
  deed = () => {},
): Promise<boolean> {
  let stop = () => {};
  const change = new Promise<boolean>((resolve) => {
    stop = onChange(() => {
      if (!look()) return;
      stop();
      deed();
      resolve(true);
    });
  });
  const came = await Promise.race([change, pause(patience, false, { ref: false })]);
  stop();
  return came;
}
