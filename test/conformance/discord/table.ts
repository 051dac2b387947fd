import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Db, openDatabase } from '../../../src/db.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { net } from '../../support/until.ts';
import { type Bench, createBench } from '../bench.ts';
import { type DiscordStage, openStage } from './stage.ts';

/** For what Discord alone has to be examined for: a server and a desk for each test, as the suite sets them up. */
export function setTable(options: Parameters<typeof openStage>[0] = {}): {
  stage(): DiscordStage;
  bench(): Bench;
} {
  let database: TestDatabase;
  let open: { db: Db; close(): Promise<void> };
  let stage: DiscordStage;
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
    await open.db.act.deleteMany();
    stage = await openStage(options);
    bench = createBench(open.db);
  });
  afterEach(() => stage.close());
  return { stage: () => stage, bench: () => bench };
}
