import { limits } from './limits.ts';
import type { Block, Control, Message } from './message.ts';
import { type Span, spans } from './text.ts';

/** Blocks that belong together and are never parted: an item with its buttons. */
export type Card = readonly Block[];

/**
 * As few messages as carry all cards, in their order, each within every platform's limits.
 * @param summary of the first; the following say `(2 of 3)` behind it
 * @throws RangeError when one card alone is more than a message carries, or two controls of a message bear one id
 */
export function splitToFit(summary: string, cards: readonly Card[]): Message[] {
  return paginate(cards).map((own, page, pages) => ({
    summary: titleOfPart(summary, page, pages.length),
    blocks: own.flat(),
  }));
}

/** The same cards, message by message. @throws RangeError as above */
export function paginate<One extends Card>(cards: readonly One[]): One[][] {
  for (const card of cards)
    if (!fits(card)) throw new RangeError(`a card of ${card.length} blocks is more than one message carries`);
  const pages = pack(cards, fits);
  for (const page of pages) checkIds(page.flat());
  return pages;
}

/**
 * As few pages as carry all cards, in their order; a card that is too long for any stands alone.
 * @param fit whether these blocks are no more than one page carries. @param most cards on a page
 */
export function pack<One extends Card>(
  cards: readonly One[],
  fit: (body: readonly Block[]) => boolean,
  most = Number.POSITIVE_INFINITY,
): One[][] {
  const pages: One[][] = [];
  for (const card of cards) {
    const last = pages.at(-1);
    if (last && last.length < most && fit([...last.flat(), ...card])) last.push(card);
    else pages.push([card]);
  }
  return pages;
}

/** What one of several messages is called: the first as all of them, the following with `(2 of 3)` behind it. @param at from 0 */
export function titleOfPart(title: string, at: number, parts: number): string {
  return at === 0 ? title : `${title} (${at + 1} of ${parts})`;
}

/**
 * The richest rendering that fits: the first that stays within every platform's limits. Where none does, the plainest, which a platform may
 * yet take: what it writes is reckoned at its most.
 * @param sizes from the richest to the plainest; each is drawn only when those before it did not fit
 * @throws RangeError when there is not one
 */
export function fitting<S, M extends Pick<Message, 'blocks'>>(sizes: Iterable<S>, draw: (size: S) => M): M {
  let plainest: M | undefined;
  for (const size of sizes) {
    plainest = draw(size);
    if (fits(plainest.blocks)) break;
  }
  if (!plainest) throw new RangeError('there is nothing to choose from');
  return plainest;
}

/** How many of a list are shown, from `most` one by one down to `least`; `most` alone where it is no more than that. */
export function* countdown(most: number, least = 1): Generator<number> {
  yield most;
  for (let count = most - 1; count >= least; count -= 1) yield count;
}

/** Does a message of these blocks stay within every platform's limits? */
export function fits(blocks: readonly Block[]): boolean {
  const { components, characters, bytes, blocks: most, all } = limits.message;
  const words = blocks.map(drawn).join('');
  const controls = blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : []));
  return (
    blocks.length <= most &&
    blocks.filter(({ kind }) => kind === 'picture').length <= limits.picture.count &&
    componentsOf(blocks) <= components &&
    words.length <= characters &&
    Buffer.byteLength(words) <= bytes &&
    words.length + controls.map(textsOf).join('').length + altsOf(blocks) <= all
  );
}

function altsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + (block.kind === 'picture' ? block.alt.length : 0), 0);
}

/** Everything in a control that a platform counts. */
function textsOf(control: Control): string {
  if (control.kind === 'button') return control.id + control.label;
  if (control.kind === 'link') return control.label + control.url;
  const options = control.options.map(({ value, label, description = '' }) => value + label + description);
  return control.id + control.placeholder + options.join('');
}

function checkIds(blocks: readonly Block[]): void {
  const ids = blocks
    .flatMap((block) => (block.kind === 'controls' ? block.controls : []))
    .flatMap((control) => (control.kind === 'link' ? [] : [control.id]));
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new RangeError(`two controls of one message bear the id ${twice}`);
}

/** Discord counts a row and each control in it, and a picture with its gallery as two; texts that follow each other are drawn as one. */
function componentsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block, at) => {
    if (block.kind === 'controls') return sum + 1 + block.controls.length;
    if (block.kind === 'divider') return sum + 1;
    if (block.kind === 'picture') return sum + 2;
    return sum + (isWords(blocks[at - 1]) ? 0 : 1);
  }, 0);
}

function isWords(block: Block | undefined): boolean {
  return block !== undefined && 'text' in block;
}

/** Drawn once, however often it is tried whether another card fits beside it. */
const drawings = new WeakMap<Block, string>();

function drawn(block: Block): string {
  const known = drawings.get(block) ?? drawnAtMost(block);
  drawings.set(block, known);
  return known;
}

/** Words as long as a platform may have to write them: a mark before each special character, addresses behind links, marks at each line. */
function drawnAtMost(block: Block): string {
  if (!('text' in block)) return '';
  return `#####${spans(block.text).map(spanAtMost).join('')}`;
}

function spanAtMost(span: Span): string {
  if (typeof span === 'string') return escaped(span);
  const marks = (span.bold ? '****' : '') + (span.italic ? '**' : '');
  return escaped(span.text) + marks + (span.link ? `[](<>)${span.link.replace(/[()<>]/g, '%28')}` : '');
}

function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&').replaceAll('\n', '\n-# ');
}
