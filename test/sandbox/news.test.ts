import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Article, write } from '../../sandbox/feeds/feed.ts';
import { loadNews } from '../../sandbox/feeds/news.ts';
import { closeParser, parseFeed } from '../../src/sources/parse.ts';

const example = join(import.meta.dirname, '../../examples/medical-physics-society.yaml');
const now = new Date('2026-11-20T07:00:00Z');
const hours = (article: Article) => (now.getTime() - article.published.getTime()) / 3_600_000;

const { feeds, today } = await loadNews(now);
const whole = feeds.map((feed) => ({
  ...feed,
  articles: [...feed.articles, ...today.filter(({ path }) => path === feed.path).map((one) => one.article)],
}));

afterAll(closeParser);

describe("the demo's news", () => {
  it('has a feed for every source of the example, and no other', async () => {
    const { sources } = parse(await readFile(example, 'utf8')) as { sources: { address: string }[] };
    const addresses = sources.map(({ address }) => address.replace(/^https?:\/\//, ''));
    expect(feeds.map(({ path }) => path).sort()).toEqual(addresses.sort());
  });

  it('keeps the last twelve hours back, to be published later', () => {
    for (const { path, articles } of feeds) {
      expect(articles.length, path).toBeGreaterThanOrEqual(5);
      expect(articles.map(hours).filter((age) => age < 48 || age > 30 * 24)).toEqual([]);
      expect(today.filter((one) => one.path === path).length, path).toBeGreaterThanOrEqual(2);
    }
    expect(today.map(({ article }) => hours(article)).filter((age) => age <= 0 || age >= 12)).toEqual([]);
  });

  it('counts its dates back from the day it is given', async () => {
    const later = await loadNews(new Date(now.getTime() + 86_400_000));
    const moved = later.today.map(({ article }) => article.published.getTime() - 86_400_000);
    expect(moved).toEqual(today.map(({ article }) => article.published.getTime()));
  });

  it('holds what makes trouble: one article in two feeds, a long title, a hostile one', () => {
    const places = new Map<string, Set<string>>();
    for (const { path, article } of today)
      places.set(article.link, (places.get(article.link) ?? new Set()).add(path));
    expect([...places.values()].filter((paths) => paths.size === 2)).toHaveLength(1);
    const titles = today.map(({ article }) => plain(article.title));
    expect(titles.filter((title) => title.length >= 250)).toHaveLength(1);
    const hostile = '@everyone <!channel> *free* [click](http://evil.example) :tada:';
    expect(titles.filter((title) => title.includes(hostile))).toHaveLength(1);
  });

  it('names no article twice in one feed, and no DOI for two', () => {
    for (const { path, articles } of whole)
      expect(new Set(articles.map(({ link }) => link)).size, path).toBe(articles.length);
    const dois = whole.flatMap(({ articles }) => articles.flatMap(({ doi }) => doi ?? []));
    expect(new Set(dois).size).toBe(dois.length);
  });

  it.each(whole.map((feed) => [feed.path, feed] as const))(
    '%s is read as it was written',
    async (_, feed) => {
      const { items, truncated, title } = await parseFeed({
        bytes: new TextEncoder().encode(write(feed)),
        url: `https://${feed.path}`,
      });
      expect(truncated).toBe(false);
      expect(title).toBe(feed.title);
      const wrote = feed.articles.map((article) => ({
        title: plain(article.title),
        link: article.link,
        published: article.published,
      }));
      const got = items.map(({ title, link, published }) => ({ title, link, published }));
      expect(got.sort(byLink)).toEqual(wrote.sort(byLink));
      if (feed.format !== 'rdf') return;
      const named = feed.articles.map(({ link, doi, authors = [] }) => ({
        link,
        doi: doi?.toLowerCase(),
        authors,
      }));
      const found = items.map(({ link, doi, authors }) => ({ link, doi, authors }));
      expect(found.sort(byLink)).toEqual(named.sort(byLink));
    },
  );
});

/** What a reader sees of a title in `news/`: these tags and signs are all that stand there. */
function plain(title: string): string {
  return title
    .replace(/<\/?(?:su[bp]|i)>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function byLink(a: { link: string | null }, b: { link: string | null }): number {
  return String(a.link) < String(b.link) ? -1 : 1;
}
