// How the engine reaches the database: Prisma's `pg` adapter, with the gaps closed that it has when used for
// migrations.
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { createDatabase, dropDatabase, readAddress, withDatabase } from './admin.mjs';

/**
 * @returns a factory of connections, to the database and to the "shadow" in which the engine replays
 * migrations.
 */
export function adapters(url, shadowUrl) {
  if (!url)
    return {
      provider: 'postgres',
      adapterName: 'none',
      connect: async () => none,
      connectToShadowDb: async () => none,
    };
  const { config, schema } = readAddress(url);
  const main = new PrismaPg(config, schema ? { schema } : undefined);
  return {
    provider: main.provider,
    adapterName: main.adapterName,
    connect: async () => mended(await main.connect()),
    connectToShadowDb: () => (shadowUrl ? open(readAddress(shadowUrl).config) : passingDatabase(config)),
  };
}

const open = async (config) => mended(await new PrismaPg(config).connect());

async function passingDatabase(config) {
  const shadow = withDatabase(config, `prisma_migrate_shadow_db_${randomUUID()}`);
  await createDatabase(shadow.connectionString);
  const adapter = await open(shadow);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await dropDatabase(shadow.connectionString);
  };
  return adapter;
}

/**
 * The adapter cuts scripts at every ";", also inside strings, comments and $$ bodies (prisma/prisma#27403).
 * PostgreSQL reads them whole.
 */
function mended(adapter) {
  const pool = adapter.underlyingDriver();
  const begin = adapter.startTransaction.bind(adapter);
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  adapter.startTransaction = async (level) => withSystemCharacters(await begin(level));
  return withSystemCharacters(adapter);
}

/**
 * The adapter has no type for PostgreSQL's internal one-letter "char" (18), of which the catalogue is full:
 * read it as text (25), call it Character (6).
 */
function withSystemCharacters(queryable) {
  const perform = queryable.performIO.bind(queryable);
  const raw = queryable.queryRaw.bind(queryable);
  let kinds = [];
  queryable.performIO = async (query) => {
    const result = await perform(query);
    const fields = result.fields ?? [];
    kinds = fields.map((field) => field.dataTypeID);
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  };
  queryable.queryRaw = async (query) => {
    const result = await raw(query);
    kinds.forEach((kind, column) => {
      if (kind === 18) result.columnTypes[column] = 6;
    });
    return result;
  };
  return queryable;
}

/** Without an address, as in `migrate diff --from-empty`, the engine only asks for the server's version. */
const none = {
  provider: 'postgres',
  adapterName: 'none',
  queryRaw: async ({ sql }) => {
    if (!sql.includes('server_version_num'))
      throw new Error('This command needs a database: set DATABASE_URL.');
    return {
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [5, 7, 0],
      rows: [[true, 'PostgreSQL 18.0', 180000]],
    };
  },
  executeRaw: async () => 0,
  executeScript: async () => {},
  dispose: async () => {},
  startTransaction: async () => {
    throw new Error('This command needs a database: set DATABASE_URL.');
  },
  getConnectionInfo: () => ({ supportsRelationJoins: true }),
};
