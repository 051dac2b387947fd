import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor time, by who used it. */
export interface Cost {
  /** This process itself. */
  own: number;
  /** The processes that it started and that have ended. */
  processes: number;
}

/** What a file of tests cost, in seconds; a line of the profile. */
export interface Line {
  file: string;
  /** From when the file began to load until its last test was over. */
  wall: number;
  /** Loading the file and what it imports. */
  load: number;
  own: number;
  processes: number;
}

/** Linux counts in hundredths of a second wherever Node runs. */
const TICKS_PER_SECOND = 100;

/** @returns what this process has used since it began, with its ended children; of those 0 where there is no `/proc` */
export function used(): Cost {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, processes: ticks('self', 13, 14) / TICKS_PER_SECOND };
}

/** @returns seconds that a process has used with all its children, living or not; 0 where it has gone */
export function usedBy(pid: number): number {
  const own = ticks(pid, 11, 12) + ticks(pid, 13, 14);
  return own / TICKS_PER_SECOND + childrenOf(pid).reduce((sum, child) => sum + usedBy(child), 0);
}

/** The sum of two fields of `/proc/<pid>/stat`, counted from the one behind the program's name (proc(5)). */
function ticks(pid: number | 'self', ...fields: number[]): number {
  const values = stat(pid)?.split(' ') ?? [];
  return fields.reduce((sum, field) => sum + Number(values[field] ?? 0), 0);
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((other) => other && Number(stat(other)?.split(' ')[1]) === pid);
}

/** A name may hold spaces and brackets: the rest begins behind the last one. */
function stat(pid: number | 'self'): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2);
  } catch {
    return undefined; // no such process, or no such file system
  }
}
