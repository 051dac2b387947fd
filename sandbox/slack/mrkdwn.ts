/**
 * Reads Slack's mrkdwn as Slack would show it (messaging/formatting-message-text). Where Slack's behaviour is not written
 * down, this reads more effects into a string rather than fewer: text that it calls literal is safe to post.
 */

export interface Style {
  bold?: true;
  italic?: true;
  strike?: true;
  underline?: true;
  code?: true;
  quote?: true;
}

/** A run of what a reader sees. `mention` is a user, usergroup or channel id, or `here`, `channel`, `everyone`. */
export interface Span {
  text: string;
  style: Style;
  link?: string;
  mention?: string;
  emoji?: string;
}

export interface Reading {
  /** Do not turn bare addresses and @here into links and mentions (`verbatim: true` of a text object). */
  verbatim?: boolean;
  /** Take @here, @channel and @everyone for what they are: words. */
  quiet?: boolean;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Undoes Slack's three escapes, once. */
export function unescapeText(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

/** What `:name:` looks like in the text of a span: not the characters that were written. */
export function emojiText(name: string): string {
  return `⟦${name}⟧`;
}

/** Reads one mrkdwn string. */
export function readMrkdwn(text: string, reading: Reading = {}): Span[] {
  const spans: Span[] = [];
  // Fenced code first: it may run over several lines; nothing but <…> means anything inside.
  for (const [index, piece] of text.split(/```(?!`)([\s\S]+?)```/).entries()) {
    if (index % 2 === 1) spans.push(...readControls(piece, { code: true }, { verbatim: true, plain: true }));
    else spans.push(...readLines(piece, reading));
  }
  return spans.filter((span) => span.text !== '');
}

function readLines(text: string, reading: Reading): Span[] {
  return text.split('\n').flatMap((line, index) => {
    const before: Span[] = index > 0 ? [{ text: '\n', style: {} }] : [];
    // An escaped ">" at the start of a line is a quotation all the same.
    const quote = /^\s*(?:&gt;|>)(?:&gt;&gt;|>>)?\s?/.exec(line);
    if (!quote) return [...before, ...readStyled(line, {}, reading)];
    return [...before, ...readStyled(line.slice(quote[0].length), { quote: true }, reading)];
  });
}

const markers = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' } as const;

/** Where a control sequence or a pair of markers starts, whichever is first. */
function readStyled(text: string, style: Style, reading: Reading): Span[] {
  const pair = firstPair(text);
  if (!pair) return readControls(text, style, { ...reading, plain: false });
  const { start, end, name } = pair;
  const inside = text.slice(start + 1, end);
  const inner: Style = { ...style, [name]: true };
  return [
    ...readControls(text.slice(0, start), style, { ...reading, plain: false }),
    ...(name === 'code'
      ? readControls(inside, inner, { verbatim: true, plain: true })
      : readStyled(inside, inner, reading)),
    ...readStyled(text.slice(end + 1), style, reading),
  ];
}

/** The first `*bold*`-like pair: opened after no letter or digit, closed before none, tight on both inner sides. */
function firstPair(text: string): { start: number; end: number; name: keyof Style } | undefined {
  const hidden = text.replace(/<[^<>]*>/g, (control) => ' '.repeat(control.length));
  for (let start = 0; start < hidden.length; start += 1) {
    const marker = hidden[start] as keyof typeof markers;
    const name = markers[marker];
    if (!name || /[\p{L}\p{N}]/u.test(hidden[start - 1] ?? ' ')) continue;
    for (let end = start + 2; end < hidden.length; end += 1) {
      if (hidden[end] !== marker || /[\p{L}\p{N}]/u.test(hidden[end + 1] ?? ' ')) continue;
      const tight =
        name === 'code' || (!/\s/.test(text[start + 1] ?? ' ') && !/\s/.test(text[end - 1] ?? ' '));
      if (tight && text.slice(start + 1, end).trim() !== '') return { start, end, name };
    }
  }
  return undefined;
}

function readControls(text: string, style: Style, reading: Reading & { plain: boolean }): Span[] {
  return text.split(/(<[^<>\n]+>)/).flatMap((piece, index) => {
    if (index % 2 === 1) return [readControl(piece.slice(1, -1), style)];
    return reading.plain ? [{ text: unescapeText(piece), style }] : readLoose(piece, style, reading);
  });
}

function readControl(body: string, style: Style): Span {
  const [target = '', label] = body.split(/\|([\s\S]*)/);
  const shown = label === undefined ? undefined : unescapeText(label);
  const special = /^!(here|channel|everyone)$/.exec(target);
  if (special?.[1]) return { text: `@${special[1]}`, style, mention: special[1] };
  const who = /^([@#])([A-Z0-9]+)$/.exec(target);
  if (who?.[2]) return { text: `${who[1]}${shown ?? who[2]}`, style, mention: who[2] };
  const group = /^!subteam\^([A-Z0-9]+)$/.exec(target);
  if (group?.[1]) return { text: shown ?? `@${group[1]}`, style, mention: group[1] };
  if (target.startsWith('!date^')) {
    const link = target.split('^')[3];
    return { text: shown ?? target, style, ...(link ? { link } : {}) };
  }
  // Anything else between angle brackets is taken for an address.
  return { text: shown || unescapeText(target.replace(/^mailto:/, '')), style, link: unescapeText(target) };
}

const emoji = /:((?:[a-z][a-z0-9_'+-]*|\+1|-1|100|1234)(?:::skin-tone-[2-6])?):/;
const address = /((?:https?|ftp):\/\/[^\s<>|]+|mailto:[^\s<>|]+|(?<![\w.@-])www\.[^\s<>|]+)/;
const shout = /(?<![\w@])@(here|channel|everyone)\b/;

/** Text outside `<…>`: bare addresses, emoji names, and what Slack links by itself unless told not to. */
function readLoose(text: string, style: Style, reading: Reading): Span[] {
  const found = [
    emoji,
    ...(reading.verbatim ? [] : [address]),
    ...(reading.verbatim || reading.quiet ? [] : [shout]),
  ]
    .map((pattern) => pattern.exec(text))
    .filter((match) => match !== null)
    .sort((a, b) => a.index - b.index)[0];
  if (!found) return [{ text: unescapeText(text), style }];
  const [whole, part = ''] = found;
  const rest = text.slice(found.index + whole.length);
  let span: Span = { text: unescapeText(whole), style, link: unescapeText(whole) };
  if (whole.startsWith(':')) span = { text: emojiText(part), style, emoji: part };
  if (whole.startsWith('@')) span = { text: whole, style, mention: part };
  return [
    { text: unescapeText(text.slice(0, found.index)), style },
    span,
    ...readLoose(rest, style, reading),
  ];
}
