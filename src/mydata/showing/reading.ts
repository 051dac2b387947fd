import { nameOf } from '../../ideas/idea/idea.ts';

/** How what is held is read. */
export interface Reading {
  secret: string;
  at: Date;
  /**
   * Nobody reads it but they themselves. Without it their anonymous ideas and votes are left out, and whether they are stopped: the
   * office must not learn of those, not even while it hands somebody's data over.
   */
  inConfidence: boolean;
}

/** An idea as people know it. */
export function called(number: number | null): string {
  return number === null ? 'not numbered yet' : nameOf(number);
}
