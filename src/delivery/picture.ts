import { createHash } from 'node:crypto';
import { Trouble } from '../chat/port.ts';
import type { Db, Tx } from '../db.ts';

/**
 * Keeps a picture for messages to show, inside the transaction of whoever announces them.
 * @param png the file's bytes
 * @returns its name, the same for the same bytes: `picture(name, alt)`
 */
export async function keepPicture(tx: Tx, now: Date, png: Uint8Array): Promise<string> {
  const name = createHash('sha256').update(png).digest('hex');
  await tx.picture.createMany({
    data: [{ name, png: Buffer.from(png), createdAt: now }],
    skipDuplicates: true,
  });
  return name;
}

/** The bytes of a picture. @throws Trouble `refused` when none is kept under this name */
export async function readPicture(db: Db, name: string): Promise<Uint8Array> {
  const found = await db.picture.findUnique({ where: { name } });
  if (!found) throw new Trouble('refused', 'A picture in this message has been deleted.');
  return found.png;
}
