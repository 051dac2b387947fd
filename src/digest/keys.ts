import type { Day } from '../time.ts';

/** What one page of an edition, counted from 0, is named in one channel. */
export function pageKey(
  { slug, day, page }: { slug: string; day: Day; page: number },
  { platform, channel }: { platform: string; channel: string },
): string {
  return `digest/${slug}/${day}/${platform}/${channel}/${page + 1}`;
}

/** What the thread in which an entry is discussed is named in one channel; its opening lines hang from it. */
export function discussionKey(
  entryId: number,
  { platform, channel }: { platform: string; channel: string },
): string {
  return `discuss/${entryId}/${platform}/${channel}`;
}
