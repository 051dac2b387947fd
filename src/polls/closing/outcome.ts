import type { Tx } from '../../db.ts';
import { findPoll, type Poll, visible } from '../store.ts';
import { secretVoterHash } from '../voter.ts';

/** An option and how many chose it. */
export interface Chosen {
  text: string;
  people: number;
}

/** What a chart shows of an outcome: bars from top to bottom. */
export interface Chart {
  title: string;
  /** People who answered: the full length of a bar. */
  answers: number;
  bars: readonly Chosen[];
}

/** What came of a closed poll, of all together or of one group. */
export interface Outcome {
  answers: number;
  /** Who could have answered, as far as it is known. */
  of: number | null;
  /** As they are shown: the most chosen first, a scale from its low end; null when too few answered to show them. */
  options: readonly Chosen[] | null;
}

/** A poll that was counted. */
export interface Closed {
  poll: Poll;
  all: Outcome;
  /** The groups that may be shown by themselves, the one with the most answers first. */
  groups: readonly (Outcome & { name: string })[];
  /** The groups could be told apart: the secret is still the one that an anonymous poll was opened with. */
  apart: boolean;
}

/** Reads what a closed poll came to. */
export async function readOutcome(tx: Tx, secret: string, id: number): Promise<Closed> {
  const poll = await findPoll(tx, id);
  const rows = await tx.result.findMany({ where: { pollId: id }, include: { counts: true, group: true } });
  const results = rows.map(({ answers, people, counts, group }) => {
    const byOption = new Map(counts.map(({ optionId, people }) => [optionId, people]));
    const options = visible(poll).map(({ id, text }) => ({ text, people: byOption.get(id) ?? 0 }));
    // The sum of channels that are only partly known may be less than those who answered.
    const of = people !== null && people >= answers ? people : null;
    return { answers, of, options: counts.length === 0 ? null : inOrder(poll, options), group };
  });
  return {
    poll,
    apart: !poll.anonymous || poll.secretMark === secretVoterHash(secret),
    all: results.find(({ group }) => group === null) ?? { answers: 0, of: null, options: null },
    groups: results
      .flatMap(({ group, ...outcome }) => (group ? [{ ...outcome, name: group.name }] : []))
      .sort((a, b) => b.answers - a.answers || (a.name < b.name ? -1 : 1)),
  };
}

/** Those that nobody is ahead of: one, several that are level, or none where nobody chose anything. */
export function leaders(options: readonly Chosen[]): Chosen[] {
  const most = Math.max(0, ...options.map(({ people }) => people));
  return most === 0 ? [] : options.filter(({ people }) => people === most);
}

function inOrder({ template }: Poll, options: Chosen[]): Chosen[] {
  return template === 'level' ? options : options.sort((a, b) => b.people - a.people);
}
