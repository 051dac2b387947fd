/** A piece of marked-up text. `raw` is as it stands in the document, entities undecoded. */
export type Token =
  | { kind: 'text'; raw: string }
  | { kind: 'cdata'; text: string }
  | { kind: 'open'; name: string; attributes: string; empty: boolean; raw: string }
  | { kind: 'close'; name: string; raw: string }
  /** The document ends inside a comment, a CDATA section or a declaration. */
  | { kind: 'cut' };

const NAME = /[A-Za-z_:\u0080-\uFFFF][\w.:\u0080-\uFFFF-]*/y;
const SPACE = /\s*/y;
const ATTRIBUTE = /[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s<>"']+))?/y;
const CLOSE = /<\/\s*([A-Za-z_:\u0080-\uFFFF][\w.:\u0080-\uFFFF-]*)\s*>/y;

/**
 * The tags and texts of XML or HTML in one linear pass. Forgiving: what is no tag (`1 < 2`, `<3`) is text, comments,
 * declarations and processing instructions are left out, and nothing is checked to be balanced.
 */
export function* tokens(source: string): Generator<Token> {
  let at = 0;
  let textFrom = 0;
  let instructionsEnd = true;
  for (;;) {
    const lt = source.indexOf('<', at);
    if (lt < 0) break;
    const found = tokenAt(source, lt, instructionsEnd);
    if (found === null) {
      if (source[lt + 1] === '?') instructionsEnd = false;
      at = lt + 1;
      continue;
    }
    if (lt > textFrom) yield { kind: 'text', raw: source.slice(textFrom, lt) };
    if (found.token) yield found.token;
    if (found.token?.kind === 'cdata' && found.cut) yield { kind: 'cut' };
    at = textFrom = found.end;
  }
  if (textFrom < source.length) yield { kind: 'text', raw: source.slice(textFrom) };
}

interface Found {
  token: Token | null;
  end: number;
  cut?: boolean;
}

/** `instructionsEnd` is false once a `?>` was looked for in vain: looking again at each `<?` would be quadratic. */
function tokenAt(source: string, lt: number, instructionsEnd: boolean): Found | null {
  const next = source[lt + 1];
  if (next === '!') return declarationAt(source, lt);
  if (next === '?') {
    const end = instructionsEnd ? source.indexOf('?>', lt + 2) : -1;
    return end < 0 ? null : { token: null, end: end + 2 };
  }
  if (next === '/') {
    CLOSE.lastIndex = lt;
    const close = CLOSE.exec(source);
    if (!close) return null;
    return { token: { kind: 'close', name: close[1]!, raw: close[0] }, end: CLOSE.lastIndex };
  }
  return openAt(source, lt);
}

function declarationAt(source: string, lt: number): Found | null {
  if (source.startsWith('<!--', lt)) {
    const end = source.indexOf('-->', lt + 4);
    return end < 0 ? { token: { kind: 'cut' }, end: source.length } : { token: null, end: end + 3 };
  }
  if (source.startsWith('<![CDATA[', lt)) {
    const end = source.indexOf(']]>', lt + 9);
    const text = source.slice(lt + 9, end < 0 ? source.length : end);
    return { token: { kind: 'cdata', text }, end: end < 0 ? source.length : end + 3, cut: end < 0 };
  }
  let end = source.indexOf('>', lt);
  if (end < 0) return { token: { kind: 'cut' }, end: source.length };
  const subset = source.slice(lt, end).includes('[');
  if (subset && /^<!DOCTYPE\b/i.test(source.slice(lt, lt + 10))) {
    // The internal subset holds declarations with `>` of their own; it ends with `]>`.
    const closing = /\]\s{0,100}>/g;
    closing.lastIndex = lt;
    if (!closing.exec(source)) return { token: { kind: 'cut' }, end: source.length };
    end = closing.lastIndex - 1;
  }
  return { token: null, end: end + 1 };
}

function openAt(source: string, lt: number): Found | null {
  NAME.lastIndex = lt + 1;
  const name = NAME.exec(source)?.[0];
  if (name === undefined) return null;
  const from = NAME.lastIndex;
  let at = from;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.exec(source);
    at = SPACE.lastIndex;
    const empty = source[at] === '/' && source[at + 1] === '>';
    if (empty || source[at] === '>') {
      const end = at + (empty ? 2 : 1);
      const raw = source.slice(lt, end);
      return { token: { kind: 'open', name, attributes: source.slice(from, at), empty, raw }, end };
    }
    ATTRIBUTE.lastIndex = at;
    if (ATTRIBUTE.exec(source)) at = ATTRIBUTE.lastIndex;
    else if (source[at] === '/') at++;
    else return null;
  }
}

const PAIR = /([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s<>"']+)))?/g;

/** The attributes of an open tag, entities undecoded; of two with one name the first counts. */
export function attributesOf(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single, bare] of source.matchAll(PAIR)) {
    if (!found.has(name!)) found.set(name!, double ?? single ?? bare ?? '');
  }
  return found;
}
