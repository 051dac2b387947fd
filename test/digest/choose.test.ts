import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, choose, type Taste } from '../../src/digest/choose.ts';
import { reckoning, why } from '../../src/digest/why.ts';
import { tag } from '../../src/taxonomy/tag.ts';
import { topicName } from '../../src/taxonomy/topics.ts';

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

describe('what the council watches', () => {
  const watches = { id: 1, council: 'STERIC', topic: 'digital', keywords: [], until: '2026-12-04' } as const;
  const worded = { ...watches, id: 2, topic: 'climate', keywords: ['ambient scribe', 'courier'] } as const;
  const idle = { topics: {}, keywords: [], size: 3 };

  it('is chosen though nothing else speaks for it, and says so', () => {
    const [about, other] = [item('Deep learning for contouring'), item('Cake sale in the foyer')];
    const { chosen, also } = choose([about, other], { ...idle, priorities: [watches] });
    expect(chosen.map(({ id }) => id)).toEqual([about.id]);
    expect(also.map(({ id }) => id)).toEqual([other.id]);
    expect(why(chosen[0]!.reasons)).toBe('STERIC watches Smart digitisation');
    expect(reckoning(chosen[0]!.reasons, chosen[0]!.score)).toBe(
      '+3  is on a topic that STERIC watches until Fri 4 Dec 2026: Smart digitisation\n= 3 points',
    );
  });

  it('with words is only what mentions them, in title or summary, whatever its topic', () => {
    const titled = item('Ambient scribes in the clinic');
    const summed = item('In the clinic', 2, { summary: 'Bicycle couriers and an ambient scribe.' });
    const off = item('Net zero and climate change', 3);
    const { chosen } = choose([titled, summed, off], { ...idle, priorities: [worded] });
    expect(chosen.map(({ id }) => id).sort()).toEqual([titled.id, summed.id]);
    for (const { reasons } of chosen) expect(reasons).toHaveLength(1);
    const said = chosen.map(({ reasons }) => why(reasons)).sort();
    expect(said[0]).toBe(`STERIC watches ${topicName('climate')} (Ambient scribes)`);
    expect(said[1]).toContain('(couriers, ambient scribe)');
  });

  it('counts once, however many priorities an item is for, and stands before all but what was shared', () => {
    const both = item('Deep learning in the ambient scribe, for DICOM', 1, { shared: true });
    const { chosen } = choose([both], { ...taste, priorities: [worded, watches] });
    const { reasons, score } = chosen[0]!;
    expect(reasons.filter(({ kind }) => kind === 'priority')).toEqual([
      expect.objectContaining({ id: 2, points: 3, words: ['ambient scribe'] }),
    ]);
    const before = choose([both], taste).chosen[0]!;
    expect(score).toBeCloseTo(before.score + 3, 5);
    expect(why(reasons, 'we need it')).toBe(
      `“we need it” · STERIC watches ${topicName('climate')} (ambient scribe)`,
    );
  });

  it('raises an item above what mattered more before', () => {
    const items = [item('DICOM for all', 1), item('An ambient scribe', 2)];
    const first = (priorities: Taste['priorities'] = []) =>
      choose(items, { ...taste, topics: {}, priorities }).chosen.map(({ id }) => id)[0];
    expect(first()).toBe(items[0]!.id);
    expect(first([worded])).toBe(items[1]!.id);
  });

  it('changes nothing where nothing is watched, or nothing is for it', () => {
    const items = ['DICOM for all', 'Deep learning', 'Cake', 'MHRA and cyber security'].map((title, at) =>
      item(title, at % 2),
    );
    const before = choose(items, taste);
    expect(choose(items, { ...taste, priorities: [] })).toEqual(before);
    expect(choose(items, { ...taste, priorities: [worded] })).toEqual(before);
  });
});
