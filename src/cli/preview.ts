import { print } from '../chat/print.ts';
import type { Env } from '../config.ts';
import { preview } from '../digest/preview.ts';
import { open } from '../open.ts';
import { showDay } from '../time.ts';

/** Prints a group's next digest as it would be if it were made now. */
export async function run(env: Env, group: string): Promise<void> {
  const { db, close } = await open(env);
  try {
    const { slot, pages } = await preview({ db, now: () => new Date() }, group);
    console.log(`The digest of ${showDay(slot.day)}, as it would be now:\n`);
    console.log(pages.map(print).join('\n\n'));
  } finally {
    await close();
  }
}
