import type { FaultKind } from '../../../sandbox/faults.ts';
import { LEASE_MS } from '../../../src/delivery/delivery.ts';
import { becomes } from '../../support/until.ts';
import type { Hold } from './gate.ts';
import type { World } from './world.ts';

/** A moment at which the bot can be killed on purpose. */
export interface Step {
  name: string;
  /** Before the bot starts: what will hold it at this step. */
  set(world: World): Promise<void> | void;
  reached(world: World): Promise<boolean> | boolean;
  /** See Traps: whether what is held in the database never happened. */
  cut?: boolean;
  /** Whether the bot's process is killed, and not the life within it alone. */
  really?: boolean;
}

/** The same step, at which the process itself is killed. */
export function really(step: Step): Step {
  return { ...step, name: `${step.name}, by kill -9`, really: true };
}

const platforms = ['slack', 'discord'] as const;
type Call = 'post' | 'search' | 'edit' | 'thread' | 'look into the thread';

/** What faults call them. */
const calls: Readonly<Record<Call, readonly [slack: string, discord: string]>> = {
  post: ['chat.postMessage', 'POST /channels/:channel/messages'],
  search: ['conversations.history', 'GET /channels/:channel/messages'],
  edit: ['chat.update', 'PATCH /channels/:channel/messages/:message'],
  // Slack opens none, but has to be given the picture first.
  thread: ['files.completeUploadExternal', 'POST /channels/:channel/messages/:message/threads'],
  'look into the thread': ['conversations.replies', 'GET /channels/:channel/messages'],
};

/** The feed server was asked, and this is how far it came. */
export function reading(how: Hold): Step {
  return {
    name: `a feed is ${how}`,
    set: ({ gate }) => gate.hold(how),
    reached: ({ gate }) => gate.stopped() > 0,
  };
}

/** Just after a feed was answered. */
export const answered: Step = {
  name: 'a feed was answered',
  set: ({ gate }) => gate.hold(undefined),
  reached: ({ gate }) => gate.stopped() > 0,
};

/** Held in the database, at all these steps together. */
export function held(how: 'undone' | 'done all the same', ...steps: string[]): Step {
  return {
    name: `held ${steps.join(' and ')}, ${how}`,
    async set({ traps }) {
      for (const step of steps) await traps.set(step);
    },
    async reached({ traps }) {
      for (const step of steps) if (!(await traps.caught(step))) return false;
      return true;
    },
    cut: how === 'undone',
  };
}

/** The same on both platforms. */
export function heldOnBoth(how: 'undone' | 'done all the same', step: string): Step {
  return held(how, ...platforms.map((platform) => `${step} ${platform}`));
}

/** Both platforms have done as they were asked, and not answered yet. */
export function unanswered(call: Call): Step {
  const [onSlack, onDiscord] = calls[call];
  let since = 0;
  return {
    name: `${call} done, not answered`,
    set(world) {
      since = world.now().getTime();
      fail(world, call, 'slow');
    },
    reached({ sandboxes: { slack, discord } }) {
      const asked = slack.state.calls.some(({ method, at }) => method === onSlack && Date.parse(at) >= since);
      return (
        asked &&
        discord.state.calls.some(
          ({ route, at, status }) => route === onDiscord && at.getTime() >= since && status !== 0,
        )
      );
    },
  };
}

/** A call goes wrong on both platforms, and the bot is held while it writes that down. */
export function noting(fault: FaultKind, how: 'undone' | 'done all the same'): Step {
  const note = heldOnBoth(how, `${how === 'undone' ? 'before' : 'commit'} update delivery noted`);
  return {
    ...note,
    name: `${fault}, ${note.name}`,
    async set(world) {
      fail(world, 'post', fault);
      await note.set(world);
    },
  };
}

function fail({ sandboxes }: World, call: Call, kind: FaultKind): void {
  const [onSlack, onDiscord] = calls[call];
  const fault = { kind, times: Number.POSITIVE_INFINITY, delay: 60_000 };
  sandboxes.slack.faults.add({ ...fault, on: onSlack });
  sandboxes.discord.faults.add({ ...fault, on: onDiscord });
}

/**
 * Starts the bot, kills it at this step, and lets the time of a lease pass.
 * @param meanwhile what people do once it is up
 * @throws Error when the step is not reached
 */
export async function killAt(world: World, step: Step, meanwhile?: () => Promise<void>): Promise<void> {
  await step.set(world);
  await world.live();
  await meanwhile?.();
  const reached = await becomes(() => step.reached(world), 150_000);
  world.really ||= step.really ?? false;
  await world.kill({ why: step.name, cut: step.cut ?? false });
  if (!reached) throw new Error(`This step was not reached: ${step.name}\n${world.history.join('\n')}`);
  world.pass(LEASE_MS + 1_000);
}
