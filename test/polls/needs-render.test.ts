import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import type { Message } from '../../src/chat/message.ts';
import { plain } from '../../src/chat/text.ts';
import type { Asked, Evidence, Outcome } from '../../src/polls/needs/evidence.ts';
import { rank } from '../../src/polls/needs/rank.ts';
import { renderRegister } from '../../src/polls/needs/render.ts';
import { outcomeMessage } from '../../src/polls/needs/tell.ts';
import { renderWhy } from '../../src/polls/needs/why.ts';
import { hostileStrings } from '../conformance/hostile-strings.ts';

const words = ({ blocks }: Message) =>
  blocks.map((block) => ('text' in block ? plain(block.text) : '')).join('\n');

/** As much as the rows can hold, and more than anybody writes. */
function heavy(text: string, polls = 60): Evidence {
  const groups = Array.from({ length: 12 }, (_, id) => ({ id, name: `${id} ${text}` }));
  const figure = { answers: 1_000_000, people: 2_000_000, chosen: 123_456 };
  const asked = Array.from(
    { length: polls },
    (_, at): Asked => ({
      poll: 2 ** 31 - 1 - at,
      previous: 2 ** 31 - 2 - at,
      question: text,
      zone: 'Europe/London',
      closedAt: new Date(Date.UTC(2026, 10, 20) - at * 86_400_000),
      groups,
      all: { answers: 12_000_000, people: 24_000_000, chosen: 1_481_472 },
      shown: new Map(groups.map(({ id }) => [id, figure])),
    }),
  );
  const marks = Array.from(
    { length: 9 },
    (_, id): Outcome => ({
      id,
      needId: 1,
      state: id % 2 === 0 ? 'planned' : 'declined',
      session: text,
      day: '2026-12-04',
      link: `https://evil.test/${'_'.repeat(480)}`,
      reason: text,
      at: new Date(Date.UTC(2026, 10, 20)),
      byId: null,
      by: text,
    }),
  );
  return { need: { id: 1, title: text, topic: 'digital' }, marks, asked, levels: asked };
}

const texts = [...hostileStrings, '_'.repeat(3000), '😀&<*'.repeat(600), '…']
  .map((text) => text.toWellFormed().replaceAll('\u0000', ''))
  .flatMap((text) => [text, text.repeat(40)]);

describe('whatever the rows hold', () => {
  it('a page of the register, an explanation and an announcement stay within all limits', () => {
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) {
      const evidence = heavy(text, 8);
      const needs = rank([evidence, evidence, evidence, evidence, evidence], null);
      const register = { group: null, needs };
      for (const group of [null, text]) {
        const message = renderRegister(register, 0, group);
        expect(fits(message.blocks)).toBe(true);
        expect(message.summary.length).toBeLessThanOrEqual(300);
      }
      expect(fits(renderWhy(register, needs[0]!).blocks)).toBe(true);
      for (const mark of evidence.marks.slice(0, 2))
        expect(fits(outcomeMessage(text, mark, true)!.blocks)).toBe(true);
    }
  });

  it('an explanation tells the newest and says how many more there are', () => {
    const needs = rank([heavy('Edge AI', 200)], null);
    const message = renderWhy({ group: null, needs }, needs[0]!);
    expect(fits(message.blocks)).toBe(true);
    const said = words(message);
    expect(said).toContain('poll 2147483647, closed Fri 20 Nov 2026');
    expect(said).toContain('… and 7 more groups');
    const told = [...said.matchAll(/ · poll \d+, closed /g)].length;
    expect(told).toBeGreaterThan(2);
    const decided = [...said.matchAll(/(Planned|Declined): Edge AI/g)].length;
    expect(decided).toBeGreaterThan(0);
    expect(said).toContain(`… and ${409 - told - decided} older.`);
  });
});

describe('word of a mark', () => {
  const mark: Outcome = { ...heavy('x', 0).marks[0]!, session: null, day: null, link: null, reason: null };
  const say = (more: Partial<Outcome>, changed = false) => {
    const message = outcomeMessage('Edge AI', { ...mark, ...more }, changed);
    return message && words(message);
  };

  it('says what became of what they asked for', () => {
    expect(say({})).toBe('You asked for “Edge AI”: it is planned.');
    expect(say({ day: '2026-12-04' })).toBe('You asked for “Edge AI”: it is planned for Fri 4 Dec 2026.');
    expect(say({ session: 'Lunch', day: '2026-12-04' })).toBe(
      'You asked for “Edge AI”: it is planned: Lunch on Fri 4 Dec 2026.',
    );
    expect(say({ state: 'delivered', day: '2026-11-20' })).toBe(
      'You asked for “Edge AI”: it was delivered on Fri 20 Nov 2026.',
    );
    expect(say({ state: 'delivered', session: 'Lunch' }, true)).toBe(
      'You asked for “Edge AI”. This has changed: it was delivered: Lunch.',
    );
    expect(say({ state: 'declined', reason: 'Too soon' })).toBe(
      'You asked for “Edge AI”: it was declined. The reason: Too soon',
    );
    expect(say({ state: 'wanted' })).toBeNull();
  });
});
