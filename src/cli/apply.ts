import { applyFile } from '../apply.ts';
import type { Env } from '../config.ts';
import { open } from '../open.ts';

/** Brings the database in line with a community file, and prints what was changed, a sentence each. */
export async function run(env: Env, file: string, dryRun: boolean): Promise<void> {
  const { db, close } = await open(env);
  try {
    const changes = await applyFile({ db, now: () => new Date() }, file, { dryRun });
    for (const { sentence } of changes) console.log(sentence);
    const done = changes.filter(({ act }) => act !== 'left').length;
    if (dryRun) console.log(`Nothing was written. Without --dry-run, ${done} changes would be made.`);
    else console.log(done === 0 ? 'Nothing to change.' : `${done} changes made.`);
  } finally {
    await close();
  }
}
