import { expect, it } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { sql } from '../support/sql.ts';

it('gives each asker a migrated database of its own, also many at once', async () => {
  const databases = await Promise.all(Array.from({ length: 6 }, () => createDatabase()));
  try {
    expect(new Set(databases.map(({ url }) => url)).size).toBe(6);
    const [row] = await sql<{ count: number }>(
      databases[5]!.url,
      'select count(*)::int from _prisma_migrations',
    );
    expect(row?.count).toBeGreaterThan(0);
    await sql(databases[0]!.url, 'create table mine (id int)');
    await expect(sql(databases[1]!.url, 'select from mine')).rejects.toThrow('does not exist');
  } finally {
    await Promise.all(databases.map((database) => database.drop()));
  }
});
