import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../prisma/embedded/start.ts';
import { migrate } from '../prisma/migrate.ts';
import { openDatabase } from '../src/db.ts';
import { both, type Weighing } from '../src/ideas/finding/similar.ts';
import { askAll, storeCorpus } from './similar/ask.ts';
import { readLabelled } from './similar/labelled.ts';
import { type Answers, atLeast, bestLeast, type Measure, measure, type Share } from './similar/measure.ts';

// npm run bench:similar: how good are the ideas that are shown as similar? On the labelled set in similar/*.yaml. The labels were written
// before anything was measured, by one hand; ideas of real people will be less tidy. One half of the matters served to choose weights and
// threshold, the other half did not. “Trigrams only” orders what full text and trigrams of titles put forward.

const { corpus, queries } = readLabelled();
const parts: [string, Weighing][] = [
  ['full text only', { ...both, trigrams: 0, titles: 0, least: 0 }],
  ['trigrams only', { ...both, words: 0, least: 0 }],
  ['both', { ...both, least: 0 }],
];

const dir = await mkdtemp(join(tmpdir(), 'lookout-similar-'));
await chmod(dir, 0o711); // as root, the server's account must get in
const server = await startEmbedded({ dir: join(dir, 'postgres'), durable: false });
try {
  await migrate(server.url);
  const { db, close } = openDatabase(server.url, 2);
  try {
    const ids = await storeCorpus(db, corpus);
    const asked = new Map<string, Answers>();
    for (const [name, how] of parts) asked.set(name, await askAll(db, ids, queries, how));
    report(asked);
  } finally {
    await close();
  }
} finally {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
}

function report(asked: ReadonlyMap<string, Answers>): void {
  const nothing = queries.filter(({ similar }) => similar.size === 0);
  const pairs = queries.reduce((sum, { similar }) => sum + similar.size, 0);
  console.log(
    `${corpus.length} ideas, ${queries.length} queries (${nothing.length} to which nothing is similar), ${pairs} pairs that are truly similar\n`,
  );
  console.log('| half | found by | threshold | shown | right | precision@3 (95 %) | recall@3 (95 %) |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const half of ['tuned', 'kept', null] as const) {
    const found = [...asked].map(([name, answers]) => {
      const least = name === 'both' ? both.least : bestLeast(answers);
      const reached = measure(atLeast(answers, least), half);
      console.log(row(half ?? 'all', name, least, reached));
      return reached;
    });
    const [words, , all] = found as [Measure, Measure, Measure];
    const ratio = (what: 'precision' | 'recall') => (all[what].share / words[what].share).toFixed(2);
    console.log(
      `| ${half ?? 'all'} | ratio, both to full text | | | | ${ratio('precision')} | ${ratio('recall')} |`,
    );
  }
  const best = bestLeast(asked.get('both')!);
  const shown = measure(
    new Map([...atLeast(asked.get('both')!, both.least)].filter(([query]) => nothing.includes(query))),
    null,
  ).shown;
  console.log(
    `\nThresholds balance precision and recall of the half \`tuned\` (for both it would be ${best}). Where nothing is similar, ${shown} ideas were shown to ${nothing.length} queries.`,
  );
}

function row(
  half: string,
  name: string,
  least: number,
  { shown, right, precision, recall }: Measure,
): string {
  return `| ${half} | ${name} | ${least} | ${shown} | ${right} | ${percent(precision)} | ${percent(recall)} |`;
}

function percent({ share, low, high }: Share): string {
  return `${(100 * share).toFixed(0)} % (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
}
