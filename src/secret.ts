import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What anonymous voters are hashed with, so that the database alone never says who they are. Kept in a file of the data folder
 * that only its owner can read, made at the first start.
 * @param given the one of the settings; with it no file is made
 */
export async function readSecret(dataDir: string, given: string | null): Promise<string> {
  if (given !== null) return given;
  const file = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  const made = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(made, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    // Whole or not at all: of two that start at once, the second finds the first one's.
    await link(made, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    await rm(made);
  }
  return readFile(file, 'utf8');
}
