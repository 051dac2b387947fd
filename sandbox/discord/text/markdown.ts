/**
 * Reads a text as Discord's client shows it (support article "Markdown Text 101"; reference#message-formatting): what is
 * plain, what is formatted, what links, what mentions. Where the client's rule is not written down, the reading is the one
 * that finds more, because its use is to show that a text from outside does nothing.
 */
export interface Piece {
  kind: PieceKind;
  /** What a reader sees, without the marks. */
  text: string;
  children?: Piece[];
  /** Address of a link; id of a mention; seconds of a time. */
  target?: string;
}

export type PieceKind =
  | 'text'
  | ('bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' | 'codeblock')
  | ('heading' | 'subtext' | 'item' | 'quote')
  | ('link' | 'user' | 'role' | 'channel' | 'command' | 'everyone' | 'here' | 'time' | 'emoji');

interface Rule {
  pattern: RegExp;
  read(match: RegExpExecArray): Piece;
}

const around = (kind: PieceKind, pattern: RegExp, blocks = false): Rule => ({
  pattern,
  read: (match) => holder(kind, readPieces(match[1] ?? '', blocks)),
});
const leaf = (kind: PieceKind, pattern: RegExp, text: (match: RegExpExecArray) => string): Rule => ({
  pattern,
  read: (match) => ({ kind, text: text(match), target: match[1] ?? '' }),
});

/** Rules that hold at the start of a line only. */
const LINE_RULES: Rule[] = [
  around('heading', /^ *#{1,3}\s+([^\n]+?)#*\s*?(?=\n|$)/),
  around('subtext', /^ *-#\s+([^\n]+)/),
  {
    pattern: /^ *([-*]|\d{1,9}\.)[ \t]+([^\n]+)/,
    read: ([, mark = '', line = '']) => {
      const children = readPieces(line, false);
      const bullet = /\d/.test(mark) ? mark : '•';
      return { kind: 'item', text: `${bullet} ${textOf(children)}`, children };
    },
  },
  around('quote', /^ *>>> ([\s\S]+)/, true),
  {
    pattern: /^ *> [^\n]*(?:\n *> [^\n]*)*/,
    read: ([all]) => holder('quote', readPieces(all.replace(/^ *> /gm, ''), true)),
  },
];

/** Rules that hold anywhere, strongest first. */
const RULES: Rule[] = [
  leaf('codeblock', /^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/i, ([, code = '']) => code),
  { pattern: /^\\([^0-9A-Za-z\s])/, read: ([, char = '']) => ({ kind: 'text', text: char }) },
  leaf('user', /^<@!?(\d+)>/, ([, id]) => `@${id}`),
  leaf('role', /^<@&(\d+)>/, ([, id]) => `@${id}`),
  leaf('channel', /^<#(\d+)>/, ([, id]) => `#${id}`),
  leaf('channel', /^<id:(customize|browse|guide|home|linked-roles(?::\d+)?)>/, ([, name]) => `#${name}`),
  leaf('command', /^<(\/[-_\p{L}\p{N} ]+):\d+>/u, ([, name = '']) => name),
  leaf('everyone', /^@everyone/, ([all]) => all),
  leaf('here', /^@here/, ([all]) => all),
  leaf('time', /^<t:(-?\d{1,17})(?::[tTdDfFRsS])?>/, ([, seconds]) => timeText(Number(seconds))),
  leaf('emoji', /^<a?:(\w{2,32}):\d+>/, ([, name]) => `:${name}:`),
  leaf('link', /^<((?:https?|discord|mailto|tel|sms):[^\s<>]+)>/i, ([, url = '']) => url),
  {
    pattern:
      /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))+)\]\(\s*<?((?:https?|discord):\/\/(?:\([^)]*\)|[^\s()])*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/i,
    read: ([, label = '', target = '']) => ({ ...holder('link', readPieces(label, false)), target }),
  },
  {
    pattern: /^(?:https?|discord|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/i,
    read: ([url]) => ({ kind: 'link', text: url, target: url }),
  },
  around('bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/),
  around('underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/),
  around('italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/),
  around('italic', /^\*(?=\S)((?:\\[\s\S]|\*\*|\s+(?:\\[\s\S]|[^*\s\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/),
  around('strike', /^~~((?:\\[\s\S]|[^\\])+?)~~(?!_)/),
  around('spoiler', /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/),
  leaf('code', /^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , code = '']) => code.replace(/^ (?=`)|(?<=`) $/g, '')),
];

/** The pieces of a text, in order. */
export function readMarkdown(content: string): Piece[] {
  return readPieces(content, true);
}

function readPieces(source: string, blocks: boolean): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const lineStart = blocks && (at === 0 || source[at - 1] === '\n');
    const found = match(rest, lineStart ? [...LINE_RULES, ...RULES] : RULES);
    if (found) {
      add(pieces, found.piece);
      at += found.length;
    } else {
      const plain = rest.slice(0, plainLength(rest));
      add(pieces, { kind: 'text', text: plain });
      at += plain.length;
    }
  }
  return pieces;
}

/** How much of a text, at least its first character, no rule can begin in: saves trying all rules on every letter. */
function plainLength(rest: string): number {
  if (rest.startsWith('\n')) return 1;
  const next = /[\\<@[`*_~|hds\n]/i.exec(rest.slice(1));
  if (!next) return rest.length;
  return next.index + 1 + (next[0] === '\n' ? 1 : 0);
}

function match(rest: string, rules: Rule[]): { piece: Piece; length: number } | undefined {
  for (const rule of rules) {
    const found = rule.pattern.exec(rest);
    if (found) return { piece: rule.read(found), length: found[0].length };
  }
  return undefined;
}

function add(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last?.kind === 'text' && piece.kind === 'text') last.text += piece.text;
  else pieces.push(piece);
}

function holder(kind: PieceKind, children: Piece[]): Piece {
  return { kind, text: textOf(children), children };
}

function textOf(pieces: Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'Invalid date' : date.toISOString();
}

/** What a reader sees of a text, without marks. A text that was made harmless reads back as it was before. */
export function visibleText(content: string): string {
  return textOf(readMarkdown(content));
}

/** Everything in a text that is more than plain: `[]` says that nothing formats, links or mentions. */
export function marksIn(content: string): Piece[] {
  const deep = (pieces: Piece[]): Piece[] =>
    pieces.flatMap((piece) => (piece.kind === 'text' ? [] : [piece, ...deep(piece.children ?? [])]));
  return deep(readMarkdown(content));
}
