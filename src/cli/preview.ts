import { print } from '../chat/print.ts';
import { preview } from '../digest/preview.ts';
import { open } from '../open.ts';
import { showDay } from '../time.ts';
import { type Machine, say } from './machine.ts';

/** Prints a group's next digest as it would be if it were made now. */
export async function run({ environment, out }: Machine, group: string): Promise<void> {
  const { db, close } = await open(await environment(), { out });
  try {
    const { slot, pages } = await preview({ db, now: () => new Date() }, group);
    say(out, `The digest of ${showDay(slot.day)}, as it would be now:\n`);
    say(out, pages.map(print).join('\n\n'));
  } finally {
    await close();
  }
}
