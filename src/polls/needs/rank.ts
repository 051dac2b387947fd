import { type Asked, type Evidence, type Figure, figureOf, sum, usable, weigh } from './evidence.ts';
import { change, type Interval, wilson } from './wilson.ts';

/** A need in its place, and what put it there. */
export interface Ranked {
  /** From 1. */
  rank: number;
  evidence: Evidence;
  /** `chosen` is the demand: people, not votes. */
  demand: Figure;
  /** Of those who answered, from 0 to 1. */
  share: number;
  /** Where the share lies with 95% confidence. */
  likely: Interval;
  breadth: Breadth;
  /** Null when it was not asked before. */
  trend: Trend | null;
  /** Of how many people who were asked how confident they feel, how many chose 1 or 2 of 5; null when nobody was. */
  urgency: Figure | null;
}

/** In how many groups somebody wants it, whichever list it is in. */
export interface Breadth {
  groups: number;
  /** More than `groups` may: some can only be shown together, and count as one. */
  atLeast: boolean;
  /** Those that may be named. */
  names: string[];
}

/** What has become of the share since the poll was last asked. */
export interface Trend {
  /** Share now less share then. */
  by: number;
  /** It is more than chance makes likely. */
  sure: boolean;
  was: Figure;
  before: Asked;
}

/** How needs are ordered, for whoever asks. */
export const order =
  'Ordered by how many people want it, then in how many groups, then how many feel unsure of it, then by name.';

const collator = new Intl.Collator('en-GB', { sensitivity: 'base', numeric: true });

/**
 * Puts needs in order: see `order`. The same evidence gives the same order, however it is sorted.
 * @param group its own figures alone, from the newest poll that shows it by itself; null: all groups together (`weigh`)
 * @returns those of which there is a figure of five answers or more
 */
export function rank(evidence: readonly Evidence[], group: number | null): Ranked[] {
  return evidence
    .flatMap((one) => {
      const demand = group === null ? acrossGroups(one) : newestOf(one.asked, group);
      return demand ? [weighOne(one, demand, group)] : [];
    })
    .sort(
      (a, b) =>
        b.demand.chosen - a.demand.chosen ||
        b.breadth.groups - a.breadth.groups ||
        unsure(b) - unsure(a) ||
        collator.compare(a.evidence.need.title, b.evidence.need.title) ||
        a.evidence.need.id - b.evidence.need.id,
    )
    .map((one, at) => ({ ...one, rank: at + 1 }));
}

function weighOne(evidence: Evidence, demand: Figure, group: number | null): Omit<Ranked, 'rank'> {
  const { chosen, answers } = demand;
  return {
    evidence,
    demand,
    share: chosen / answers,
    likely: wilson(chosen, answers),
    breadth: breadthOf(evidence),
    trend: trendOf(evidence.asked, group),
    urgency: newestOf(evidence.levels, group) ?? null,
  };
}

function acrossGroups({ asked }: Evidence): Figure | undefined {
  const all = sum(weigh(asked).map(({ figure }) => figure));
  return all.answers > 0 ? all : undefined;
}

function newestOf(asked: readonly Asked[], group: number | null): Figure | undefined {
  return usable(asked).flatMap((one) => shownTo(one, group) ?? [])[0];
}

function shownTo(asked: Asked, group: number | null): Figure | undefined {
  return group === null ? asked.all : figureOf(asked, group);
}

function breadthOf({ asked }: Evidence): Breadth {
  const wanted = weigh(asked).flatMap(({ asked: one, parts }) =>
    parts.filter(({ figure }) => figure.chosen > 0).map((part) => ({ ...part, one })),
  );
  const names = wanted.flatMap(({ groups: [id], one }) =>
    figureOf(one, id!) ? one.groups.filter((group) => group.id === id).map(({ name }) => name) : [],
  );
  return {
    groups: wanted.filter(({ counts }) => counts).length,
    atLeast: wanted.some(({ groups, counts }) => groups.length > 1 || !counts),
    names: names.sort(collator.compare),
  };
}

function trendOf(asked: readonly Asked[], group: number | null): Trend | null {
  const known = usable(asked).filter((one) => shownTo(one, group));
  const [newest] = known;
  const before = newest && earlier(asked, newest).find((one) => known.includes(one));
  if (!newest || !before) return null;
  const [now, then] = [shownTo(newest, group)!, shownTo(before, group)!];
  const { low, high } = change(now, then);
  const by = now.chosen / now.answers - then.chosen / then.answers;
  return { by, sure: low > 0 || high < 0, was: then, before };
}

/** The polls that a poll asks again, the nearest first. */
function earlier(asked: readonly Asked[], newest: Asked): Asked[] {
  const chain: Asked[] = [];
  let at: Asked | undefined = newest;
  while (at && chain.length < asked.length) {
    const { previous }: Asked = at;
    at = asked.find(({ poll }) => poll === previous);
    if (at) chain.push(at);
  }
  return chain;
}

function unsure({ urgency }: Omit<Ranked, 'rank'>): number {
  return urgency ? urgency.chosen / urgency.answers : -1;
}
