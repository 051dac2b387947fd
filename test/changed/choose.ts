import { posix } from 'node:path';

/** A file of tests, by its path from the root. */
export interface TestFile {
  path: string;
  /** Files of ours that it names in its imports. */
  imports: readonly string[];
  /** What it takes, in seconds; of a new one what is usual. */
  seconds: number;
}

export interface Choice {
  /** To be run, the nearest to the change first. */
  run: string[];
  /** Concerned too, and left to CI for the time they take. */
  left: string[];
}

/**
 * Chooses the tests that speak soonest of a change: those that were changed, then those that import what was changed, then those of
 * its room, each kind the quickest first.
 * @param changed paths from the root, with slashes
 * @param seconds that may be spent; whatever was changed itself is always run
 */
export function chooseTests(changed: readonly string[], tests: readonly TestFile[], seconds: number): Choice {
  const near = tests
    .map((test) => ({ test, distance: distanceTo(changed, test) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.distance - b.distance || a.test.seconds - b.test.seconds);
  const choice: Choice = { run: [], left: [] };
  let spent = 0;
  for (const { test, distance } of near) {
    const fits = distance === 0 || spent + test.seconds <= seconds;
    if (fits) spent += test.seconds;
    (fits ? choice.run : choice.left).push(test.path);
  }
  return choice;
}

function distanceTo(changed: readonly string[], { path, imports }: TestFile): number {
  if (changed.includes(path)) return 0;
  if (imports.some((file) => changed.includes(file))) return 1;
  return changed.some((file) => roomsOf(file).some((room) => path.startsWith(`test/${room}`)))
    ? 2
    : Number.POSITIVE_INFINITY;
}

/** The folders, or beginnings of names, under `test` that go with a file: `src/polls/tally.ts` → `polls/`. */
function roomsOf(file: string): string[] {
  const [top, room = '', inner] = file.split('/');
  if (top === 'adapters') return inner ? [`${room}/`, `conformance/${room}`] : ['conformance/'];
  if (top === 'sandbox') return ['sandbox/', ...(room === 'page' ? ['page/'] : [])];
  if (top === 'prisma') return ['storage/'];
  if (top === 'test' || top === 'src') return inner ? [`${room}/`] : [`${posix.parse(room).name}`];
  return top === 'jobs' ? ['jobs/'] : [];
}
