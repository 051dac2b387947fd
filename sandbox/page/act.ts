import type { Sandboxes } from '../sandboxes.ts';
import { actOnDiscord } from './act-discord.ts';
import { actOnSandboxes, type Time } from './act-on-sandboxes.ts';
import { actOnSlack, type PersonAct } from './act-slack.ts';
import { commandsOf } from './look-discord.ts';
import type { Act, Answer } from './view.ts';

const names = { slack: 'Slack workspace', discord: 'Discord server' } as const;

/** Does an act; one that a person could not do, or that the bot did not take, is answered with the sentence that they would read. */
export async function perform(sandboxes: Sandboxes, time: Time, act: Act): Promise<Answer> {
  try {
    if ('person' in act) return await play(sandboxes, act);
    await actOnSandboxes(sandboxes, time, act);
    return { ok: true };
  } catch (error) {
    // The servers refuse with plain Errors; anything else is a fault of theirs, and not for a person to read.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    return { ok: false, why: error.message };
  }
}

async function play(sandboxes: Sandboxes, act: PersonAct): Promise<Answer> {
  const person = sandboxes.people.find(({ id }) => id === act.person);
  if (!person) throw new Error(`Nobody here is called ${act.person}.`);
  const user = person[act.on];
  if (!user) throw new Error(`${person.name} is not on the ${names[act.on]}.`);
  return act.on === 'slack'
    ? actOnSlack(sandboxes.slack, user, act, commandsOf(sandboxes.discord.state))
    : actOnDiscord(sandboxes.discord, user, act);
}
