import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { DatabaseTrouble } from '../../prisma/embedded/trouble.ts';
import { Trouble } from '../chat/port.ts';
import { Refusal } from '../errors.ts';
import { addCommands } from './commands.ts';
import type { Machine } from './machine.ts';

/**
 * Runs a command line of the operator. It never ends the process, and never throws: what went wrong stands on the machine's `err`.
 * @param args the words behind `lookout`
 * @returns what the process should end with: 0, or 1 when something was not done or is not well
 */
export async function run(args: readonly string[], machine: Machine): Promise<number> {
  const { out, err } = machine;
  let code = 0;
  const program = new Command('lookout')
    .description('Horizon-scan digests for the Slack and Discord communities of a professional body.')
    .showHelpAfterError('Type “lookout help” to see the commands.')
    // Before the commands are added, which inherit both.
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .exitOverride();
  addCommands(program, machine, () => {
    code = 1;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Help was asked for, or commander has said what is wrong.
    if (error instanceof CommanderError) return error.exitCode;
    // Some are meant to be read; anything else is a fault of ours, and its stack says where.
    const meant = error instanceof Refusal || error instanceof DatabaseTrouble || error instanceof Trouble;
    err.write(`${meant ? error.message : inspect(error)}\n`);
    return 1;
  }
}
