import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { plainText } from '../../src/sources/parse/plain-text.ts';
import { createParser, type ParsedItem } from '../../src/sources/parse.ts';
import { net } from '../support/until.ts';

interface ExpectedItem {
  title: unknown;
  link: unknown;
  id: unknown;
  date: string | null;
  doi: string | null;
}
type Expected = Record<string, { class: 'real' | 'suite'; itemCount: number; items: ExpectedItem[] }>;

const folder = new URL('../../../shared/feeds/', import.meta.url);
const here = existsSync(new URL('expected.json', folder));
const address = 'https://feeds.example.org/folder/feed.xml';

/** Expected titles are as they stand in the documents, markup included; what is stored is what a person reads of them. */
function agrees(given: ParsedItem | undefined, wanted: ExpectedItem): string | null {
  if (!given) return 'missing';
  const title = String(wanted.title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (given.title !== title && given.title !== plainText(title)) return `title ${given.title} for ${title}`;
  if (given.link !== resolved(wanted.link)) return `link ${given.link} for ${wanted.link}`;
  const id = String(wanted.id ?? '').trim() || null;
  if (given.id !== id) return `id ${given.id} for ${id}`;
  const date = given.published?.toISOString().replace(/\.\d+Z$/, 'Z') ?? null;
  if (date !== wanted.date) return `date ${date} for ${wanted.date}`;
  return given.doi === wanted.doi ? null : `doi ${given.doi} for ${wanted.doi}`;
}

/** Some expectations are relative: the reader that made them was given no address. */
function resolved(link: unknown): string | null {
  if (typeof link !== 'string') return null;
  return /^https?:/.test(link) ? link : new URL(link, address).href;
}

// Skipped where the collection is not beside the repository: it is other people's data and no part of it.
describe.skipIf(!here)('feeds that nobody here wrote (../shared/feeds beside the repository)', () => {
  const parser = createParser({ milliseconds: net, megabytes: 256 });
  afterAll(parser.close);

  it('reads nearly all of them as two other readers do', async () => {
    const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;
    const differ: Record<'real' | 'suite', string[]> = { real: [], suite: [] };
    const count = { real: 0, suite: 0 };
    for (const [name, wanted] of Object.entries(expected)) {
      count[wanted.class]++;
      const bytes = readFileSync(new URL(encodeURIComponent(name), folder));
      const trouble = await parser.parse({ bytes, url: address }).then(
        ({ items }) =>
          items.length !== wanted.itemCount
            ? `${items.length} items for ${wanted.itemCount}`
            : wanted.items.map((item, at) => agrees(items[at], item)).find((said) => said !== null),
        (error: Error) => error.message,
      );
      if (trouble) differ[wanted.class].push(`${name}: ${trouble}`);
    }
    expect(count.real + count.suite).toBeGreaterThan(100);
    expect(differ.real.length, differ.real.join('\n')).toBeLessThanOrEqual(Math.floor(count.real * 0.01));
    expect(differ.suite.length, differ.suite.join('\n')).toBeLessThanOrEqual(Math.floor(count.suite * 0.03));
  });
});
