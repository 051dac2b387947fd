import { createLog } from '../log.ts';
import { open } from '../open.ts';
import { needsCsv } from '../polls/needs/csv.ts';
import type { Machine } from './machine.ts';

/** Prints the needs by rank as CSV: of a group by its own figures, or of all groups together. */
export async function run({ environment, out }: Machine, group: string | null): Promise<void> {
  // Standard output is the file.
  const { db, close } = await open(await environment(), { log: createLog('silent', []) });
  try {
    out.write(await needsCsv({ db }, group));
  } finally {
    await close();
  }
}
