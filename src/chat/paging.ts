import { type Card, fits, pack, titleOfPart } from './fit.ts';
import { aside, type Block, button, controls, heading, type Message } from './message.ts';
import { notOurs } from './reference.ts';

/** One page of many. */
export interface Page {
  /** From 0. */
  at: number;
  pages: number;
}

/** A list of which one page is shown, with buttons that lead to the others. */
export interface List {
  title: string;
  /** What stands above the cards of each page; the title as a heading, if nothing is said. */
  head?: readonly Block[];
  /** Sentences in small print below, behind the number of the page. */
  hints?: readonly string[];
  /** The id of the button that leads to a page, counted from 0. */
  turn: (page: number) => string;
}

/** The page that was asked for: behind the last, the last; before the first, or for what is no number, the first. */
export function pageAt(wanted: number, pages: number): Page {
  const last = Math.max(1, pages) - 1;
  return { at: Math.trunc(Math.min(Math.max(wanted || 0, 0), last)), pages: last + 1 };
}

/** The same of so many rows. `from`: how many rows come before it. */
export function pageOfRows(wanted: number, rows: number, perPage: number): Page & { from: number } {
  const page = pageAt(wanted, Math.ceil(rows / perPage));
  return { ...page, from: page.at * perPage };
}

/**
 * What the button of a page carries: `needs:all/1` is page 1 of `all`, `themes:1` page 1 of the only list there is.
 * A page that there is not is for `pageAt` to mend. @throws Refusal when it is not one that we made
 */
export function turnIn(id: string): { of: string; page: number } {
  const [, of = '', page] = /^[^:]*:(?:(.*)\/)?(-?\d+)$/s.exec(id) ?? [];
  return { of, page: pageIn(page) };
}

/** The same of a list that a button without a page opens: `theme-history:12`, and then `theme-history:12/1`. */
export function openingIn(id: string): { of: string; page: number | null } {
  return id.includes('/') ? turnIn(id) : { of: id.slice(id.indexOf(':') + 1), page: null };
}

/** The number of a page as an id carries it. @throws Refusal when it is none */
export function pageIn(digits: string | undefined): number {
  if (digits === undefined || !/^-?\d+$/.test(digits)) throw notOurs();
  return Number(digits);
}

/** A page with its cards. */
export function renderPage(list: List, cards: readonly Card[], page: Page): Message {
  const { head, foot } = around(list, page);
  const summary = titleOfPart(list.title, page.at, page.pages);
  return { summary, blocks: [...head, ...cards.flat(), ...foot] };
}

/** One page of many cards, each as full as a message can be. @param wanted from 0. @param most cards on a page */
export function packedPage(list: List, cards: readonly Card[], wanted: number, most?: number): Message {
  // What stands around the cards, as long as it can be.
  const { head, foot } = around(list, { at: 998, pages: 1000 });
  const pages = pack(cards, (body) => fits([...head, ...body, ...foot]), most);
  const page = pageAt(wanted, pages.length);
  return renderPage(list, pages[page.at] ?? [], page);
}

/** The buttons that lead a page back and on, as far as there are such. */
export function turning({ at, pages }: Page, turn: List['turn']): Block[] {
  const back = at > 0 ? [button(turn(at - 1), '← Back')] : [];
  const on = at < pages - 1 ? [button(turn(at + 1), 'More →')] : [];
  return back.length + on.length > 0 ? [controls(...back, ...on)] : [];
}

function around({ title, head = [heading(title)], hints = [], turn }: List, page: Page) {
  const { at, pages } = page;
  const small = [...(pages > 1 ? [`Page ${at + 1} of ${pages}.`] : []), ...hints].join(' ');
  return { head, foot: [...(small ? [aside(small)] : []), ...turning(page, turn)] };
}

/** Characters that every platform shows in one message whatever they are: each may take several in its way of writing. */
const PIECE_LENGTH = 800;

/** Long words in pieces, cut at a space where one is near. */
export function piecesOf(words: string): string[] {
  const found: string[] = [];
  for (let rest = words.trim(); rest; ) {
    const near = rest.slice(0, PIECE_LENGTH).search(/\s\S*$/);
    const end =
      near > PIECE_LENGTH / 2
        ? near
        : /[\ud800-\udbff]/.test(rest[PIECE_LENGTH - 1] ?? '')
          ? PIECE_LENGTH - 1
          : PIECE_LENGTH;
    const head = rest.length > PIECE_LENGTH ? rest.slice(0, end) : rest;
    found.push(head.trimEnd());
    rest = rest.slice(head.length).trimStart();
  }
  return found;
}
