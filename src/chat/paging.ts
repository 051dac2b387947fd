import { type Card, fits } from './fit.ts';
import { aside, type Block, button, controls, heading, type Message } from './message.ts';

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

/**
 * One page of many cards, as full as a message can be. Behind the last page, the last.
 * @param wanted from 0. @param turn the id of the button that leads to a page
 */
export function pageOf(
  title: string,
  cards: readonly Card[],
  wanted: number,
  turn: (page: number) => string,
): Message {
  const pages: Block[][] = [[]];
  // What stands around the cards, as long as it can be.
  const around = [heading(title), aside('Page 999 of 999.'), ...turning(998, 1000, turn)];
  for (const card of cards) {
    const last = pages.at(-1)!;
    if (last.length === 0 || fits([...around, ...last, ...card])) last.push(...card);
    else pages.push([...card]);
  }
  const at = Math.min(Math.max(wanted, 0), pages.length - 1);
  const many = pages.length > 1 ? [aside(`Page ${at + 1} of ${pages.length}.`)] : [];
  return {
    summary: title,
    blocks: [heading(title), ...pages[at]!, ...many, ...turning(at, pages.length, turn)],
  };
}

function turning(at: number, pages: number, turn: (page: number) => string): Block[] {
  const back = at > 0 ? [button(turn(at - 1), '← Back')] : [];
  const on = at < pages - 1 ? [button(turn(at + 1), 'More →')] : [];
  return back.length + on.length > 0 ? [controls(...back, ...on)] : [];
}
