import type { Env } from '../config.ts';
import { open } from '../open.ts';
import { askFile } from '../polls/asking/ask-file.ts';

/** Plans the polls of a file, and prints a sentence for each. */
export async function run(env: Env, file: string): Promise<void> {
  const { db, close } = await open(env);
  try {
    for (const sentence of await askFile({ db, now: () => new Date() }, file)) console.log(sentence);
  } finally {
    await close();
  }
}
