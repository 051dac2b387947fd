import pg from 'pg';
import { DatabaseTrouble } from './embedded/trouble.ts';

/**
 * Throws away everything in an embedded database: tables, jobs, and the memory of which migrations were applied.
 * @throws DatabaseTrouble when another process uses it
 */
export async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ users: number }>(
      "SELECT count(*)::int AS users FROM pg_stat_activity WHERE application_name = 'lookout keeper'",
    );
    if (rows[0]!.users > 1)
      throw new DatabaseTrouble(
        'Another Lookout is using this data folder. Stop it first, or set LOOKOUT_DATA_DIR to another folder.',
      );
    await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
    await client.query('DROP SCHEMA public CASCADE');
    await client.query('CREATE SCHEMA public');
  } finally {
    await client.end();
  }
}
