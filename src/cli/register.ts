import { Refusal } from '../errors.ts';
import { exportRegister } from '../escalations/record/register-export.ts';
import { createLog } from '../log.ts';
import { open } from '../open.ts';
import type { Machine } from './machine.ts';

/** Prints all that was raised to the council, and what became of it. @throws Refusal for a format that is none of ours */
export async function run({ environment, out }: Machine, format: string): Promise<void> {
  if (format !== 'md' && format !== 'csv' && format !== 'json')
    throw new Refusal(`There is no format “${format}”. Choose md, csv or json.`);
  // Standard output is the file.
  const { db, close } = await open(await environment(), { log: createLog('silent', []) });
  try {
    out.write(await exportRegister({ db, now: () => new Date() }, format));
  } finally {
    await close();
  }
}
