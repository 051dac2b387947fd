/**
 * The elements of a feed that are read, by canonical name, and the name that each is handed to rss-parser under. Texts,
 * dates and links get names that mean nothing to it: its snippet code is quadratic, one bad date makes it drop the whole
 * feed, and a link without attributes makes it throw.
 */
export const FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    title: 'x-title',
    'dc:title': 'x-dc-title',
    link: 'x-link',
    'atom:link': 'x-link',
    guid: 'x-id',
    id: 'x-id',
    pubdate: 'x-published',
    published: 'x-published',
    issued: 'x-published',
    'atom:published': 'x-published',
    'dc:date': 'x-dc-date',
    'dcterms:issued': 'x-dcterms-date',
    'dcterms:created': 'x-dcterms-date',
    'dcterms:available': 'x-dcterms-date',
    'dc:issued': 'x-dcterms-date',
    'prism:publicationdate': 'x-prism-date',
    updated: 'x-updated',
    modified: 'x-updated',
    'atom:updated': 'x-updated',
    'dcterms:modified': 'x-updated',
    created: 'x-created',
    description: 'x-description',
    summary: 'x-description',
    abstract: 'x-description',
    'dcterms:abstract': 'x-description',
    'dc:description': 'x-dc-description',
    content: 'x-content',
    'content:encoded': 'x-content',
    'content:content': 'x-content',
    author: 'x-author',
    'dc:creator': 'x-creator',
    'itunes:author': 'x-itunes-author',
    'dc:identifier': 'x-identifier',
    'prism:doi': 'x-prism-doi',
    'arxiv:doi': 'x-arxiv-doi',
    'prism:publicationname': 'x-journal',
    'dc:source': 'x-source',
    ttl: 'x-ttl',
    'sy:updateperiod': 'x-period',
    'sy:updatefrequency': 'x-frequency',
  }),
);

/** The names above, as rss-parser wants to be told of fields that may come several times. */
export const CUSTOM_FIELDS = [...new Set([...FIELDS.values(), 'x-about'])].map(
  (name): [string, string, { keepArray: true }] => [name, name, { keepArray: true }],
);
