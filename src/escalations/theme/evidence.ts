import { type Span, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import type { Raised } from './store.ts';
import { titleOf, waysTo } from './thing.ts';

/** A thing that speaks for a theme, as it is shown. */
export interface Shown {
  title: string;
  /** Where it is read; undefined where nothing is known of that. */
  url: string | undefined;
  /** How many people flagged it, and in how many groups. */
  flags: number;
  groups: number;
}

/** What speaks for a theme: what most people flagged first. @param platform on which it is shown */
export async function evidenceOf(
  tx: Tx,
  { evidence }: Pick<Raised, 'evidence'>,
  platform: string,
): Promise<Shown[]> {
  const things = evidence.map(({ thing }) => thing);
  const ways = await waysTo(tx, things, platform);
  const flags = await tx.flag.findMany({
    where: { thingId: { in: things.map(({ id }) => id) } },
    select: { thingId: true, groupId: true },
  });
  return things
    .map((thing) => {
      const its = flags.filter(({ thingId }) => thingId === thing.id);
      const groups = new Set(its.map(({ groupId }) => groupId)).size;
      return { title: titleOf(thing), url: ways.get(thing.id), flags: its.length, groups };
    })
    .sort((a, b) => b.flags - a.flags);
}

/** A line a thing, as many as `most`, the rest counted. @param room characters of a title, and of an address that is still linked */
export function evidenceLines(
  shown: readonly Shown[],
  most: number,
  room: { title: number; url: number },
): Span[] {
  const lines = shown.slice(0, most).flatMap(({ title, url, flags, groups }): Span[] => {
    const text = shorten(title, room.title);
    const flagged = flags > 0 ? ` (flagged by ${flags}${groups > 1 ? ` in ${groups} groups` : ''})` : '';
    return ['\n• ', url && url.length <= room.url ? { text, link: url } : text, flagged];
  });
  const rest = shown.length - most;
  return [
    { text: shown.length === 1 ? 'Evidence' : `Evidence (${shown.length})`, bold: true },
    ...lines,
    ...(rest > 0 ? [`\n… and ${rest} more`] : []),
  ];
}
