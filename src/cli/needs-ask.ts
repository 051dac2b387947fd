import { open } from '../open.ts';
import { askFile } from '../polls/asking/ask-file.ts';
import { type Machine, say } from './machine.ts';

/** Plans the polls of a file, and prints a sentence for each. */
export async function run({ environment, out }: Machine, file: string): Promise<void> {
  const { db, close } = await open(await environment(), { out });
  try {
    for (const sentence of await askFile({ db, now: () => new Date() }, file)) say(out, sentence);
  } finally {
    await close();
  }
}
