import { addMonths, dayIn, instantOf } from '../time.ts';

/** Months after which what is held of people goes, unless the settings say otherwise (LOOKOUT_RETENTION_MONTHS). */
export const DEFAULT_MONTHS = 24;

/**
 * What is older than this goes. The first of a month, so that what goes together is a month's: a single person's row that goes by itself
 * would say more than it hides.
 */
export function cutoff(now: Date, months = DEFAULT_MONTHS): Date {
  const first = `${dayIn('UTC', now).slice(0, 7)}-01`;
  return instantOf(addMonths(first, -months), '00:00', 'UTC');
}
