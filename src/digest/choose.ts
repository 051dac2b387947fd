import type { Tag } from '../taxonomy/tag.ts';
import type { TopicId } from '../taxonomy/topics.ts';
import { type Mention, watch } from '../taxonomy/watch.ts';
import type { Day } from '../time.ts';

/** A new item that a group might care about. */
export interface Candidate {
  id: number;
  title: string;
  summary: string;
  tags: readonly Tag[];
  publishedAt: Date | null;
  seenAt: Date;
  /** Null for what only a member has shown. */
  source: { id: number; name: string; weight: number } | null;
  /** A member has shared it with the group, and the chair or the office has taken it. */
  shared?: boolean;
}

/** What a group cares about, and how much it wants to read. */
export interface Taste {
  /** 0 to 3; a topic that is left out counts as 0. */
  topics: Partial<Readonly<Record<TopicId, number>>>;
  keywords: readonly string[];
  size: number;
  /** What the council wants watched here, the oldest first; left out, nothing. */
  priorities?: readonly Watched[];
}

/** A topic that the council has this group watch. */
export interface Watched {
  id: number;
  /** The council's name. */
  council: string;
  topic: TopicId;
  /** Only items that mention one of them; empty, all of the topic. */
  keywords: readonly string[];
  /** The last local day. */
  until: Day;
}

/** One thing that spoke for an item, and the points that it added. */
export type Reason =
  | { kind: 'keyword'; words: readonly string[]; points: number }
  | { kind: 'topic'; topic: TopicId; words: readonly string[]; points: number }
  | { kind: 'source'; name: string; points: number }
  | { kind: 'shared'; points: number }
  | {
      kind: 'priority';
      id: number;
      council: string;
      topic: TopicId;
      /** As they stand in the item; left out when all of the topic is watched. */
      words?: readonly string[];
      until: Day;
      points: number;
    }
  | { kind: 'spread'; name: string; points: number };

export interface Scored {
  id: number;
  score: number;
  reasons: readonly Reason[];
}

/** Each further item from a source counts this much of the one before, so that one busy journal does not fill a digest. */
const spread = 0.7;

/** What it counts that a member has shared an item and the group's chair took it: as much as two keywords in a title. */
const shared = 4;

/** What it counts that the council watches for it: as much as a topic at its greatest weight. Once, however many priorities it is for. */
const watched = 3;

/**
 * The items that matter to a group: at most `taste.size`, best first, spread over sources. All others are `also` seen.
 * An item that neither a keyword nor a topic nor a member nor the council speaks for is never chosen. The order of `candidates` does not matter.
 */
export function choose(candidates: readonly Candidate[], taste: Taste): { chosen: Scored[]; also: Scored[] } {
  const looks: Looks = {
    keywordsIn: watch(taste.keywords),
    priorities: (taste.priorities ?? []).map((one) => ({ ...one, wordsIn: watch(one.keywords) })),
  };
  const pool = candidates.map((item) => ({ item, ...score(item, taste, looks) })).sort(better);
  const taken = new Map<number, number>();
  const chosen: Scored[] = [];
  const left = new Set(pool);
  while (chosen.length < taste.size) {
    let best: { entry: (typeof pool)[number]; points: number } | undefined;
    for (const entry of left) {
      if (!entry.matters) continue;
      const before = entry.item.source ? (taken.get(entry.item.source.id) ?? 0) : 0;
      const points = entry.score * spread ** before;
      if (!best || points > best.points) best = { entry, points };
    }
    if (!best) break;
    const { item, reasons, score } = best.entry;
    left.delete(best.entry);
    const { source } = item;
    if (source) taken.set(source.id, (taken.get(source.id) ?? 0) + 1);
    const points = round(best.points);
    const cost = round(points - score);
    const spreading: Reason[] =
      source && cost < 0 ? [{ kind: 'spread', name: source.name, points: cost }] : [];
    chosen.push({ id: item.id, score: points, reasons: [...reasons, ...spreading] });
  }
  const also = [...left].map(({ item, score, reasons }) => ({ id: item.id, score: round(score), reasons }));
  return { chosen, also };
}

type WordsIn = (text: string) => Mention[];
/** How texts are searched: made once for all candidates. */
type Looks = { keywordsIn: WordsIn; priorities: readonly (Watched & { wordsIn: WordsIn })[] };
type Measured = { score: number; reasons: Reason[]; matters: boolean };

/** Keywords say most: two points in a title, one in a summary, each once, six in all. Topics add the group's weight times how sure the tag is. */
function score(item: Candidate, taste: Taste, { keywordsIn, priorities }: Looks): Measured {
  const reasons: Reason[] = [];
  const { inTitle, inSummary } = mentionsIn(item, keywordsIn);
  const words = [...inTitle, ...inSummary].map((mention) => mention.words);
  if (words.length > 0)
    reasons.push({ kind: 'keyword', words, points: Math.min(2 * inTitle.length + inSummary.length, 6) });
  for (const { topic, score, evidence } of item.tags) {
    const points = round((taste.topics[topic] ?? 0) * score);
    if (points > 0) reasons.push({ kind: 'topic', topic, words: evidence, points });
  }
  const interest = sum(reasons);
  const { source } = item;
  const trust = source ? round(interest * (source.weight - 1) * 0.5) : 0;
  if (source && trust !== 0) reasons.push({ kind: 'source', name: source.name, points: trust });
  if (item.shared) reasons.push({ kind: 'shared', points: shared });
  const priority = priorityFor(item, priorities);
  if (priority) reasons.push(priority);
  const matters = interest > 0 || item.shared === true || priority !== undefined;
  return { score: sum(reasons), reasons, matters };
}

/** The first of the priorities that an item is for. */
function priorityFor(item: Candidate, priorities: Looks['priorities']): Reason | undefined {
  for (const { id, council, topic, keywords, until, wordsIn } of priorities) {
    const reason = { kind: 'priority' as const, id, council, topic, until, points: watched };
    if (keywords.length === 0) {
      if (item.tags.some((tag) => tag.topic === topic)) return reason;
      continue;
    }
    const { inTitle, inSummary } = mentionsIn(item, wordsIn);
    const words = [...inTitle, ...inSummary].map((mention) => mention.words);
    if (words.length > 0) return { ...reason, words };
  }
  return undefined;
}

/** What an item mentions, each in one place. */
function mentionsIn(
  { title, summary }: Candidate,
  wordsIn: WordsIn,
): { inTitle: Mention[]; inSummary: Mention[] } {
  const inTitle = wordsIn(title);
  const known = new Set(inTitle.map(({ keyword }) => keyword));
  return { inTitle, inSummary: wordsIn(summary).filter(({ keyword }) => !known.has(keyword)) };
}

type Ranked = { item: Candidate; score: number };

/** By score; then the newer; then by id, so that the same items always stand in the same order. */
function better(a: Ranked, b: Ranked): number {
  return b.score - a.score || when(b.item) - when(a.item) || a.item.id - b.item.id;
}

function when({ publishedAt, seenAt }: Candidate): number {
  return (publishedAt ?? seenAt).getTime();
}

function sum(reasons: readonly Reason[]): number {
  return round(reasons.reduce((total, { points }) => total + points, 0));
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
