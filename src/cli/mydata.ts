import { Refusal } from '../errors.ts';
import { createLog } from '../log.ts';
import { subjectNamed } from '../mydata/data-subject.ts';
import { erase } from '../mydata/forgetting/erase.ts';
import { storedDataOf } from '../mydata/showing/held.ts';
import { open } from '../open.ts';
import { type Machine, say } from './machine.ts';

/** Prints all that is held of somebody as JSON, to be handed to them. What only they may know of themselves is not in it. */
export async function runExport({ environment, out, err }: Machine, person: string): Promise<void> {
  // Standard output is the file.
  const { db, secret, close } = await open(await environment(), { log: createLog('silent', []) });
  try {
    const held = await storedDataOf(db, await subjectNamed(db, person), {
      secret,
      at: new Date(),
      inConfidence: false,
    });
    out.write(`${JSON.stringify(held, null, 2)}\n`);
    say(
      err,
      'Anonymous ideas and votes are left out: only the person may see them, by typing /mydata export.',
    );
  } finally {
    await close();
  }
}

/** Erases somebody, once it is said for sure. */
export async function runErase({ environment, out }: Machine, person: string, sure: boolean): Promise<void> {
  const { db, secret, close } = await open(await environment(), { out });
  try {
    const { name, accounts } = await subjectNamed(db, person);
    if (!sure)
      throw new Refusal(
        `This erases ${name ?? person} with ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'} for good; docs/privacy.md says what goes and what stays. Nothing has been erased yet. To do it, add --yes`,
      );
    const now = () => new Date();
    const { slug } = await erase(
      { db, now, secret, wake: () => undefined },
      (tx) => subjectNamed(tx, person),
      true,
    );
    say(out, `${name ?? person} has been erased.`);
    if (slug !== null)
      say(
        out,
        `Remove “${slug}” from the community file before the next “lookout apply”, or they will be added again.`,
      );
  } finally {
    await close();
  }
}
