import type { Db } from './db.ts';
import type { Log } from './log.ts';
import type { QueueName, RowIds } from './queues.ts';

/** What the deeds of a feature are handed. A deed asks for the part it needs: `Pick<App, 'db' | 'now'>`. */
export interface App {
  db: Db;
  /** The clock. Nothing in `src/` asks the machine for the time, so that tests and the demo can move it. */
  now: () => Date;
  log: Log;
  /** What anonymous voters are hashed with. It is never stored in the database (secret.ts). */
  secret: string;
  /** How addresses of the web are read (settings); left out, public ones only. */
  feeds?: { allowPrivate: boolean; contact: string | null };
  /** Working days that the council has; what is left out, as usual (src/escalations/theme/clocks.ts). */
  clocks?: Partial<Record<'acknowledge' | 'decide' | 'answer' | 'report' | 'overdue', number>>;
  /** Emoji, by name or sign, that flag a message of ours; none, if left out. */
  flagReactions?: readonly string[];
  /** Months after which what is held of people goes (src/mydata/cutoff.ts says how many unless they are set). */
  retentionMonths?: number;
  /**
   * A hint that a row of this queue is due: it makes the work immediate. Losing it loses nothing, the next look finds the row. Only
   * `commit` calls it (commit.ts).
   */
  wake: <Name extends QueueName>(queue: Name, id: RowIds[Name]) => void;
}
