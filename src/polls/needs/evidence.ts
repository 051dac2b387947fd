import type { Prisma } from '../../db.ts';
import { FEWEST_SHOWN } from '../tally.ts';

/** What a poll says of a need, in one group or in all together: of `answers` people `chosen` want it, or feel unsure of it. */
export interface Figure {
  answers: number;
  /** How many could have answered; null where that is not known. */
  people: number | null;
  chosen: number;
}

/** A closed poll that asked about a need. */
export interface Asked {
  poll: number;
  /** The poll that it asks again. */
  previous: number | null;
  question: string;
  zone: string;
  closedAt: Date;
  groups: readonly { id: number; name: string }[];
  all: Figure;
  /** By group: of those that may be shown by themselves. */
  shown: ReadonlyMap<number, Figure>;
}

export type Outcome = Prisma.NeedMarkGetPayload<object>;

/** All that is known of a need. */
export interface Evidence {
  need: { id: number; title: string; topic: string | null };
  /** What was decided on it, the newest first. */
  marks: readonly Outcome[];
  /** Polls that offered it. */
  asked: readonly Asked[];
  /** Polls on how confident people feel; who chose 1 or 2 of 5 is `chosen`. */
  levels: readonly Asked[];
}

/** Polls whose figures may be shown at all, the newest first. */
export function usable(asked: readonly Asked[]): Asked[] {
  return asked
    .filter(({ all }) => all.answers >= FEWEST_SHOWN)
    .sort((a, b) => b.closedAt.getTime() - a.closedAt.getTime() || b.poll - a.poll);
}

/** A group's figure in a poll, if it may be shown by itself. */
export function figureOf({ all, groups, shown }: Asked, group: number): Figure | undefined {
  const own = shown.get(group) ?? (groups.length === 1 && groups[0]!.id === group ? all : undefined);
  return own && own.answers >= FEWEST_SHOWN ? own : undefined;
}

/** Groups whose newest word on a need is this poll's: one that may be shown by itself, or some that may only be shown together. */
export interface Part {
  groups: readonly number[];
  figure: Figure;
  /** It adds to the demand. */
  counts: boolean;
}

/** What a poll adds to what is known of a need across groups. */
export interface Weighed {
  asked: Asked;
  parts: readonly Part[];
  figure: Figure;
}

/**
 * Takes each group's newest poll that may be shown, and no group twice, so that nobody who answers every quarter counts every quarter.
 * Of groups that may only be shown together, none counts once one of them has answered a newer poll: rather too few than somebody twice.
 * What remains can happen: a person who is in several groups and has answered polls of several of them counts in each. Of anonymous
 * polls nobody can tell, so it is left so for all.
 */
export function weigh(asked: readonly Asked[]): Weighed[] {
  const heard = new Set<number>();
  return usable(asked).flatMap((one) => {
    const fresh = one.groups.map(({ id }) => id).filter((id) => !heard.has(id));
    for (const id of fresh) heard.add(id);
    if (fresh.length === 0) return [];
    const parts = partsOf(one, new Set(fresh));
    const whole = fresh.length === one.groups.length;
    const counted = parts.filter(({ counts }) => counts).map(({ figure }) => figure);
    return [{ asked: one, parts, figure: whole ? one.all : sum(counted) }];
  });
}

function partsOf(asked: Asked, fresh: ReadonlySet<number>): Part[] {
  const ids = asked.groups.map(({ id }) => id);
  const together = ids.filter((id) => !figureOf(asked, id));
  const alone = ids
    .filter((id) => fresh.has(id) && figureOf(asked, id))
    .map((id): Part => ({ groups: [id], figure: figureOf(asked, id)!, counts: true }));
  const rest = restOf(asked);
  const due = together.filter((id) => fresh.has(id));
  if (due.length === 0 || rest.answers < FEWEST_SHOWN) return alone;
  return [...alone, { groups: due, figure: rest, counts: due.length === together.length }];
}

/** Of those groups together that may not be shown by themselves. */
function restOf(asked: Asked): Figure {
  const shown = asked.groups.flatMap(({ id }) => figureOf(asked, id) ?? []);
  return shown.reduce(
    (rest, { answers, people, chosen }) => {
      const left = rest.people === null || people === null ? null : rest.people - people;
      return {
        answers: rest.answers - answers,
        // A person in two groups may have been taken off twice.
        people: left !== null && left < rest.answers - answers ? null : left,
        chosen: rest.chosen - chosen,
      };
    },
    { ...asked.all },
  );
}

/** Figures of people of whom none is in two. */
export function sum(figures: readonly Figure[]): Figure {
  return {
    answers: figures.reduce((all, { answers }) => all + answers, 0),
    people: figures.reduce<number | null>(
      (all, { people }) => (all === null || people === null ? null : all + people),
      0,
    ),
    chosen: figures.reduce((all, { chosen }) => all + chosen, 0),
  };
}
