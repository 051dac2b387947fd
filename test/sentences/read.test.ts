import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { remarksOf, sentencesOf } from './read.ts';

const root = new URL('../../', import.meta.url);
const read = (source: string) => sentencesOf('example.tsx', source).map(({ text }) => text);

/** Sentences of each room, as people read them. */
const KNOWN: [path: string, sentence: string][] = [
  ['src/chat/reply.ts', 'That took too long. Please try again.'],
  [
    'adapters/discord/reply.ts',
    'This form has expired. Please open it again: what you wrote is still shown above.',
  ],
  ['adapters/slack/settings.ts', 'SLACK_BOT_TOKEN is not a bot token. Use the one that starts with xoxb-.'],
  ['jobs/queue.ts', 'Work on a row failed. It is tried again while it is due.'],
  ['prisma/migrate.ts', `The migration \${name} was edited after it was applied here.`],
  ['sandbox/page/act-discord.ts', 'This is somebody else’s conversation.'],
  ['sandbox/page/browser/behind/drawer.tsx', 'Behind the scenes'],
  [
    'src/chat/reference.ts',
    'This button does not work. Please use one under a newer message, or type the command again.',
  ],
  ['src/cli/commands.ts', 'plan the polls in a file: all of them, or none'],
  ['src/cli/doctor.ts', 'There is no group yet. Write a community file and run: lookout apply FILE'],
  ['src/community/schema.ts', 'an IANA time zone, such as Europe/London'],
  ['src/config.ts', 'a port, such as 8080'],
  ['src/delivery/deliver.ts', 'The platform asks Lookout to wait.'],
  ['src/digest/render.ts', '👍 Useful'],
  ['src/digest/render.ts', `\${chosen} of \${all} new items, chosen for your group.`],
  ['src/escalations/theme/buttons.ts', 'Take over'],
  ['src/escalations/theme/theme.ts', 'Being looked at'],
  ['src/ideas/sending/form.ts', 'Please do not name patients.'],
  ['src/mydata/showing/show.ts', 'items that you found useful'],
  ['src/polls/closing/outcome-words.ts', 'Nobody answered, so there is no result.'],
  ['src/sources/page.ts', 'its server did not answer'],
  ['src/taxonomy/topics.ts', 'expected a word or phrase; put it in quotes'],
];

describe('the sentences that people read', () => {
  it.each(KNOWN)('are found in %s: %s', (path, sentence) => {
    const source = readFileSync(new URL(path, root), 'utf8');
    expect(sentencesOf(path, source).map(({ text }) => text)).toContain(sentence);
  });

  it('are given whole, with what is put into them', () => {
    const said = `You have \${n === 1 ? 'one vote' : n + ' votes'}.`;
    expect(read(`const a = \`${said}\`;`)).toEqual([said]);
  });

  it('are given with their line', () => {
    expect(sentencesOf('example.ts', "\n\nsay(\n  'Thank you.',\n);")).toEqual([
      { line: 4, text: 'Thank you.' },
    ]);
  });

  it('are found in the markup of the page: what it shows, and what is read aloud', () => {
    expect(read('<button className="send now" title="Send it off">Send</button>')).toEqual([
      'Send it off',
      'Send',
    ]);
  });

  it('may be single words, if they look like words', () => {
    expect(read("button('Save'); say(n === 1 ? 'item' : 'items')")).toEqual(['Save', 'item', 'items']);
  });

  it('are not ids, keys, modules, types, addresses or what is compared', () => {
    const source = `
      import { a } from './a.ts';
      type Kind = 'Journal' | 'Two words';
      if (kind === 'Journal') run({ 'data-id': 'vote:p1/0', SLACK: 'slack' }, 'https://example.org', 'rendered_at');`;
    expect(read(source)).toEqual([]);
  });

  it('are not SQL', () => {
    const source = "tx.$queryRaw`SELECT id FROM polls`; pool.query('UPDATE polls SET open = true'); sql`x y`";
    expect(read(source)).toEqual([]);
  });

  it('are not SQL anywhere in the sources', () => {
    const paths = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `src/${path}`);
    const found = paths.flatMap((path) => sentencesOf(path, readFileSync(new URL(path, root), 'utf8')));
    expect(found.length).toBeGreaterThan(1_000);
    expect(
      found.filter(({ text }) => /\b(SELECT|INSERT INTO|DELETE FROM|RETURNING)\b|^select /.test(text)),
    ).toEqual([]);
  });

  it('are the remarks in a file of settings', () => {
    expect(remarksOf('# Copy this file.\nA=1  # the first\n\nB=#2')).toEqual([
      { line: 1, text: 'Copy this file.' },
      { line: 2, text: 'the first' },
    ]);
  });
});
