import { aside, type Block, button, controls, heading, type Message } from '../../chat/message.ts';

/** Ideas on one page: what is read at a glance, and what fits into one message however they are called. */
export const IDEAS_A_PAGE = 6;

/** One page of many. */
export interface Page {
  /** From 0. */
  at: number;
  pages: number;
  /** How many come before it. */
  from: number;
}

/** The page that was asked for; behind the last, the last. @param total at least 1 */
export function pageOf(total: number, wanted: number): Page {
  const pages = Math.ceil(total / IDEAS_A_PAGE);
  const at = Math.min(Math.max(wanted, 0), pages - 1);
  return { at, pages, from: at * IDEAS_A_PAGE };
}

/** @param turn the id of the button that leads to a page. @param hints in small print below */
export function renderPage(
  title: string,
  cards: readonly (readonly Block[])[],
  { at, pages }: Page,
  turn: (page: number) => string,
  hints: readonly string[] = [],
): Message {
  const back = at > 0 ? [button(turn(at - 1), '← Back')] : [];
  const on = at < pages - 1 ? [button(turn(at + 1), 'More →')] : [];
  const blocks: Block[] = [heading(title), ...cards.flat()];
  const small = [...(pages > 1 ? [`Page ${at + 1} of ${pages}.`] : []), ...hints];
  if (small.length > 0) blocks.push(aside(small.join(' ')));
  if (back.length + on.length > 0) blocks.push(controls(...back, ...on));
  return { summary: pages > 1 ? `${title} (${at + 1} of ${pages})` : title, blocks };
}
