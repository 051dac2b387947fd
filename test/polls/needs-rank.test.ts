import { describe, expect, it } from 'vitest';
import type { Asked, Evidence, Figure } from '../../src/polls/needs/evidence.ts';
import { rank } from '../../src/polls/needs/rank.ts';
import { askersOf } from '../../src/polls/needs/tell.ts';

type Pair = readonly [chosen: number, answers: number, people?: number];
const figure = ([chosen, answers, people]: Pair): Figure => ({ chosen, answers, people: people ?? null });

/** A poll closed on this day of November, of these groups, with figures of all and of those groups that may be shown. */
function asked(
  day: number,
  groups: readonly number[],
  all: Pair,
  shown: Readonly<Record<number, Pair>> = {},
  previous: number | null = null,
): Asked {
  return {
    poll: day,
    previous,
    question: `Poll ${day}`,
    zone: 'Europe/London',
    closedAt: new Date(Date.UTC(2026, 10, day, 17)),
    groups: groups.map((id) => ({ id, name: `Group ${id}` })),
    all: figure(all),
    shown: new Map(Object.entries(shown).map(([id, pair]) => [Number(id), figure(pair)])),
  };
}

function need(title: string, polls: readonly Asked[], levels: readonly Asked[] = []): Evidence {
  return { need: { id: title.length, title, topic: null }, marks: [], asked: polls, levels };
}

const one = (polls: readonly Asked[], group: number | null = null, levels: readonly Asked[] = []) =>
  rank([need('X', polls, levels)], group)[0];

describe('demand', () => {
  it('is the people of the newest poll, and never of two polls of a group', () => {
    const polls = [asked(1, [1], [20, 30]), asked(2, [1], [12, 30, 120])];
    expect(one(polls)!.demand).toEqual({ chosen: 12, answers: 30, people: 120 });
    expect(one(polls, 1)!.demand).toEqual({ chosen: 12, answers: 30, people: 120 });
    expect(one(polls)!.share).toBe(0.4);
    expect(one(polls)!.likely.low).toBeCloseTo(0.2459, 4);
    expect(one(polls)!.likely.high).toBeCloseTo(0.5768, 4);
  });

  it('adds up groups whose newest polls are different ones', () => {
    const polls = [
      asked(1, [1, 2], [15, 20], { 1: [8, 10], 2: [7, 10] }),
      asked(2, [2], [3, 9]),
      asked(3, [3], [5, 6]),
    ];
    expect(one(polls)!.demand).toEqual({ chosen: 8 + 3 + 5, answers: 10 + 9 + 6, people: null });
    expect(one(polls, 2)!.demand).toMatchObject({ chosen: 3, answers: 9 });
  });

  it('takes groups that may not be shown by themselves together, from the result of all', () => {
    const polls = [asked(1, [1, 2, 3], [10, 19], { 1: [4, 11] })];
    expect(one(polls)!.demand).toMatchObject({ chosen: 10, answers: 19 });
    expect(one(polls, 1)!.demand).toMatchObject({ chosen: 4, answers: 11 });
    expect(one(polls, 2)).toBeUndefined();
  });

  it('leaves such groups out once one of them has answered a newer poll', () => {
    const polls = [asked(1, [1, 2, 3], [10, 19], { 1: [4, 11] }), asked(2, [2], [5, 6])];
    expect(one(polls)!.demand).toMatchObject({ chosen: 4 + 5, answers: 11 + 6 });
  });

  it('passes over a newer poll with fewer than five answers', () => {
    const polls = [asked(1, [1], [6, 8]), asked(2, [1], [4, 4])];
    expect(one(polls)!.demand).toMatchObject({ chosen: 6, answers: 8 });
    expect(one([asked(2, [1], [4, 4])])).toBeUndefined();
    expect(rank([need('X', [])], null)).toEqual([]);
  });

  it('does not show a group with fewer than five answers, even if a row says so', () => {
    const polls = [asked(1, [1, 2], [9, 14], { 1: [5, 10], 2: [4, 4] })];
    expect(one(polls, 2)).toBeUndefined();
  });
});

describe('breadth', () => {
  it('is in how many groups somebody wants it, as far as they may be shown', () => {
    const polls = [asked(1, [1, 2, 3], [9, 30], { 1: [8, 10], 2: [0, 10], 3: [1, 10] })];
    expect(one(polls)!.breadth).toEqual({ groups: 2, atLeast: false, names: ['Group 1', 'Group 3'] });
    expect(one(polls, 1)!.breadth.groups).toBe(2);
  });

  it('counts groups that are shown together as one, and names none of them', () => {
    const polls = [asked(1, [1, 2, 3], [10, 19], { 1: [4, 11] })];
    expect(one(polls)!.breadth).toEqual({ groups: 2, atLeast: true, names: ['Group 1'] });
    expect(one([asked(1, [1, 2], [0, 6])])!.breadth).toEqual({ groups: 0, atLeast: false, names: [] });
  });
});

describe('trend', () => {
  it('is the share now less the share when the poll was last asked', () => {
    const polls = [asked(1, [1], [1, 10]), asked(2, [1], [10, 50], {}, 1), asked(5, [1], [30, 50], {}, 2)];
    const { trend } = one(polls)!;
    expect(trend).toMatchObject({ sure: true, was: { chosen: 10, answers: 50 } });
    expect(trend!.by).toBeCloseTo(0.4, 10);
    expect(trend!.before.poll).toBe(2);
  });

  it('says when a change may be chance', () => {
    const polls = [asked(1, [1], [4, 10]), asked(2, [1], [6, 10], {}, 1)];
    expect(one(polls)!.trend).toMatchObject({ sure: false });
  });

  it('is of the group itself in its own list', () => {
    const polls = [
      asked(1, [1, 2], [12, 20], { 1: [2, 10], 2: [10, 10] }),
      asked(2, [1, 2], [12, 20], { 1: [4, 10], 2: [8, 10] }, 1),
    ];
    expect(one(polls)!.trend!.by).toBe(0);
    expect(one(polls, 1)!.trend!.by).toBeCloseTo(0.2, 10);
    expect(one(polls, 2)!.trend!.by).toBeCloseTo(-0.2, 10);
  });

  it('is none without the same poll before, or with fewer than five answers', () => {
    expect(one([asked(1, [1], [6, 10]), asked(2, [1], [6, 10])])!.trend).toBeNull();
    expect(one([asked(1, [1], [3, 4]), asked(2, [1], [6, 10], {}, 1)])!.trend).toBeNull();
    // One in between that nobody answered is passed over.
    const polls = [asked(1, [1], [1, 5]), asked(2, [1], [0, 2], {}, 1), asked(3, [1], [5, 5], {}, 2)];
    expect(one(polls)!.trend!.before.poll).toBe(1);
  });

  it('ends where rows that are wrong go in a circle', () => {
    expect(one([asked(1, [1], [6, 10], {}, 2), asked(2, [1], [6, 10], {}, 1)])!.trend).toMatchObject({
      by: 0,
    });
  });
});

describe('urgency', () => {
  const polls = [asked(1, [1, 2], [9, 20], { 1: [5, 10], 2: [4, 10] })];

  it('is who chose 1 or 2 of 5 in the newest poll on how confident they are', () => {
    const levels = [asked(3, [1, 2], [7, 16], { 1: [6, 8] }), asked(2, [1], [1, 9])];
    expect(one(polls, null, levels)!.urgency).toMatchObject({ chosen: 7, answers: 16 });
    expect(one(polls, 1, levels)!.urgency).toMatchObject({ chosen: 6, answers: 8 });
    expect(one(polls, 2, levels)!.urgency).toBeNull();
  });

  it('is none when nobody asked, or fewer than five answered', () => {
    expect(one(polls)!.urgency).toBeNull();
    expect(one(polls, null, [asked(3, [1], [4, 4])])!.urgency).toBeNull();
  });
});

describe('the order', () => {
  it('goes by demand, then breadth, then urgency, then name', () => {
    const spread = asked(1, [1, 2], [6, 20], { 1: [3, 10], 2: [3, 10] });
    const single = asked(1, [1, 2], [6, 20], { 1: [6, 10], 2: [0, 10] });
    const high = asked(2, [1], [8, 10]);
    const low = asked(2, [1], [1, 10]);
    const needs = [
      need('none feels unsure', [single], [low]),
      need('never asked', [single]),
      need('much wanted', [asked(1, [1], [7, 100])]),
      need('in two groups', [spread]),
      need('many feel unsure', [single], [high]),
      need('Never Asked 2', [single]),
      need('not wanted', [asked(1, [1], [0, 10])]),
    ];
    expect(rank(needs, null).map(({ rank, evidence }) => `${rank} ${evidence.need.title}`)).toEqual([
      '1 much wanted',
      '2 in two groups',
      '3 many feel unsure',
      '4 none feels unsure',
      '5 never asked',
      '6 Never Asked 2',
      '7 not wanted',
    ]);
  });
});

describe('those who asked for it', () => {
  it('are the groups where somebody chose it, and of those that may not be shown all or none', () => {
    const polls = [asked(1, [1, 2, 3, 4], [10, 30], { 1: [4, 11], 2: [0, 11] })];
    expect(askersOf({ asked: polls })).toEqual([1, 3, 4]);
    expect(askersOf({ asked: [asked(1, [1, 2, 3], [4, 19], { 1: [4, 11] })] })).toEqual([1]);
  });

  it('are so by the newest poll of each', () => {
    const polls = [asked(1, [1, 2], [9, 20], { 1: [4, 10], 2: [5, 10] }), asked(2, [1], [0, 10])];
    expect(askersOf({ asked: polls })).toEqual([2]);
    // Five answers in all are needed: fewer would tell who it was.
    expect(askersOf({ asked: [asked(1, [1], [4, 4])] })).toEqual([]);
  });
});
