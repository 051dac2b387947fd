import { applyFile } from '../apply.ts';
import { open } from '../open.ts';
import { type Machine, say } from './machine.ts';

/** Brings the database in line with a community file, and prints what was changed, a sentence each. */
export async function run({ environment, out }: Machine, file: string, dryRun: boolean): Promise<void> {
  const { db, close } = await open(await environment(), { out });
  try {
    const changes = await applyFile({ db, now: () => new Date() }, file, { dryRun });
    for (const { sentence } of changes) say(out, sentence);
    const done = changes.filter(({ act }) => act !== 'left').length;
    const count = done === 1 ? '1 change' : `${done} changes`;
    if (dryRun) say(out, `Nothing was changed. Without --dry-run, ${count} would be made.`);
    else say(out, done === 0 ? 'Nothing to change.' : `${count} made.`);
  } finally {
    await close();
  }
}
