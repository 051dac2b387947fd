import type { Text } from '../../chat/text.ts';
import type { Day } from '../../time.ts';

/** One matter of the agenda. */
export interface Section {
  title: string;
  /** What the rows are, where the title does not say it. */
  note?: string;
  /** What is said where there is no row. */
  none: string;
  head: readonly string[];
  rows: readonly Row[];
}

export interface Row {
  /** As many as the head has. */
  cells: readonly Text[];
  /** The row in a line of chat. */
  short: string;
}

/** Where and when the agenda is read. */
export interface At {
  /** IANA name. */
  zone: string;
  today: Day;
}
