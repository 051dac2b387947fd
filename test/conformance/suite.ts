import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';
import { actions } from './actions.ts';
import type { Around } from './around.ts';
import { type Bench, createBench } from './bench.ts';
import { breakage } from './breakage.ts';
import { forms } from './forms.ts';
import type { Harness, Stage } from './harness.ts';
import { hostile } from './hostile.ts';
import { keeps } from './keeps.ts';
import { life } from './life.ts';
import { most } from './most.ts';
import { once } from './once.ts';
import { pictures } from './pictures.ts';
import { recorded } from './recorded.ts';
import { rendering } from './rendering.ts';

const parts = { rendering, pictures, most, hostile, recorded, actions, keeps, forms, once, breakage, life };

/**
 * The promises of an adapter, examined through the platform's real SDK against a local server.
 * @param only some parts, where a platform has a second way in that touches no more
 */
export function conformance(harness: Harness, only?: readonly (keyof typeof parts)[]): void {
  let database: TestDatabase;
  let open: { db: Db; close(): Promise<void> };
  let stage: Stage;
  let bench: Bench;

  beforeAll(async () => {
    database = await createDatabase();
    open = openDatabase(database.url, 4, 2 * net);
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });
  beforeEach(async () => {
    // A new server names its actions anew, so what the desk remembers of the last one would hide them.
    await open.db.act.deleteMany();
    stage = await harness.open();
    bench = createBench(open.db);
  });
  afterEach(() => stage.close());

  const around: Around = { harness, stage: () => stage, bench: () => bench };
  const titles = only ?? (Object.keys(parts) as (keyof typeof parts)[]);
  for (const title of titles) describe(title, () => parts[title](around));
}
