/**
 * Why the embedded database cannot run, in a sentence with the next step. The program's own words are in
 * `cause`.
 */
export class DatabaseTrouble extends Error {
  override name = 'DatabaseTrouble';
}

/** The way out that always works: a PostgreSQL that somebody else runs. */
export const useAServer =
  'Or use a PostgreSQL server of your own: set DATABASE_URL=postgresql://user:password@host:5432/lookout.';

/**
 * Reads what `initdb` or `postgres` printed before giving up, and says it for a person.
 * @param what the deed that failed, as the start of a sentence ("The embedded database did not start").
 * @param printed the program's output, or the operating system's error (`ENOSPC: …`).
 */
export function explain(what: string, printed: string, where: string): DatabaseTrouble {
  const known = knownTroubles.find(([sign]) => sign.test(printed));
  const advice =
    known?.[1](where) ?? `Its last output is below, and in the log in ${where}.\n${lastLines(printed)}`;
  return new DatabaseTrouble(`${what}. ${advice}`, { cause: new Error(printed) });
}

const knownTroubles: [sign: RegExp, advice: (where: string) => string][] = [
  [
    /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/,
    (where) =>
      `The disk that holds ${where} is full. Free about 200 MB there, or set LOOKOUT_DATA_DIR to a folder on another disk.`,
  ],
  [
    /Read-only file system|EROFS|Permission denied|EACCES|EPERM|Operation not permitted|ENOENT: .* mkdir|ENOTDIR|EEXIST: .* mkdir/,
    (where) =>
      `${where} cannot be written to. Let the user who runs Lookout write to that folder, or set LOOKOUT_DATA_DIR to another. ${useAServer}`,
  ],
  [
    /Address already in use|could not create any TCP\/IP sockets/,
    () =>
      'Its port is taken by another program. Stop that program, or leave the port out: a free one is then found.',
  ],
  [
    /could not (create|resize) shared memory|could not map anonymous shared memory|Cannot allocate memory|ENOMEM/,
    () => `There is too little memory: it wants about 150 MB. Stop other programs. ${useAServer}`,
  ],
  [
    /error while loading shared libraries|GLIBC_|Library not loaded|spawn .* ENOENT|Exec format error|ENOEXEC/,
    () =>
      `Its program does not run on this system (Alpine Linux, for one, lacks the GNU C library). ${useAServer}`,
  ],
  [
    /could not locate a valid checkpoint record|invalid page in block|could not open file "(global|base)\//,
    (where) =>
      `The data in ${where} is damaged. Put back a copy of that folder, or move it away to start with an empty database.`,
  ],
];

function lastLines(printed: string): string {
  return printed.trim().split('\n').slice(-8).join('\n');
}
