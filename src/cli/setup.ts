import { discordInvite, slackManifest } from '../../adapters/load.ts';
import type { Env } from '../config.ts';
import { Refusal } from '../errors.ts';
import { features } from '../features.ts';

/**
 * Prints the Slack app manifest that serves the registered commands.
 * @param address where Slack reaches the service over HTTP; left out for Socket Mode
 */
export function printManifest(address?: string): void {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);
  console.log(JSON.stringify(slackManifest(commands, shortcuts, address), null, 2));
}

/** Prints the address that invites the bot to a Discord server. @throws Refusal when nothing says which application */
export function printInvite(env: Env, application?: string): void {
  try {
    console.log(discordInvite(env, application));
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
