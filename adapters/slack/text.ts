import { type Span, shorten, spans, type Text } from '../../src/chat/text.ts';

/** An object as the Web API takes it. */
export type Json = Readonly<Record<string, unknown>>;

// Unseen, and no letter or digit: parts characters that would mean something together.
const joiner = '\u2060';
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;
// The form's line end stays; every other control is refused or drawn as nothing.
const controls = /(?!\n)\p{Cc}/gu;

/**
 * A string for the places that Slack takes literally (rich text, plain text). Even there it undoes `&amp;`, `&lt;` and `&gt;`,
 * so these are parted; overrides of the writing direction would redraw what stands around them.
 */
export function literal(text: string): string {
  return text
    .toWellFormed()
    .replace(controls, ' ')
    .replace(overrides, '')
    .replace(/&(?=(?:amp|lt|gt);)/g, `&${joiner}`);
}

/** A `plain_text` object; its emoji names are left as they are written. @param most characters that Slack takes there */
export function plainText(text: string, most: number): Json {
  return { type: 'plain_text', text: shorten(literal(text) || joiner, most), emoji: !emojiName.test(text) };
}

const emojiName = /:[^\s:]+:/;

/** Slack's three escapes, for `text` and `mrkdwn` (docs.slack.dev, Formatting message text). */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(controls, ' ')
    .replace(overrides, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** A `rich_text` block of one section: its text elements know no markup at all. */
export function richText(text: Text, bold = false): Json {
  const elements = spans(text).flatMap((span) => richElement(span, bold));
  const section = {
    type: 'rich_text_section',
    elements: elements.length > 0 ? elements : [{ type: 'text', text: joiner }],
  };
  return { type: 'rich_text', elements: [section] };
}

function richElement(span: Span, allBold: boolean): Json[] {
  const {
    text,
    bold = false,
    italic = false,
    link,
  } = typeof span === 'string' ? { text: span } : (span as Styled);
  const words = literal(text);
  if (words === '') return [];
  const style = {
    ...(bold || allBold ? { bold: true } : {}),
    ...(italic ? { italic: true } : {}),
  };
  const styled = { text: words, ...(Object.keys(style).length > 0 ? { style } : {}) };
  return [link && isAddress(link) ? { type: 'link', url: link, ...styled } : { type: 'text', ...styled }];
}

type Styled = Exclude<Span, string>;

/** Slack refuses a whole message for one link that is not http(s) or too long: such a one is text. */
export function isAddress(link: string): boolean {
  return link.length <= 3000 && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
}

/** Could this mean something in mrkdwn, though escaped? A quote needs only `&gt;`; `verbatim` keeps off addresses and names. */
const marks = /[*_~`>|]|:[^\s:]+:/;

/**
 * Small print as Slack draws it: a `context` block. It takes no rich text, and nothing keeps `*` from meaning bold in mrkdwn.
 * So words alone go as plain text, links as mrkdwn where no character means anything, and the rest as rich text at full size.
 */
export function smallPrint(text: Text): Json {
  const parts = spans(text).map((span): Styled => (typeof span === 'string' ? { text: span } : span));
  const words = parts.map((part) => part.text).join('');
  if (parts.some(({ bold, italic }) => bold || italic)) return richText(text);
  if (!parts.some(({ link }) => link && isAddress(link))) {
    const element = { type: 'plain_text', text: literal(words) || joiner, emoji: !emojiName.test(words) };
    return context(element) ?? richText(text);
  }
  if (marks.test(words) || parts.some((part) => part.link && part.text.includes('\n'))) return richText(text);
  return context({ type: 'mrkdwn', text: parts.map(mrkdwn).join(''), verbatim: true }) ?? richText(text);
}

/** A text object of a context block has 3,000 characters, counted after escaping. */
function context(element: Json & { text: string }): Json | undefined {
  return element.text.length > 3000 ? undefined : { type: 'context', elements: [element] };
}

function mrkdwn({ text, link }: Styled): string {
  const words = escapeText(text);
  if (!link || !isAddress(link) || words === '') return words;
  // Between angle brackets these would end the address.
  const address = link.replace(/[<>|]/g, encodeURIComponent);
  return `<${escapeText(address)}|${words}>`;
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Undoes Slack's three escapes. */
export function unescapeText(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity]!);
}

/** What a person said, in plain words: mentions by their names where Slack gives them, links by their labels. */
export function readable(mrkdwn: string): string {
  const shown = mrkdwn.replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => {
    if (/^[@#]/.test(target)) return `${target[0]}${label || target.slice(1)}`;
    if (target.startsWith('!')) return label || `@${target.slice(1).replace(/^subteam\^/, '')}`;
    return label || target.replace(/^mailto:/, '');
  });
  return unescapeText(shown);
}
