import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyTopicsOf, tag } from '../../src/taxonomy/tag.ts';
import { topicIds, topics } from '../../src/taxonomy/topics.ts';
import { titles } from './titles.ts';

const first = (text: string) => tag(text)[0]?.topic ?? null;

describe('tag', () => {
  it('files real-looking titles under the topic that a person would choose', () => {
    const wrong = titles.filter(([expected, title]) => first(title) !== expected);
    const tagged = titles.filter(([, title]) => first(title) !== null).length;
    const labelled = titles.filter(([expected]) => expected !== null).length;
    const right = titles.filter(([expected, title]) => expected !== null && first(title) === expected).length;
    const precision = right / tagged;
    const recall = right / labelled;
    const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
    console.info(
      `first topic of ${titles.length} titles: precision ${percent(precision)}, recall ${percent(recall)}`,
    );
    const shown = wrong.map(([expected, title]) => `${expected} but ${first(title)}: ${title}`).join('\n');
    expect(precision, shown).toBeGreaterThanOrEqual(0.9);
    expect(recall, shown).toBeGreaterThanOrEqual(0.9);
  });

  it('says which words it went by, as they stand in the text, the weightiest first', () => {
    expect(tag('Plastic WASTE on the way to Net-Zero: our Carbon Footprint')).toEqual([
      { topic: 'climate', score: 0.938, evidence: ['Net-Zero', 'Carbon Footprint', 'Plastic WASTE'] },
    ]);
  });

  it('names the key topics behind the evidence', () => {
    const [safety] = tag('Ransomware and the molybdenum shortage');
    expect(safety).toBeDefined();
    expect(keyTopicsOf(safety!)).toEqual(['Cybersecurity', 'Resource scarcity']);
  });

  it.each([
    ['carbon footprint', 'Carbon footprints'],
    ['digitisation', 'digitization'],
    ['anaesthetic gas', 'anesthetic gases'],
    ['patient centred', 'Patient-centered'],
    ['scientist training programme', 'scientist training programs'],
    ['tumour control probability', 'tumor control probabilities'],
    ['personalised', 'personalized'],
    ['multicentre', 'multicenter'],
    ['wearable', 'WEARABLES'],
    ['net zero', 'net\u00a0zero'],
    ['large language model', 'large-language models'],
    ['IR(ME)R', 'IRMER'],
    ['patient safety', 'patients’ safety'],
  ])('reads “%s” and “%s” alike', (one, other) => {
    expect(tag(one).map(({ topic, score }) => [topic, score])).toEqual(
      tag(other).map(({ topic, score }) => [topic, score]),
    );
    expect(tag(one)).not.toEqual([]);
  });

  it('finds words only whole', () => {
    expect(tag('Rain in Spain, paid in gold')).toEqual([]);
  });

  it('does not join words across the end of a sentence', () => {
    expect(tag('A cricket net. Zero runs.')).toEqual([]);
  });

  it('lets the longest phrase win: what it covers says nothing else', () => {
    expect(tag('Carbon ion therapy')).toEqual([]);
    expect(tag('carbon').map(({ topic }) => topic)).toEqual(['climate']);
  });

  it('counts a phrase once, however often it is said', () => {
    expect(tag('ransomware '.repeat(50))).toEqual(tag('ransomware'));
  });

  it('never throws; evidence stands in the text; scores lie between 0 and 1 and fall; a topic comes once', () => {
    const words = topics.flatMap((topic) =>
      topic.keyTopics.flatMap(({ strong, clear, hint }) => [...strong, ...clear, ...hint]),
    );
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...words, ' ', '-', '. ', '’s ', '\u0301', '\ud800', '*', 'æ'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const tags = tag(text);
        for (const { evidence, score } of tags) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThan(1);
          expect(evidence.length).toBeGreaterThan(0);
          for (const part of evidence) expect(text).toContain(part);
        }
        expect(tags.map(({ score }) => score)).toEqual(tags.map(({ score }) => score).sort((a, b) => b - a));
        expect(new Set(tags.map(({ topic }) => topic)).size).toBe(tags.length);
        for (const { topic } of tags) expect(topicIds).toContain(topic);
      }),
      { numRuns: 300 },
    );
  });

  it('gets through hostile texts of a million characters', () => {
    const hostile = [
      'a'.repeat(1e6),
      'net '.repeat(250_000),
      'carbon-'.repeat(140_000),
      'é'.normalize('NFD').repeat(5e5),
      '\u0301'.repeat(1e6),
      "a'".repeat(5e5),
      ' '.repeat(1e6),
    ];
    for (const text of hostile) expect(tag(text).length).toBeLessThanOrEqual(topicIds.length);
  });
});
