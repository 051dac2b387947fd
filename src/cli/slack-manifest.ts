import { slackManifest } from '../../adapters/setup.ts';
import { features } from '../features.ts';
import { type Machine, say } from './machine.ts';

/**
 * Prints the Slack app manifest that serves the registered commands.
 * @param address where Slack reaches the service over HTTP; left out for Socket Mode
 */
export function run({ out }: Machine, address?: string): void {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);
  say(out, JSON.stringify(slackManifest(commands, shortcuts, address), null, 2));
}
