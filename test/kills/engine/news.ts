import type { Article, Feed } from '../../../sandbox/feeds/feed.ts';

/** The three feeds of community.yaml. */
export const paths = ['journal.test/rss', 'policy.test/atom', 'regulator.test/json'] as const;

/** What makes an item matter: to one group, to another, to none. */
const subjects = ['DICOM', 'Net zero', 'Cake'] as const;

/** Long, so that a digest takes several messages. */
const more =
  'in the light of all that was said about it by everybody who had something to say this year and the last';

/** An article of which there is only one, known by its number. */
export function articleOf(number: number, published: Date): Article {
  const title = `${subjects[number % subjects.length]} report ${number} ${more}`;
  return {
    title,
    link: `https://news.test/reports/${number}/${more.replaceAll(' ', '-').repeat(3)}`,
    summary: `Number ${number}.`,
    published,
  };
}

/** The feeds with what they held before Lookout first looked: articles below zero. */
export function feedsBefore(published: Date): Feed[] {
  return paths.map((path, at) => ({
    path,
    title: `Feed of ${path}`,
    format: (['rss', 'atom', 'json'] as const)[at]!,
    articles: [articleOf(-3 * at - 3, published), articleOf(-3 * at - 5, published)],
  }));
}
