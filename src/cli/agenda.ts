import { Refusal } from '../errors.ts';
import { exportAgenda } from '../escalations/record/agenda-export.ts';
import { createLog } from '../log.ts';
import { open } from '../open.ts';
import type { Machine } from './machine.ts';

/** Prints the agenda of the council's next meeting. @throws Refusal for a format that is none of ours, and a day that is none */
export async function run(
  { environment, out }: Machine,
  { format, since }: { format: string; since?: string },
): Promise<void> {
  if (format !== 'md' && format !== 'html')
    throw new Refusal(`There is no format “${format}”. Choose md or html.`);
  // Standard output is the file.
  const { db, close } = await open(await environment(), { log: createLog('silent', []) });
  try {
    out.write(await exportAgenda({ db, now: () => new Date() }, format, since ?? null));
  } finally {
    await close();
  }
}
