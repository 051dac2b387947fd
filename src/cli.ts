#!/usr/bin/env node
import { program } from 'commander';
import { DatabaseTrouble } from '../prisma/embedded/trouble.ts';
import { Trouble } from './chat/port.ts';
import { environment } from './config.ts';
import { Refusal } from './errors.ts';

// Each command loads what it needs when it is called: help and small commands answer at once.
program
  .name('lookout')
  .description('Horizon-scan digests for the Slack and Discord communities of a professional body.')
  .showHelpAfterError('Type “lookout help” to see what is possible.');

program
  .command('start')
  .description('bring the database up to date and run the service')
  .action(async () => (await import('./cli/start.ts')).run(environment()));

program
  .command('apply')
  .argument('<file>', 'a community file: groups, people, sources')
  .option('--dry-run', 'only say what would change')
  .description('bring groups, people and sources in line with a file')
  .action(async (file: string, options: { dryRun?: boolean }) =>
    (await import('./cli/apply.ts')).run(environment(), file, options.dryRun ?? false),
  );

program
  .command('digest')
  .description('look after the digests')
  .command('preview')
  .argument('<group>', "the group's slug, as in the community file")
  .description("print a group's next digest as it would be now")
  .action(async (group: string) => (await import('./cli/preview.ts')).run(environment(), group));

program
  .command('doctor')
  .description('check settings, database, queue, platforms, channels and feeds, and say how to mend each')
  .action(async () => (await import('./cli/doctor.ts')).run(environment()));

program
  .command('slack')
  .description('set up Slack')
  .command('manifest')
  .option('--url <address>', 'where Slack reaches Lookout over HTTP; left out, Socket Mode')
  .description('print the app manifest to paste into Slack')
  .action(async ({ url }: { url?: string }) => (await import('./cli/setup.ts')).printManifest(url));

program
  .command('discord')
  .description('set up Discord')
  .command('invite')
  .argument('[application]', 'the application id; left out, it is read from DISCORD_BOT_TOKEN')
  .description('print the address that invites the bot, with the least permissions')
  .action(async (application?: string) =>
    (await import('./cli/setup.ts')).printInvite(environment(), application),
  );

try {
  await program.parseAsync();
} catch (error) {
  // Some are meant to be read; anything else is a fault of ours, and its stack says where.
  const meant = error instanceof Refusal || error instanceof DatabaseTrouble || error instanceof Trouble;
  console.error(meant ? error.message : error);
  process.exitCode = 1;
}
