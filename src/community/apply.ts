import type { App } from '../app.ts';
import type { Tx } from '../db.ts';
import { lock } from '../locks.ts';
import type { Change } from './change.ts';
import { planChanges } from './changes.ts';
import { writeLinks } from './links.ts';
import type { Community } from './schema.ts';
import { readState, stateOf } from './state.ts';

export type { Change } from './change.ts';

/**
 * Makes the database say what the community file says, all or nothing; a second time there is nothing to do.
 * Two at once take turns. With `dryRun` nothing is written.
 * @returns what was (or would be) done, and what is `left` because the file does not name it
 */
export async function apply(
  app: Pick<App, 'db' | 'now'>,
  file: Community,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<Change[]> {
  return app.db.$transaction(
    async (tx) => {
      await lock(tx, 'identities');
      const changes = planChanges(await readState(tx), stateOf(file));
      if (!dryRun) {
        await writeThings(tx, changes, app.now());
        await writeLinks(tx, changes);
      }
      return changes;
    },
    { maxWait: 30_000, timeout: 120_000 },
  );
}

async function writeThings(tx: Tx, changes: readonly Change[], now: Date): Promise<void> {
  for (const { act, what, row } of changes) {
    if (act !== 'added' && act !== 'changed') continue;
    if (what === 'group') {
      const { slug, ...rest } = row;
      await tx.group.upsert({ where: { slug }, create: { ...row, createdAt: now }, update: rest });
    } else if (what === 'person') {
      await tx.person.upsert({ where: { slug: row.slug }, create: row, update: { name: row.name } });
    } else if (what === 'source') {
      const { address, ...rest } = row;
      // Due at once: its first look is the baseline.
      await tx.source.upsert({
        where: { address },
        create: { ...row, createdAt: now, nextAt: now },
        update: rest,
      });
    }
  }
}
