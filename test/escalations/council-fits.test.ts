import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { type Message, paragraph } from '../../src/chat/message.ts';
import { packedPage, piecesOf } from '../../src/chat/paging.ts';
import { clean } from '../../src/chat/text.ts';
import { readDecision } from '../../src/escalations/council/decide.ts';
import { renderShown } from '../../src/escalations/council/show.ts';
import { cardOf } from '../../src/escalations/theme/card.ts';
import { clockLine } from '../../src/escalations/theme/deadline.ts';
import { renderNews } from '../../src/escalations/theme/news.ts';
import { outcomeOf } from '../../src/escalations/theme/outcome.ts';
import type { ChangeKind } from '../../src/escalations/theme/step.ts';
import type { Raised } from '../../src/escalations/theme/store.ts';
import { LENGTHS, type State } from '../../src/escalations/theme/theme.ts';

const states: State[] = ['raised', 'taken', 'asked', 'decided', 'acting', 'done', 'declined', 'parked'];
const acts: ChangeKind[] = [
  ...(['raise', 'join', 'take', 'ask', 'answer', 'decide'] as const),
  ...(['decline', 'park', 'hand', 'report', 'finish'] as const),
];
/** What takes most room on one platform or the other, and plain words. */
const signs = ['*', '‼', '漢', '🚩', 'a\n\n', '<!channel> ', 'word '];
const of = (sign: string, most: number) => clean(sign.repeat(most)).slice(0, most).toWellFormed();
const at = new Date('2026-11-23T09:00:00Z');
const council = { groupId: 9, name: 'STERIC', zone: 'Europe/London', channels: [] };

/** A theme of which everything is as long as it can be, and has happened three times. */
function longest(sign: string, state: State): Raised {
  const line = (most: number) => of(sign, most).replace(/\s+/g, ' ');
  const ended = state === 'done' || state === 'declined';
  const groups = Array.from({ length: 9 }, (_, groupId) => ({
    ...{ themeId: 1, groupId, joinedAt: at, byId: 1, by: line(80), platform: 'slack', user: 'U1' },
    group: { id: groupId, name: line(150), slug: 'x', zone: 'Europe/London' },
  }));
  const changes = [...acts, ...acts, ...acts].map((act, id) => ({
    ...{ id: id + 1, themeId: 1, act, state, at, byId: 1, by: line(80), groupId: 1 },
    words: of(sign, LENGTHS.answer + 130),
    ...{ action: 'policy_statement', who: line(LENGTHS.who), day: '2027-01-08' },
  }));
  return {
    ...{ id: 2 ** 31 - 1, number: 2 ** 30, title: line(LENGTHS.title), words: of(sign, LENGTHS.words) },
    ...{ ask: 'policy_statement', urgency: 'urgent', topic: 'digital', state, left: 3, drawnDay: null },
    ...{ raiserId: 1, raiser: line(80), createdAt: at, raisedAt: at, ownerId: 1, owner: line(80) },
    ...{ ownerPlatform: 'slack', ownerUser: 'U1', decideBy: '2026-12-18', reminders: 0, remindAt: at },
    ...{ dueDay: ended ? null : '2026-11-27', groups, evidence: [], changes },
  } as unknown as Raised;
}

function check({ summary, blocks }: Message): void {
  expect(summary.length).toBeLessThanOrEqual(300);
  expect(summary).not.toContain('\n');
  expect(fits(blocks)).toBe(true);
}

describe('whatever people write', () => {
  it.each(signs)('fits in one message on every platform: %j', (sign) => {
    const shown = Array.from({ length: 30 }, () => ({
      ...{ title: of(sign, 150), url: `https://a.test/${'('.repeat(380)}`, flags: 12, groups: 3 },
    }));
    for (const state of sign === 'word ' ? states : (['asked', 'acting'] as const)) {
      const theme = longest(sign, state);
      const card = cardOf(theme, shown, 'Europe/London', '2027-11-23');
      check(card);
      const row = card.blocks.at(-1)!;
      expect(row.kind === 'controls' && row.controls.length).toBeLessThanOrEqual(5);
      check(renderShown(theme, 'Europe/London', '2027-11-23', true));
      const outcome = outcomeOf(theme, of(sign, 150));
      expect(outcome.length).toBeLessThanOrEqual(300);
      expect(outcome).not.toContain('\n');
    }
    const theme = longest(sign, 'asked');
    const named = { ...council, name: of(sign, 150) };
    for (const change of theme.changes.slice(0, acts.length))
      check(renderNews(theme, change, named, { zone: 'Europe/London', person: true }));
  });

  it.each(signs)('is all there on the pages of a history: %j', (sign) => {
    const words = of(sign, LENGTHS.words);
    const cards = [words, words, words].flatMap((one) => piecesOf(one).map((piece) => [paragraph(piece)]));
    const texts: string[] = [];
    for (let page = 0; page < 20; page += 1) {
      const list = {
        title: 'THEME-7: everything that happened',
        turn: (to: number) => `theme-history:7/${to}`,
      };
      const message = packedPage(list, cards, page);
      expect(fits(message.blocks)).toBe(true);
      if (texts.includes(JSON.stringify(message))) break;
      texts.push(JSON.stringify(message));
    }
    const told = texts.join('').replace(/\\n|\s/g, '');
    const count = (text: string, one: string) => text.split(one).length - 1;
    const one = sign.trim()[0]!;
    if (!/\w/.test(one)) expect(count(told, one)).toBeGreaterThanOrEqual(3 * count(words, one));
  });
});

describe('the form of a decision', () => {
  const read = (fields: Record<string, string | string[]>, state: State = 'taken') =>
    readDecision(fields, state, '2026-11-23');

  it('needs what its outcome needs', () => {
    expect(read({})).toEqual({ problems: { outcome: 'Please choose one of these.' } });
    expect(read({ outcome: ['decided'], action: ['event'], who: 'Eve' })).toEqual({
      deed: { act: 'decide', action: 'event', who: 'Eve', day: null, words: null },
    });
    expect(read({ outcome: 'declined', words: ' \u2800\u200b ' })).toHaveProperty('problems.words');
    expect(read({ outcome: 'declined', words: 'Not ours.', day: 'never', who: 'Eve' })).toEqual({
      deed: { act: 'decline', day: null, words: 'Not ours.' },
    });
    expect(read({ outcome: 'parked' })).toHaveProperty('problems.day');
    expect(read({ outcome: 'parked', day: '23/11/2026' })).toHaveProperty('problems.day');
    expect(read({ outcome: 'parked', day: '25/11/2027' })).toHaveProperty('problems.day');
    expect(read({ outcome: 'parked', day: '24/11/2026' })).toEqual({
      deed: { act: 'park', day: '2026-11-24', words: null },
    });
  });

  it('takes nothing that was forged', () => {
    for (const outcome of ['done', 'constructor', '__proto__'])
      expect(read({ outcome: [outcome] })).toHaveProperty('problems.outcome');
    expect(read({ outcome: 'decided', action: 'toString', words: 'Yes.' })).toHaveProperty('problems.action');
    expect(read({ outcome: 'decided', action: 'event', words: 'x'.repeat(1501) })).toEqual({
      problems: { words: 'This is 1501 characters long. Please shorten it to 1500.' },
    });
    // Of what is under way nothing else is decided: it can only be given up.
    expect(read({ outcome: 'decided', action: 'event', words: 'Yes.' }, 'acting')).toHaveProperty(
      'problems.outcome',
    );
    expect(read({ outcome: 'declined', words: 'No longer.' }, 'acting')).toHaveProperty(
      'deed.act',
      'decline',
    );
  });
});

describe('the line about its clock', () => {
  const asked = (left: number) =>
    clockLine({ ...longest('a', 'asked'), left }, '2026-11-23', 'Europe/London');

  it.each([
    [3, '3 working days are left to decide'],
    [1, '1 working day is left to decide'],
    [-5, 'it was 5 working days late when the question was asked'],
  ])('says what is left to decide while an answer is awaited: %i', (left, words) => {
    expect(asked(left)).toContain(words);
  });
});
