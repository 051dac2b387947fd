import { limits } from './limits.ts';
import type { Block, Message } from './message.ts';
import { type Span, spans, type Text } from './text.ts';

/** Blocks that belong together and are never parted: an item with its buttons. */
export type Card = readonly Block[];

/**
 * As few messages as carry all cards, in their order, each within every platform's limits.
 * @param summary of the first; the following say `(2 of 3)` behind it
 * @throws RangeError when one card alone is more than a message carries
 */
export function fit(summary: string, cards: readonly Card[]): Message[] {
  const pages: Block[][] = [];
  for (const card of cards) {
    if (!fits(card)) throw new RangeError(`a card of ${card.length} blocks is more than one message carries`);
    const last = pages.at(-1);
    if (last && fits([...last, ...card])) last.push(...card);
    else pages.push([...card]);
  }
  return pages.map((blocks, page) => ({
    summary: page === 0 ? summary : `${summary} (${page + 1} of ${pages.length})`,
    blocks,
  }));
}

/** Does a message of these blocks stay within every platform's limits? */
export function fits(blocks: readonly Block[]): boolean {
  const { components, characters, blocks: most } = limits.message;
  return (
    blocks.length <= most &&
    componentsOf(blocks) <= components &&
    blocks.reduce((sum, block) => sum + weightOf(block), 0) <= characters
  );
}

/** Discord counts a row and each control in it; texts that follow each other are drawn as one. */
function componentsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block, at) => {
    if (block.kind === 'controls') return sum + 1 + block.controls.length;
    if (block.kind === 'divider') return sum + 1;
    return sum + (isWords(blocks[at - 1]) ? 0 : 1);
  }, 0);
}

function isWords(block: Block | undefined): boolean {
  return block !== undefined && block.kind !== 'controls' && block.kind !== 'divider';
}

function weightOf(block: Block): number {
  if (block.kind === 'controls' || block.kind === 'divider') return 0;
  return weight(block.text) + 5;
}

/** What a text costs at most once a platform has escaped it: a mark before each special character, and the addresses of links. */
export function weight(text: Text): number {
  return spans(text).reduce((sum, span) => sum + spanWeight(span), 0);
}

function spanWeight(span: Span): number {
  if (typeof span === 'string') return escaped(span);
  return (
    escaped(span.text) + (span.bold ? 4 : 0) + (span.italic ? 2 : 0) + (span.link ? span.link.length + 6 : 0)
  );
}

function escaped(text: string): number {
  return text.replace(/[^\p{L}\p{N}\s]/gu, '##').length + (text.match(/\n/g)?.length ?? 0);
}
