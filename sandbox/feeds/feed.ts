/** How a feed is written: the four that the field uses. */
export type Format = 'rss' | 'rdf' | 'atom' | 'json';

export interface Feed {
  /** Where it stands on the server: the real address without its scheme. */
  path: string;
  title: string;
  format: Format;
  articles: readonly Article[];
}

export interface Article {
  title: string;
  link: string;
  summary: string;
  published: Date;
  authors?: readonly string[];
  doi?: string;
}

export const mediaTypes: Readonly<Record<Format, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  rdf: 'application/rdf+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

/** A feed as a publisher would serve it, the newest article first. */
export function write(feed: Feed): string {
  const articles = [...feed.articles].sort((a, b) => b.published.getTime() - a.published.getTime());
  switch (feed.format) {
    case 'rss':
      return rss(feed, articles);
    case 'rdf':
      return rdf(feed, articles);
    case 'atom':
      return atom(feed, articles);
    case 'json':
      return json(feed, articles);
  }
}

function rss({ title, path }: Feed, articles: readonly Article[]): string {
  const items = articles.map(
    (
      one,
    ) => `<item><title>${xml(one.title)}</title><link>${xml(one.link)}</link><guid isPermaLink="true">${xml(one.link)}</guid>
<pubDate>${one.published.toUTCString()}</pubDate><description>${xml(`<p>${xml(one.summary)}</p>`)}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${xml(title)}</title><link>https://${xml(path)}</link><description>${xml(title)}</description>
${items.join('\n')}
</channel></rss>`;
}

function rdf({ title, path }: Feed, articles: readonly Article[]): string {
  const items = articles.map(
    (one) => `<item rdf:about="${xml(one.link)}"><title>${xml(one.title)}</title><link>${xml(one.link)}</link>
<description>${xml(one.summary)}</description><dc:date>${one.published.toISOString()}</dc:date>
${(one.authors ?? []).map((name) => `<dc:creator>${xml(name)}</dc:creator>`).join('')}
${one.doi ? `<dc:identifier>doi:${xml(one.doi)}</dc:identifier><prism:doi>${xml(one.doi)}</prism:doi>` : ''}
<prism:publicationName>${xml(title)}</prism:publicationName></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel rdf:about="https://${xml(path)}"><title>${xml(title)}</title><link>https://${xml(path)}</link><description/></channel>
${items.join('\n')}
</rdf:RDF>`;
}

function atom({ title, path }: Feed, articles: readonly Article[]): string {
  const entries = articles.map(
    (one) => `<entry><id>${xml(one.link)}</id><title type="html">${xml(xml(one.title))}</title>
<link rel="alternate" type="text/html" href="${xml(one.link)}"/><updated>${one.published.toISOString()}</updated>
<summary>${xml(one.summary)}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://${xml(path)}</id><title>${xml(title)}</title>
<updated>${(articles[0]?.published ?? new Date(0)).toISOString()}</updated>
${entries.join('\n')}
</feed>`;
}

function json({ title, path }: Feed, articles: readonly Article[]): string {
  const items = articles.map((one) => ({
    id: one.link,
    url: one.link,
    title: one.title,
    content_text: one.summary,
    date_published: one.published.toISOString(),
  }));
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: `https://${path}`,
    items,
  });
}

function xml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
