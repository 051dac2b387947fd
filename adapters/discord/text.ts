import { type Span, spans, type Text } from '../../src/chat/text.ts';

/**
 * Discord's markdown for a text, in which strings are literal and only spans format or link
 * (support.discord.com, Markdown Text 101). Never longer than `weight` of src/chat/fit.ts reckons, brackets in addresses aside.
 */
export function markdown(text: Text): string {
  const line = spans(text).map(renderSpan).reduce(join, '');
  return inertLineStarts(line);
}

/** As `markdown`, for a heading: on one line, and its last `#` is not taken for the heading's own. */
export function headline(text: Text): string {
  return markdown(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .replace(/#$/, '#\u200b');
}

/** A label, where Discord reads no markdown. It must not be empty. */
export function label(text: string): string {
  return visible(text).trim() || '\u2013';
}

/** Without what cannot be stored, breaks a line unseen, or turns the direction of writing. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

function renderSpan(span: Span): string {
  if (typeof span === 'string') return literal(span);
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(visible(span.text))!;
  // Signs of markdown round nothing would show, and beside a space they do not count.
  if (!words) return before;
  const address = span.link && linkAddress(span.link);
  const linked = address ? linkTo(address, words.replace(/\s+/g, ' ')) : literal(words);
  const signs = `${span.bold ? '**' : ''}${span.italic ? '*' : ''}`;
  return `${before}${signs}${linked}${[...signs].reverse().join('')}${after}`;
}

/** What Discord takes between the brackets of a link: it counts brackets even where a backslash stands before them. */
const insideLink = /^(?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))+\]$/;

/** A bracket without its twin would end the link, so those of such words give way to the wide ones that look alike. */
function linkTo(address: string, words: string): string {
  const safe = insideLink.test(`${words}]`)
    ? words
    : words.replaceAll('[', '\uff3b').replaceAll(']', '\uff3d');
  return `[${literal(safe)}](<${address}>)`;
}

/** Two signs of markdown that meet would be read as one: a character of no width parts them. */
function join(soFar: string, next: string): string {
  const meet = /(^|[^\\])\*$/.test(soFar) && next.startsWith('*');
  return `${soFar}${meet ? '\u200b' : ''}${next}`;
}

/** A string that mentions, formats and links nothing, wherever in a line it stands. */
function literal(text: string): string {
  return (
    visible(text)
      .replace(/[\\`*_~|<>[\]]/g, '\\$&')
      // Discord scans for these two without regard to backslashes.
      .replace(/@(?=everyone|here)/gi, '@\u200b')
      // A bare address links itself; so do invitations, even without a scheme.
      .replace(/(?<=[a-z]:)(?=\/\/)/gi, '\u200b')
      .replace(/(?<=discord(?:app)?)\.(?=(?:gg|com)\/)/gi, '\\.')
  );
}

/** Headings, small print, lists and quotes begin at the start of a line only. */
function inertLineStarts(text: string): string {
  return text.replace(/^([^\S\n]*)([#>+-])/gm, '$1\\$2').replace(/^([^\S\n]*\d+)\./gm, '$1\\.');
}

/** An address that cannot end the link it stands in (Discord wants brackets in it balanced, so there are none); undefined when it is not of the web. */
function linkAddress(address: string): string | undefined {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) return undefined;
  return address.trim().replace(/[\s<>()\\"]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What a reader of our own markdown sees: without its markdown, the signs of which are those that no backslash comes before. */
export function readable(content: string): string {
  const signs = /\\([^0-9A-Za-z\s])|^(?:## |-# )|\[|\]\(<[^>]*>\)|\*+|\u200b/gm;
  return content.replace(signs, (_, escaped: string = '') => escaped);
}
