export type ParseFault =
  | 'web page'
  | 'empty'
  | 'not a feed'
  | 'too large'
  | 'too slow'
  | 'too heavy'
  | 'broken';

const SENTENCES: Record<ParseFault, string> = {
  'web page':
    'This address gives a web page, not a feed. Look on the page for a link called “RSS”, “Atom” or “Feed” and use that address.',
  empty:
    'This address gives an empty document. Open it in a browser; if it is empty there too, tell the publisher.',
  'not a feed':
    'This address gives something that is not a feed (RSS, Atom or JSON Feed). Check the address.',
  'too large':
    'This feed is larger than 10 MB once unpacked, so it was not read. Ask the publisher for a shorter one.',
  'too slow':
    'This feed took too long to read, so Lookout stopped. If this keeps happening, use another feed from this publisher.',
  'too heavy':
    'This feed needs too much memory to read. If this keeps happening, use another feed from this publisher.',
  broken: 'This feed is broken beyond repair. Tell the publisher, or use another of their feeds.',
};

/** A document that cannot be read as a feed. The message is a sentence for whoever added the feed. */
export class FeedUnreadable extends Error {
  override name = 'FeedUnreadable';
  readonly fault: ParseFault;
  constructor(fault: ParseFault, cause?: unknown) {
    super(SENTENCES[fault], { cause });
    this.fault = fault;
  }
}
