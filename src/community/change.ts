import type { GroupRow, SourceRow, State } from './state.ts';

export interface Rows {
  group: GroupRow;
  person: State['people'][number];
  source: SourceRow;
  channel: State['channels'][number];
  account: State['accounts'][number];
  role: State['roles'][number];
  /** The groups for which a source is read from now on, or is no longer. */
  subscriptions: { source: string; groups: string[] };
}

/**
 * One difference between the database and the file. `row` is what shall be, of `removed` and `left` what is.
 * - `moved`: a channel or account goes from one group or person to another.
 * - `adopted`: an account that acted on its own gets its name; what it did stays with it.
 * - `left`: it is not in the file and stays as it is. Nothing is done; the office should know.
 */
export type Change = {
  [What in keyof Rows]: {
    act: 'added' | 'changed' | 'removed' | 'moved' | 'adopted' | 'left';
    what: What;
    row: Rows[What];
    /** For a person to read, true before and after it is done: `Group “mr” added: MR SIG.` */
    sentence: string;
  };
}[keyof Rows];
