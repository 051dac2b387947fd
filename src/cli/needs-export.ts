import type { Env } from '../config.ts';
import { createLog } from '../log.ts';
import { open } from '../open.ts';
import { needsCsv } from '../polls/needs/csv.ts';

/** Prints the needs by rank as CSV: of a group by its own figures, or of all groups together. */
export async function run(env: Env, group: string | null): Promise<void> {
  // Standard output is the file.
  const { db, close } = await open(env, { log: createLog('silent', []) });
  try {
    process.stdout.write(await needsCsv({ db }, group));
  } finally {
    await close();
  }
}
