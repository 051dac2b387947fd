// What the engine does to whole databases: see that one is there, make one, drop one.
import pg from 'pg';

/** `?schema=` is Prisma's own addition to an address; `pg` does not know it. */
export function readAddress(url) {
  const address = new URL(url);
  const schema = address.searchParams.get('schema') ?? undefined;
  address.searchParams.delete('schema');
  const config = { connectionString: address.toString(), max: 1 };
  if (schema) config.options = `-c search_path="${schema}"`;
  return { config, schema, database: decodeURIComponent(address.pathname.slice(1)) };
}

/** The same server and account, another database. */
export function withDatabase(config, database) {
  const address = new URL(config.connectionString);
  address.pathname = `/${encodeURIComponent(database)}`;
  return { ...config, connectionString: address.toString() };
}

async function connected(config, act) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

export const canConnect = (url) => connected(readAddress(url).config, async () => {});

/** @returns the new database's name. */
export async function createDatabase(url) {
  const { config, database } = readAddress(url);
  await connected(withDatabase(config, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`),
  );
  return database;
}

export async function dropDatabase(url) {
  const { config, database } = readAddress(url);
  await connected(withDatabase(config, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`),
  );
}
