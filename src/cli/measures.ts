import { writeFile } from 'node:fs/promises';
import { Refusal } from '../errors.ts';
import { exportMeasures } from '../escalations/record/measures/measures-export.ts';
import { nothingYet } from '../escalations/record/measures/measures-words.ts';
import { createLog } from '../log.ts';
import { open } from '../open.ts';
import type { Machine } from './machine.ts';

/** Prints how soon the council answers, and draws it. @throws Refusal for a format that is none of ours, and when there is nothing to draw */
export async function run(
  { environment, out }: Machine,
  { format, chart }: { format: string; chart?: string },
): Promise<void> {
  if (format !== 'md' && format !== 'csv' && format !== 'json')
    throw new Refusal(`There is no format “${format}”. Choose md, csv or json.`);
  // Standard output is the file.
  const { db, config, close } = await open(await environment(), { log: createLog('silent', []) });
  try {
    const app = { db, now: () => new Date(), clocks: config.clocks };
    const { text, chart: png } = await exportMeasures(app, format, chart !== undefined);
    if (chart !== undefined && png === null) throw new Refusal(`${nothingYet} No chart was drawn.`);
    if (chart !== undefined && png !== null) await write(chart, png);
    out.write(text);
  } finally {
    await close();
  }
}

async function write(file: string, png: Uint8Array): Promise<void> {
  await writeFile(file, png).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`The chart could not be written to ${file} (${error.code ?? error.message}).`);
  });
}
