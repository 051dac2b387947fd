import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { remarksOf, sentencesOf } from './read.ts';

// `npm run sentences [-- PATH…]`: every text that people can read, with its place, to be read from top to bottom. Without a path, all of
// src/, adapters/, jobs/ and prisma/, of the sandbox what is its own, and the remarks in the files of settings.

const OURS = [
  'src',
  'adapters',
  'jobs',
  'prisma',
  'sandbox',
  '.env.example',
  'docker-compose.yml',
  'examples',
];
/** What imitates the platforms speaks as they do. */
const IMITATION = /^sandbox\/(slack|discord)\//;

const paths = process.argv.slice(2);
const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', ...(paths.length > 0 ? paths : OURS)],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => path !== '' && !IMITATION.test(path));
for (const path of files) {
  const read = /\.(ts|tsx|mjs)$/.test(path)
    ? sentencesOf
    : /(^\.env\.example|docker-compose\.yml|^examples\/.*\.yaml)$/.test(path)
      ? (_: string, source: string) => remarksOf(source)
      : undefined;
  for (const { line, text } of read?.(path, readFileSync(path, 'utf8')) ?? [])
    console.log(`${path}:${line}: ${text}`);
}
