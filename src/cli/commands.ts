import type { Command } from 'commander';
import type { Machine } from './machine.ts';

/**
 * Adds every command of the operator. Each loads what it needs when it is called: help and small commands answer at once.
 * @param ill is told when a command has done what it should and found something that is not well
 */
export function addCommands(program: Command, machine: Machine, ill: () => void): void {
  program
    .command('start')
    .description('update the database and run the service')
    .action(async () => (await import('./start.ts')).run(machine));

  program
    .command('apply')
    .argument('<file>', 'a community file: groups, people, sources')
    .option('--dry-run', 'only say what would change')
    .description('apply a file to the groups, people and sources')
    .action(async (file: string, options: { dryRun?: boolean }) =>
      (await import('./apply.ts')).run(machine, file, options.dryRun ?? false),
    );

  program
    .command('digest')
    .description('work with digests')
    .command('preview')
    .argument('<group>', "the group's slug, as in the community file")
    .description("print a group's next digest as it stands now")
    .action(async (group: string) => (await import('./preview.ts')).run(machine, group));

  const needs = program.command('needs').description('work with what members want to learn');

  needs
    .command('ask')
    .argument('<file>', 'one poll, or several; see examples/needs-poll.yaml')
    .description('plan the polls in a file: all of them, or none')
    .action(async (file: string) => (await import('./needs-ask.ts')).run(machine, file));

  needs
    .command('export')
    .option('--group <slug>', 'only this group, by its own answers; if left out, all groups together')
    .description('print the needs by rank as CSV, with topic and evidence')
    .action(async ({ group }: { group?: string }) =>
      (await import('./needs-export.ts')).run(machine, group ?? null),
    );

  const mydata = program.command('mydata').description('work with what is stored about a person');

  mydata
    .command('export')
    .argument('<person>', 'the name in the community file, or an account such as slack/U0123ABCD')
    .description('print everything stored about a person as JSON, to hand to them')
    .action(async (person: string) => (await import('./mydata.ts')).runExport(machine, person));

  mydata
    .command('erase')
    .argument('<person>', 'the name in the community file, or an account such as slack/U0123ABCD')
    .option('--yes', 'really do it; without this, only say what would happen')
    .description('erase a person for good; their votes stay counted, without a name')
    .action(async (person: string, { yes }: { yes?: boolean }) =>
      (await import('./mydata.ts')).runErase(machine, person, yes ?? false),
    );

  program
    .command('ideas')
    .description('work with ideas and feedback')
    .command('export')
    .option('--format <format>', 'csv or json', 'csv')
    .option('--group <slug>', 'only this group; if left out, all groups')
    .description('print the ideas and their outcomes; nothing about anonymous senders')
    .action(async (options: { format: string; group?: string }) =>
      (await import('./ideas-export.ts')).run(machine, options),
    );

  program
    .command('register')
    .description('work with what was raised to the council')
    .command('export')
    .option('--format <format>', 'md, csv or json', 'md')
    .description('print every theme raised, every change and every decision')
    .action(async ({ format }: { format: string }) => (await import('./register.ts')).run(machine, format));

  program
    .command('agenda')
    .option('--format <format>', 'md, or html to open and paste into a word processor', 'md')
    .option(
      '--since <day>',
      'themes raised from this day on count as new, such as 2026-11-01; if left out, 30 days ago',
    )
    .description("print the agenda of the council's next meeting")
    .action(async (options: { format: string; since?: string }) =>
      (await import('./agenda.ts')).run(machine, options),
    );

  program
    .command('measures')
    .option('--format <format>', 'md, csv or json', 'md')
    .option('--chart <file>', 'also draw them as a PNG chart')
    .description('print how soon and how often the council answers, by quarter, group and topic')
    .action(async (options: { format: string; chart?: string }) =>
      (await import('./measures.ts')).run(machine, options),
    );

  program
    .command('doctor')
    .description(
      'check settings, database, queue, platforms, channels and feeds, and say how to fix each problem',
    )
    .action(async () => {
      if (!(await (await import('./doctor.ts')).run(machine))) ill();
    });

  program
    .command('slack')
    .description('set up Slack')
    .command('manifest')
    .option('--url <address>', 'where Slack reaches Lookout over HTTP; if left out, Socket Mode')
    .description('print the app manifest to paste into Slack')
    .action(async ({ url }: { url?: string }) => (await import('./slack-manifest.ts')).run(machine, url));

  program
    .command('discord')
    .description('set up Discord')
    .command('invite')
    .argument('[application]', 'the application id; if left out, read from DISCORD_BOT_TOKEN')
    .description('print the address that invites the bot, with only the permissions it needs')
    .action(async (application?: string) => (await import('./discord-invite.ts')).run(machine, application));
}
