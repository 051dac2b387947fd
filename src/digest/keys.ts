import type { Day } from '../time.ts';

/** What every delivery of an edition begins with. */
export function editionKey(slug: string, day: Day): string {
  return `digest/${slug}/${day}`;
}

/** The delivery key of one page, counted from 0, in one channel. */
export function partKey(
  edition: string,
  { platform, channel }: { platform: string; channel: string },
  page: number,
): string {
  return `${edition}/${platform}/${channel}/${page + 1}`;
}

/** The page, counted from 0, that a delivery key names. */
export function pageIn(key: string): number {
  return Number(key.slice(key.lastIndexOf('/') + 1)) - 1;
}
