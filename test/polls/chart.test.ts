import { describe, expect, it } from 'vitest';
import { widthOf, wrap } from '../../src/charts/lines.ts';
import { limits } from '../../src/chat/limits.ts';
import { pollSvg, renderChart } from '../../src/polls/closing/chart.ts';
import type { Chart } from '../../src/polls/closing/outcome.ts';
import { altOf } from '../../src/polls/closing/render-result.ts';

const chart = (bars: Record<string, number>, answers = 12, title = 'Which of these would help?'): Chart => ({
  title,
  answers,
  bars: Object.entries(bars).map(([text, people]) => ({ text, people })),
});
const many = (count: number, text = 'Option') =>
  chart(Object.fromEntries(Array.from({ length: count }, (_, at) => [`${text} ${at + 1}`, count - at])), 40);

/** Width and height from a PNG's header (PNG specification, 11.2.2). */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

/** The words that stand in an SVG, decoded, a line of text each. */
function linesIn(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words]) =>
    words!
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&'),
  );
}

describe('a chart', () => {
  it('is a PNG 800 pixels wide, and the same bytes for the same figures', async () => {
    const two = chart({ 'Dose audits': 7, 'Image quality': 5 });
    const [first, second, other] = await Promise.all([
      renderChart(two),
      renderChart(structuredClone(two)),
      renderChart(chart({ 'Dose audits': 7, 'Image quality': 4 })),
    ]);
    expect([...first.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(sizeOf(first)[0]).toBe(800);
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.compare(first, other)).not.toBe(0);
  });

  it('has room for 25 options, and stays small enough to send', async () => {
    const png = await renderChart(
      many(25, 'Regulation of software as a medical device made in lookout, number'),
    );
    const [width, height] = sizeOf(png);
    expect(width).toBe(800);
    expect(height).toBeLessThan(3_000);
    expect(png.length).toBeLessThan(500_000);
  });

  it('says every option, count and share', () => {
    const lines = linesIn(pollSvg(chart({ 'Dose audits': 7, 'Image quality': 5, Nothing: 0 })));
    for (const words of [
      'Which of these would help?',
      '12 people answered',
      'Dose audits',
      '7 · 58%',
      '5 · 42%',
      '0 · 0%',
    ])
      expect(lines).toContain(words);
  });

  it('takes hostile words as words', () => {
    const texts = [
      '</text><image href="http://x.test/"/>',
      '{b} {a|red} {value}',
      '<script>',
      '&amp; &lt;',
      '$& \\n %s',
    ];
    const svg = pollSvg(
      chart(Object.fromEntries(texts.map((text) => [text, 1])), 5, ']]><script>alert(1)</script>'),
    );
    expect(svg).not.toMatch(/<image|<script|href="http/);
    const lines = linesIn(svg);
    for (const text of [...texts, ']]><script>alert(1)</script>']) expect(lines).toContain(text);
  });

  it('is drawn of nothing but zeros, and of what the font has no letter for', async () => {
    for (const bars of [
      { A: 0, B: 0 },
      { '👍🏽': 1, 漢字: 2, 'a\u0300\u200d': 1 },
    ])
      expect(sizeOf(await renderChart(chart(bars, Math.max(...Object.values(bars)))))[0]).toBe(800);
  });
});

describe('a line of a chart', () => {
  it('breaks at words, and says by … that there was more', () => {
    expect(wrap('Regulation of software as a medical device', 200, 14, 3)).toEqual([
      'Regulation of software as',
      'a medical device',
    ]);
    const [line, ...more] = wrap('Regulation of software as a medical device', 200, 14, 1);
    expect(more).toEqual([]);
    expect(line).toMatch(/^Regulation of soft.*…$/);
  });

  it('never is wider than its room, nor parts a letter from its marks', () => {
    for (const text of ['W'.repeat(75), 'é👩🏽‍🔬'.repeat(30), 'x', `a ${'m'.repeat(74)}`]) {
      const lines = wrap(text, 368, 14, 2);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(widthOf(line, 14)).toBeLessThanOrEqual(368);
    }
    expect(wrap('👩🏽‍🔬'.repeat(40), 368, 14, 1)[0]).toMatch(/^(👩🏽‍🔬)+…$/u);
  });
});

describe('the words for a chart', () => {
  it('say the same', () => {
    expect(altOf(chart({ 'Dose audits': 7, 'Image quality': 5 }))).toBe(
      'Bar chart: Which of these would help? 12 people answered. Dose audits: 7 (58%). Image quality: 5 (42%).',
    );
  });

  it('say as much as there is room for, and how much is left', () => {
    const said = altOf(many(25, 'Regulation of software as a medical device made in house'));
    expect(said.length).toBeLessThanOrEqual(limits.picture.alt);
    expect(said).toContain('in house 1: 25 (63%).');
    const told = said.match(/\d+ \(\d+%\)/g)!.length;
    expect(said).toMatch(new RegExp(`And ${25 - told} more\\.$`));
    expect(altOf(chart({ ['x'.repeat(990)]: 1 }))).toMatch(/And 1 more\.$/);
  });
});
