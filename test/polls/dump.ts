import { createHash, createHmac } from 'node:crypto';
import { sql } from '../support/sql.ts';

/** A row of a database: where it stands, its columns as text with the system columns, and every text anywhere in them. */
export interface DumpedRow {
  table: string;
  row: Record<string, string | null>;
  values: string[];
}

export type Dump = DumpedRow[];

/** Reads every row of every table of every schema that is not PostgreSQL's own. Bytes are in hexadecimal. */
export async function dump(url: string): Promise<Dump> {
  const tables = await sql<{ name: string; quoted: string }>(
    url,
    `SELECT n.nspname || '.' || c.relname AS name, format('%I.%I', n.nspname, c.relname) AS quoted
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
     ORDER BY 1`,
  );
  const rows: Dump = [];
  for (const { name, quoted } of tables) {
    const found = await sql<{ row: Record<string, unknown>; xmin: string; ctid: string }>(
      url,
      `SELECT to_jsonb(t) AS row, t.xmin::text, t.ctid::text FROM ${quoted} t ORDER BY t.ctid`,
    );
    for (const { row, xmin, ctid } of found) {
      const texts = Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          typeof value === 'string'
            ? value.replace(/^\\x(?=([0-9a-f]{2})+$)/, '')
            : value === null
              ? null
              : JSON.stringify(value),
        ]),
      );
      const values = Object.values(texts).filter((text) => text !== null);
      rows.push({ table: name, row: { ...texts, xmin, ctid }, values });
    }
  }
  return rows;
}

/** The rows in which a text stands. */
export function holding(rows: Dump, text: string): Dump {
  return rows.filter(({ values }) => values.some((value) => value.includes(text)));
}

/**
 * What somebody might have made of these texts: every usual hash of each, behind or before a salt, and keyed with every key.
 * @returns the digests, in hexadecimal and both kinds of base64
 */
export function digestsOf(
  keys: readonly (string | Buffer)[],
  salts: readonly (string | Buffer)[],
  texts: readonly string[],
): Set<string> {
  const digests = new Set<string>();
  const keep = (digest: Buffer) => {
    digests.add(digest.toString('hex'));
    digests.add(digest.toString('base64'));
    digests.add(digest.toString('base64url'));
  };
  for (const text of texts)
    for (const salt of salts) {
      for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
        keep(createHash(algorithm).update(salt).update(text).digest());
        keep(createHash(algorithm).update(text).update(salt).digest());
      }
      for (const key of keys) keep(createHmac('sha256', key).update(salt).update(text).digest());
    }
  return digests;
}
