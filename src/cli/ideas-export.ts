import { Refusal } from '../errors.ts';
import { exportIdeas } from '../ideas/finding/export.ts';
import { createLog } from '../log.ts';
import { open } from '../open.ts';
import type { Machine } from './machine.ts';

/** Prints the ideas of all groups, or of one (its slug). @throws Refusal for a format that is none of ours */
export async function run(
  { environment, out }: Machine,
  { format, group }: { format: string; group?: string },
): Promise<void> {
  if (format !== 'csv' && format !== 'json')
    throw new Refusal(`There is no format “${format}”. Choose csv or json.`);
  // Standard output is the file.
  const { db, close } = await open(await environment(), { log: createLog('silent', []) });
  try {
    out.write(await exportIdeas({ db }, format, group ?? null));
  } finally {
    await close();
  }
}
