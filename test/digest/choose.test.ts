import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, choose, type Taste } from '../../src/digest/choose.ts';
import { reckoning, why } from '../../src/digest/why.ts';
import { tag } from '../../src/taxonomy/tag.ts';

let next = 0;
function item(title: string, source = 1, more: Partial<Candidate> = {}): Candidate {
  const seenAt = new Date('2026-11-20T06:00Z');
  next += 1;
  const from = { id: source, name: `Journal ${source}`, weight: 1 };
  return { id: next, title, summary: '', tags: tag(title), publishedAt: null, seenAt, source: from, ...more };
}

const taste: Taste = {
  topics: { digital: 2, safety: 1 },
  keywords: ['treatment planning system', 'DICOM'],
  size: 3,
};

describe('choosing', () => {
  it('puts first what bears a keyword of the group, and says so', () => {
    const dicom = item('A DICOM gateway for the treatment planning systems of a region');
    const { chosen } = choose([item('Deep learning for contouring'), dicom], taste);
    expect(chosen[0]?.id).toBe(dicom.id);
    expect(why(chosen[0]!.reasons)).toContain('Mentions “DICOM” and “treatment planning systems”');
  });

  it('leaves out what neither a keyword nor a topic speaks for, and lists it as also seen', () => {
    const bake = item('Cake sale in the foyer');
    const { chosen, also } = choose([bake], taste);
    expect(chosen).toEqual([]);
    expect(also.map(({ id }) => id)).toEqual([bake.id]);
  });

  it('is spread over sources: a busy one does not fill the digest', () => {
    const busy = [1, 2, 3, 4].map((n) => item(`DICOM and deep learning, part ${n}`, 1));
    const quiet = item('Deep learning in the DICOM archive', 2);
    const { chosen } = choose([...busy, quiet], taste);
    expect(chosen.slice(0, 2).map(({ id }) => id)).toContain(quiet.id);
    expect(chosen).toHaveLength(3);
  });

  it('counts a source that the office trusts for more', () => {
    const plain = item('Deep learning in clinical software', 1);
    const trusted = item('Deep learning in clinical software', 2, {
      source: { id: 2, name: 'MHRA', weight: 2 },
    });
    const { chosen } = choose([plain, trusted], taste);
    expect(chosen.map(({ id }) => id)).toEqual([trusted.id, plain.id]);
    expect(reckoning(chosen[0]!.reasons, chosen[0]!.score)).toContain(
      'comes from MHRA, which the office trusts more',
    );
  });

  it('keeps its size, loses nothing, and does not depend on the order', () => {
    const words = fc.constantFrom('DICOM', 'deep learning', 'cyber security', 'cake', 'dose', 'MHRA');
    const title = fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join(' and '));
    const pool = fc
      .array(fc.tuple(title, fc.nat(3)), { maxLength: 20 })
      .map((all) => all.map(([t, s]) => item(t, s)));
    fc.assert(
      fc.property(pool, fc.integer({ min: 1, max: 10 }), (items, size) => {
        const forward = choose(items, { ...taste, size });
        const backward = choose([...items].reverse(), { ...taste, size });
        expect(forward.chosen).toEqual(backward.chosen);
        expect(forward.chosen.length).toBeLessThanOrEqual(size);
        const ids = [...forward.chosen, ...forward.also].map(({ id }) => id).sort((a, b) => a - b);
        expect(ids).toEqual(items.map(({ id }) => id));
      }),
    );
  });

  it('gives reasons that add up to the score', () => {
    const items = ['DICOM for all', 'More DICOM and AI', 'DICOM again, with cyber security'].map((title) =>
      item(title),
    );
    for (const { reasons, score } of choose(items, taste).chosen) {
      expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 5);
    }
  });
});
