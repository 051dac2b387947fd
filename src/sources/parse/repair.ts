import { FeedUnreadable } from './fault.ts';
import { decodedAttributes, element, fieldValue, keptAttributes } from './field-value.ts';
import { FIELDS } from './fields.ts';
import { narrowBase } from './links.ts';
import { canonicalName, declare, type Namespaces } from './names.ts';
import { type Token, tokens } from './tokens.ts';

type Open = Extract<Token, { kind: 'open' }>;

/** An element that holds others which are read. */
interface Scope {
  /** As written, which the end tag repeats. */
  name: string;
  item: boolean;
  spaces: Namespaces;
  base: string;
}

/** An element that is being read to its end: a field, or one that is passed over (`field` null). */
interface Reading {
  name: string;
  /** Elements of the same name that are open inside it. */
  nested: number;
  /** Items that are open inside it: some modules carry whole items (old versions, conflicts). */
  items: number;
  field: string | null;
  attributes: string;
  pieces: Token[];
  /** How many characters more it may hold. */
  room: number;
}

interface State {
  scopes: Scope[];
  reading: Reading | null;
  /** The item that is open, as XML; null between items. */
  item: string[] | null;
  head: string[];
  items: string[];
  count: number;
  atom: boolean;
  /** The namespaces of the root: whatever they are, elements in them are the feed's own. */
  own: Set<string>;
  finished: boolean;
}

const ATOM = 'http://www.w3.org/2005/Atom';
const ROOTS = new Set(['rss', 'rdf', 'feed', 'channel']);
/** What a web page may begin with; html, head and body may be left out of one (HTML, 13.1.2.4). */
const PAGE = new Set(['html', 'head', 'body', 'title', 'meta', 'script']);
const BOXES = new Set(['channel', 'items']);
const ITEMS = new Set(['item', 'entry']);
/** Root, channel, items, item: a document that goes deeper than this is playing. */
const DEEPEST = 8;
/** Enough for every feed seen; they keep a hostile document from filling the memory. */
const LONGEST_FIELD = 200_000;
const MOST_FIELDS = 500;
export const MOST_ITEMS = 10_000;

/**
 * Any feed in XML as one that every parser reads: RSS 2.0, or Atom where it was Atom. One linear pass finds the root in
 * whatever stands before it, drops DOCTYPE and foreign elements, decodes entities, turns markup inside texts into escaped
 * HTML, gives elements the names of `FIELDS` whatever prefix they wore, and writes beside each link the address it starts
 * from. Of a truncated document the complete items remain. Throws `FeedUnreadable` for a web page, or where no feed is.
 */
export function repair(source: string, url: string): { xml: string; atom: boolean; truncated: boolean } {
  const state: State = {
    scopes: [],
    reading: null,
    item: null,
    head: [],
    items: [],
    count: 0,
    atom: false,
    own: new Set(),
    finished: false,
  };
  for (const token of tokens(source)) {
    if (token.kind === 'cut') break;
    if (token.kind === 'open') opened(state, token, url);
    else if (token.kind === 'close') closed(state, token.name, token);
    else if (state.reading) collect(state.reading, token);
    if (state.finished || state.count >= MOST_ITEMS) break;
  }
  if (state.scopes.length === 0 && !state.finished) throw new FeedUnreadable('not a feed');
  const [start, end] = state.atom
    ? ['<feed version="1.0">', '</feed>']
    : ['<rss version="2.0"><channel>', '</channel></rss>'];
  const xml = [start, ...state.head].concat(state.items, end).join('');
  return { xml, atom: state.atom, truncated: !state.finished };
}

function opened(state: State, token: Open, url: string): void {
  if (state.reading) {
    const item = state.item !== null && token.name === state.scopes.at(-1)?.name;
    // An item inside a text: the end tag of the text is missing.
    if (item && state.reading.field) finishReading(state);
    else {
      if (item && !token.empty) state.reading.items++;
      if (token.name === state.reading.name && !token.empty) state.reading.nested++;
      collect(state.reading, token);
      return;
    }
  }
  const attributes = decodedAttributes(token.attributes);
  const outer = state.scopes.at(-1);
  const spaces = declare(outer?.spaces ?? new Map(), attributes);
  const base = narrowBase(outer?.base ?? url, attributes.get('xml:base'));
  const scope = { name: token.name, item: false, spaces, base };
  if (!outer) {
    begin(state, token, scope);
    return;
  }
  const name = canonicalName(token.name, spaces, state.own);
  if (name !== null && ITEMS.has(name)) {
    beginItem(state, token, scope, attributes);
    return;
  }
  if (name !== null && BOXES.has(name) && !state.item && state.scopes.length < DEEPEST) {
    if (!token.empty) state.scopes.push(scope);
    return;
  }
  const field = (name !== null && FIELDS.get(name)) || null;
  const kept = field ? keptAttributes(attributes, base) : '';
  state.reading = {
    name: token.name,
    nested: 0,
    items: 0,
    field,
    attributes: kept,
    pieces: [],
    room: LONGEST_FIELD,
  };
  if (token.empty) finishReading(state);
}

function begin(state: State, token: Open, scope: Scope): void {
  const colon = token.name.indexOf(':');
  const local = token.name.slice(colon + 1).toLowerCase();
  if (PAGE.has(local)) throw new FeedUnreadable('web page');
  if (!ROOTS.has(local)) return;
  state.atom = local === 'feed';
  state.own = new Set([
    scope.spaces.get(token.name.slice(0, Math.max(colon, 0))) ?? '',
    scope.spaces.get('') ?? '',
  ]);
  if (state.atom) state.own.add(ATOM);
  state.scopes.push(scope);
  state.finished = token.empty;
}

function beginItem(state: State, token: Open, scope: Scope, attributes: ReadonlyMap<string, string>): void {
  // An item inside an item: the end tag of the first is missing.
  if (state.item) state.scopes.length = state.scopes.findIndex(({ item }) => item);
  finishItem(state);
  state.item = [];
  for (const [name, value] of attributes) {
    // RDF names an item by attribute; CDF puts its address and date there.
    if (/^(?:rdf:)?about$/i.test(name)) state.item.push(element('x-about', value));
    if (/^href$/i.test(name))
      state.item.push(element('x-link', value, keptAttributes(new Map(), scope.base)));
  }
  if (token.empty) finishItem(state);
  else state.scopes.push({ ...scope, item: true });
}

function closed(state: State, name: string, token: Token): void {
  if (state.reading) {
    const { reading } = state;
    if (name === reading.name && reading.nested-- === 0) {
      finishReading(state);
      return;
    }
    const endsItem = state.item !== null && name === state.scopes.at(-1)?.name && name !== reading.name;
    if (!endsItem || reading.items-- > 0) {
      collect(reading, token);
      return;
    }
    finishReading(state);
  }
  const at = state.scopes.findLastIndex((scope) => scope.name === name);
  if (at < 0) return;
  if (state.scopes.some(({ item }, index) => item && index >= at)) finishItem(state);
  state.scopes.length = at;
  state.finished = at === 0;
}

function collect(reading: Reading, token: Token): void {
  if (!reading.field || reading.room <= 0) return;
  const length = token.kind === 'cdata' ? token.text.length : token.kind === 'cut' ? 0 : token.raw.length;
  if (length <= reading.room) reading.pieces.push(token);
  else if (token.kind === 'text')
    reading.pieces.push({ kind: 'text', raw: token.raw.slice(0, reading.room) });
  else if (token.kind === 'cdata')
    reading.pieces.push({ kind: 'cdata', text: token.text.slice(0, reading.room) });
  reading.room -= length;
}

function finishReading(state: State): void {
  const { reading } = state;
  state.reading = null;
  if (!reading?.field) return;
  const target = state.item ?? state.head;
  if (target.length < MOST_FIELDS)
    target.push(element(reading.field, fieldValue(reading.pieces), reading.attributes));
}

function finishItem(state: State): void {
  if (!state.item) return;
  const name = state.atom ? 'entry' : 'item';
  state.items.push(`<${name}>`, ...state.item, `</${name}>`);
  state.count++;
  state.item = null;
}
