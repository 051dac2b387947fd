import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { type Message, paragraph } from '../../src/chat/message.ts';
import { renderEditionPages } from '../../src/digest/pages.ts';
import { renderEdition, renderList } from '../../src/digest/render.ts';
import type { Edition } from '../../src/digest/store.ts';

/** An edition of so many chosen and also seen items, each with this title and address. */
function edition(chosen: number, also: number, title: string, address: string | null): Edition {
  const group = { id: 1, slug: 'g', name: 'Clinical Computing SIG', kind: 'sig', zone: 'Europe/London' };
  const entries = Array.from({ length: chosen + also }, (_, at) => ({
    id: at + 1,
    rank: at < chosen ? at + 1 : null,
    score: 1,
    reasons: [{ kind: 'keyword', words: [title.slice(0, 30) || 'x', 'DICOM', 'dose'], points: 4 }],
    item: {
      title,
      address,
      journal: null,
      sightings: [
        { source: { kind: 'journal', name: title.slice(0, 90), attribution: title.slice(0, 90) || null } },
      ],
    },
    _count: { usefuls: at },
  }));
  return { id: 1, groupId: 1, day: '2026-11-20', state: 'composed', group, entries } as unknown as Edition;
}

/** The page on which an entry's button stands, counted from 0. */
function pageOf(pages: readonly Message[], entry: number): number {
  return pages.findIndex(({ blocks }) => JSON.stringify(blocks).includes(`"useful:${entry}"`));
}

const titles = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    '*'.repeat(400),
    '数'.repeat(400),
    'A plain title of the usual length',
    '@everyone <!channel> [x](http://evil.test)',
  ),
);
const addresses = fc.oneof(
  fc.constant(null),
  fc.webUrl(),
  fc.constant(`https://example.org/${'(a)'.repeat(150)}`),
);

describe('drawing an edition', () => {
  it('fits in messages, each item once and in order, whatever the items hold', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.nat(30),
        titles,
        addresses,
        (chosen, also, title, address) => {
          const it = edition(chosen, also, title, address);
          const drawn = renderEdition(it);
          const pages = drawn.map(({ message }) => message);
          for (const [page, { entries }] of drawn.entries())
            for (const id of entries) expect(pageOf(pages, id)).toBe(page);
          expect(drawn.flatMap(({ entries }) => entries)).toHaveLength(chosen);
          expect(pages.every(({ blocks }) => fits(blocks))).toBe(true);
          const on = Array.from({ length: chosen }, (_, at) => pageOf(pages, at + 1));
          expect(on).toEqual([...on].sort((a, b) => a - b));
          expect(on).not.toContain(-1);
          // A message that holds the foot alone is made only where marks to escape leave no room for it.
          expect(pages.length - new Set(on).size).toBeLessThanOrEqual(title.startsWith('A plain') ? 0 : 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('stays on its messages when something has become of every item, whatever the items hold', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.nat(30),
        titles,
        addresses,
        (chosen, also, title, address) => {
          const it = edition(chosen, also, title, address);
          const before = renderEdition(it);
          for (const [page, { entries }] of before.entries())
            for (const entry of it.entries) if (entries.includes(entry.id)) entry.page = page;
          for (const entry of it.entries) entry.outcome = `🚩 THEME-7 ${title}`.padEnd(400, '*');
          const after = [...renderEditionPages(it, [...before.keys()]).values()];
          expect(after.map(({ summary }) => summary)).toEqual(before.map(({ message }) => message.summary));
          for (const [at, { blocks }] of after.entries()) {
            expect(fits(blocks)).toBe(true);
            for (const id of before[at]!.entries) expect(pageOf(after, id)).toBe(at);
          }
          // A page of few has room for what became of them.
          if (chosen === 1) expect(JSON.stringify(after)).toContain('🚩 THEME-7');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('fits in one message as a list for one person, every item in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.nat(30),
        titles,
        addresses,
        (chosen, also, title, address) => {
          const above = [paragraph('Nothing yet today. This is the last one:')];
          const { blocks } = renderList(edition(chosen, also, title, address), above);
          expect(fits(blocks)).toBe(true);
          expect(blocks[0]).toBe(above[0]);
          const text = JSON.stringify(blocks);
          for (let rank = 1; rank <= chosen; rank++) expect(text).toContain(`"${rank}. `);
        },
      ),
      { numRuns: 300 },
    );
  });
});
