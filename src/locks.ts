import type { Tx } from './db.ts';

/**
 * Every advisory lock of the app: what it is for, and its key in SQL, where $1 is the id of what is locked. One transaction takes
 * several only in the order in which they stand here, and of one name by rising ids; whoever tries otherwise is refused (`lock`), so
 * that no two can wait for each other in a circle. Of rows: whoever changes a poll or a theme locks its row before its `ballots` or its number,
 * and a ballot or an idea after the lock of theirs.
 *
 * The keys stay as they are: during an upgrade the version before runs beside this one, and takes the same locks.
 *
 * Not here, because they are taken below the app and never inside one of its transactions: Prisma's own, 72707369, which
 * prisma/migrate.ts takes in the app's database; 20261120, which prisma/embedded/keeper.ts takes in the database `postgres`; and what
 * the kernel keeps for prisma/embedded/lock.ts.
 */
const locks = {
  /** Who is who: the community file, linking accounts, and erasing somebody take turns. */
  identities: { key: '7205318440' },
  /**
   * A poll's ballots (its id). Alone: whoever counts, merges or moves them. Shared: whoever looks for somebody's ballots before writing
   * one; single ones that are written without looking need it not. It is fair, unlike the poll's row, which a crowd would never give up.
   */
  ballots: { key: '1886350444, $1::int', id: 0 },
  /** What is posted of an idea (its id). Alone: whoever renders it. Shared: whoever says that it is behind, once their rows are written. */
  ideaPosts: { key: '1904227, $1::int', id: 0 },
  /** Numbers of ideas: the next one counts only what has come to stay, so that none is left out or given twice. */
  ideaNumbers: { key: "hashtext('ideas taken in')" },
  /** What one person sends in (their keyed hash, which says nothing without the secret): forms are counted one after the other. */
  ideaSender: { key: "hashtext('ideas sent by'), hashtext($1)", id: '' },
  /** Which ideas are merged: two that go into each other at once would be gone. */
  ideaMerging: { key: "hashtext('ideas merged')" },
  /** Reminders of ideas: one message a day. */
  ideaReminders: { key: "hashtext('ideas brought to mind')" },
  /** Numbers of themes: in the order of raising, without gaps. */
  themeNumbers: { key: "hashtext('numbers of themes')" },
  /** Priorities that one person sets (their id): what is sent off twice is kept once. */
  prioritySetter: { key: "hashtext('priorities set by'), $1::int", id: 0 },
  /** Reminders of themes that are overdue: one message a day and place. */
  overdueThemes: { key: "hashtext('themes that are overdue')" },
  /** Themes that may be forming: told once. */
  formingThemes: { key: "hashtext('themes that may be forming')" },
} as const satisfies Record<string, { key: string; id?: number | string }>;

type Locks = typeof locks;
export type LockName = keyof Locks;
/** What a lock is taken of: nothing, or the id that the table names. */
type Of<Name extends LockName> = Locks[Name] extends { id: number }
  ? [id: number]
  : Locks[Name] extends { id: string }
    ? [id: string]
    : [];

interface Held {
  name: LockName;
  id: number | string;
  shared: boolean;
}

const names = Object.keys(locks) as LockName[];

/** What each transaction took last. */
const lastOf = new WeakMap<Tx, Held>();

/**
 * Waits until `tx` has a lock to itself, and keeps it until `tx` ends.
 * @throws Error when `tx` holds one that comes after it, or is no transaction
 */
export function lock<Name extends LockName>(tx: Tx, name: Name, ...[id = '']: Of<Name>): Promise<void> {
  return take(tx, { name, id, shared: false });
}

/** The same, with others who share it; whoever wants it alone waits for all of them. */
export function lockShared<Name extends LockName>(tx: Tx, name: Name, ...[id = '']: Of<Name>): Promise<void> {
  return take(tx, { name, id, shared: true });
}

async function take(tx: Tx, wanted: Held): Promise<void> {
  // Outside a transaction the lock would be gone as soon as it was taken.
  if ('$connect' in tx) throw new Error(`The lock ${wanted.name} is taken inside a transaction only.`);
  const last = lastOf.get(tx);
  if (last && !mayFollow(last, wanted))
    throw new Error(
      `${spell(wanted)} cannot be locked after ${spell(last)}: the order stands in src/locks.ts.`,
    );
  lastOf.set(tx, wanted);
  const { name, id, shared } = wanted;
  const how = shared ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.$executeRawUnsafe(`SELECT ${how}(${locks[name].key})`, ...(id === '' ? [] : [id]));
}

/** The same one again is nothing to wait for; but to have it alone after sharing it, two would wait for each other. */
function mayFollow(last: Held, next: Held): boolean {
  if (last.name !== next.name) return names.indexOf(last.name) < names.indexOf(next.name);
  if (last.id !== next.id) return last.id < next.id;
  return next.shared || !last.shared;
}

function spell({ name, id }: Held): string {
  return id === '' ? name : `${name} of ${id}`;
}
