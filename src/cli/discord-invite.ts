import { discordInvite } from '../../adapters/setup.ts';
import { Refusal } from '../errors.ts';
import { type Machine, say } from './machine.ts';

/** Prints the address that invites the bot to a Discord server. @throws Refusal when nothing says which application */
export async function run({ environment, out }: Machine, application?: string): Promise<void> {
  const env = await environment();
  try {
    say(out, discordInvite(env, application));
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
