import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Article, Feed } from './feed.ts';

const folder = join(import.meta.dirname, 'news');

const article = z
  .strictObject({
    /** As the publisher wrote it: a journal's may hold HTML. */
    title: z.string().min(1),
    summary: z.string().min(1),
    /** Relative to the feed's `site`; the doi if left out. */
    link: z.string().min(1).optional(),
    authors: z.array(z.string().min(1)).min(1).optional(),
    /** The prefix 10.5555 is reserved for tests: no such article is ever registered. */
    doi: z
      .string()
      .regex(/^10\.5555\/\S+$/)
      .optional(),
    ago: z
      .string()
      .regex(/^\d+[hd]$/, { error: 'expected hours or days, such as 5h or 3d' })
      .transform(hours),
  })
  .refine(({ link, doi }) => link ?? doi, { error: 'expected a link or a doi' });

const feeds = z.array(
  z.strictObject({
    path: z.string().regex(/^[\w.-]+\/\S*$/, { error: 'expected an address without its scheme' }),
    title: z.string().min(1),
    format: z.enum(['rss', 'rdf', 'atom', 'json']),
    /** Where the publisher's articles stand. */
    site: z.url(),
    articles: z.array(article).min(1),
  }),
);

/** Whatever is younger than this is news when the demo starts; the rest stood in the feed before. */
const newsHours = 12;

export interface News {
  /** With the older articles only. */
  feeds: Feed[];
  /** What is to be published in the course of the demo, each for the feed at `path`. */
  today: { path: string; article: Article }[];
}

/**
 * The invented news of the demo, from the files in `news/`, with their dates counted back from `now`.
 * @throws Error that names the file and what is wrong in it
 */
export async function loadNews(now: Date): Promise<News> {
  const news: News = { feeds: [], today: [] };
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  for (const file of files) {
    for (const { path, title, format, site, articles } of await read(file)) {
      const older: Article[] = [];
      for (const { ago, link, doi, authors, ...told } of articles) {
        const article: Article = {
          ...told,
          link: new URL(link ?? doi!, site).href,
          published: new Date(now.getTime() - ago * 3_600_000),
          ...(authors && { authors }),
          ...(doi && { doi }),
        };
        if (ago < newsHours) news.today.push({ path, article });
        else older.push(article);
      }
      news.feeds.push({ path, title, format, articles: older });
    }
  }
  return news;
}

async function read(file: string) {
  const result = feeds.safeParse(parse(await readFile(join(folder, file), 'utf8')));
  if (!result.success) throw new Error(`news/${file} cannot be used.\n${z.prettifyError(result.error)}`);
  return result.data;
}

function hours(ago: string): number {
  return Number.parseInt(ago, 10) * (ago.endsWith('d') ? 24 : 1);
}
