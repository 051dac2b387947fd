/** What a reader sees of a message or a view: its text, and what arises from it (links, mentions, formatting). Pure. */

import { emojiText, readMrkdwn, type Span, type Style, unescapeText } from './mrkdwn.ts';
import { isObject, type Json } from './schema.ts';

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Reads a text object; a bare string is mrkdwn as in a message's `text`. */
export function readText(text: unknown): Span[] {
  // A message's `text` links addresses, but @here only where the call sends `link_names`, which nothing here does.
  if (typeof text === 'string') return readMrkdwn(text, { quiet: true });
  if (!isObject(text)) return [];
  if (text.type === 'mrkdwn') return readMrkdwn(str(text.text), { verbatim: text.verbatim === true });
  return text.emoji === false
    ? [{ text: unescapeText(str(text.text)), style: {} }]
    : readPlain(str(text.text));
}

/** plain_text: nothing but emoji names means anything, and those only where `emoji` is not false. */
function readPlain(text: string): Span[] {
  return text
    .split(/:((?:[a-z][a-z0-9_'+-]*|\+1|-1|100|1234)):/)
    .map((piece, index) =>
      index % 2 === 1
        ? { text: emojiText(piece), style: {}, emoji: piece }
        : { text: unescapeText(piece), style: {} },
    );
}

function styleOf(element: Json, under: Style): Style {
  const given = isObject(element.style) ? element.style : {};
  const on = ['bold', 'italic', 'strike', 'underline', 'code'].filter((name) => given[name] === true);
  return { ...under, ...Object.fromEntries(on.map((name) => [name, true])) };
}

/** One element of rich text. Its text is literal: no escape, no emoji name, no marker means anything. */
function readInline(element: Json, under: Style): Span {
  const style = styleOf(element, under);
  switch (element.type) {
    case 'link':
      return { text: str(element.text) || str(element.url), style, link: str(element.url) };
    case 'emoji':
      return { text: emojiText(str(element.name)), style, emoji: str(element.name) };
    case 'user':
      return { text: `@${str(element.user_id)}`, style, mention: str(element.user_id) };
    case 'usergroup':
      return { text: `@${str(element.usergroup_id)}`, style, mention: str(element.usergroup_id) };
    case 'channel':
      return { text: `#${str(element.channel_id)}`, style, mention: str(element.channel_id) };
    case 'broadcast':
      return { text: `@${str(element.range)}`, style, mention: str(element.range) };
    case 'date':
      return { text: str(element.fallback) || str(element.format), style };
    default:
      return { text: str(element.text) || str(element.value), style };
  }
}

function readRichPart(part: Json): Span[] {
  const inner = objects(part.elements);
  if (part.type === 'rich_text_list') {
    return inner.flatMap((item, index): Span[] => {
      const bullet = part.style === 'ordered' ? `${index + 1}. ` : '• ';
      const start: Span = { text: `${index > 0 ? '\n' : ''}${bullet}`, style: {} };
      return [start, ...readRichPart(item)];
    });
  }
  const under: Style = {};
  if (part.type === 'rich_text_quote') under.quote = true;
  if (part.type === 'rich_text_preformatted') under.code = true;
  return inner.map((element) => readInline(element, under));
}

const line: Span = { text: '\n', style: {} };
const joined = (parts: Span[][]): Span[] =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index > 0 ? [line, ...part] : part));

function readElement(element: Json): Span[] {
  if (element.type === 'image') return [{ text: str(element.alt_text), style: {} }];
  if (element.type === 'button') return readText(element.text);
  const groups = objects(element.option_groups).flatMap((group) => objects(group.options));
  const options = [...objects(element.options), ...groups].map((option) => readText(option.text));
  return joined([readText(element.placeholder), ...options]);
}

/** The spans of one block, in reading order. */
export function readBlock(block: Json): Span[] {
  switch (block.type) {
    case 'section':
      return joined([
        readText(block.text),
        ...objects(block.fields).map(readText),
        isObject(block.accessory) ? readElement(block.accessory) : [],
      ]);
    case 'context':
      return joined(
        objects(block.elements).map((item) => (item.type === 'image' ? readElement(item) : readText(item))),
      );
    case 'actions':
      return joined(objects(block.elements).map(readElement));
    case 'input': {
      const element = isObject(block.element) ? readElement(block.element) : [];
      return joined([readText(block.label), element, readText(block.hint)]);
    }
    case 'image':
      return joined([readText(block.title), [{ text: str(block.alt_text), style: {} }]]);
    case 'rich_text':
      return joined(objects(block.elements).map(readRichPart));
    case 'markdown':
      // Standard Markdown, which this does not read: shown as it was written.
      return [{ text: str(block.text), style: {} }];
    default:
      return readText(block.text);
  }
}

/** Everything a reader sees, as spans: of blocks, of one text object, or of a message's `text`. */
export function read(content: unknown): Span[] {
  return Array.isArray(content) ? joined(content.filter(isObject).map(readBlock)) : readText(content);
}

/** The characters a reader sees; blocks are parted by line ends, an emoji made from `:name:` reads ⟦name⟧. */
export function visibleText(content: unknown): string {
  return read(content)
    .map((span) => span.text)
    .join('');
}

/** Who is mentioned: user, usergroup and channel ids, `here`, `channel`, `everyone`. */
export function mentions(content: unknown): string[] {
  return read(content).flatMap((span) => span.mention ?? []);
}

/** The addresses that a reader could follow. */
export function links(content: unknown): string[] {
  return read(content).flatMap((span) => span.link ?? []);
}

/** Whether the content is seen exactly as one run of this text: no mention, link, emoji or formatting arises. */
export function inert(content: unknown): boolean {
  return read(content).every(
    (span) => !span.link && !span.mention && !span.emoji && Object.keys(span.style).length === 0,
  );
}
