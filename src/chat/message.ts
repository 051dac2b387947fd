import { limits } from './limits.ts';
import { plain, type Text } from './text.ts';

/** A message as plain data: it is stored with its delivery, and each adapter has one pure renderer for it. */
export interface Message {
  /** The message in one line: for notifications, and the name of a thread that it opens. */
  summary: string;
  blocks: readonly Block[];
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Text }
  /** Small print: reasons, sources, hints. */
  | { kind: 'aside'; text: Text }
  | { kind: 'divider' }
  /** A PNG. `picture` names it (see `Pictures` in port.ts); `alt` says the same in words. */
  | { kind: 'picture'; picture: string; alt: string }
  | { kind: 'controls'; controls: readonly Control[] };

export type Control = Button | Link | Menu;

export interface Button {
  kind: 'button';
  /** `what:context`, at most 100 characters, unique in its message. */
  id: string;
  label: string;
  style: 'plain' | 'primary' | 'danger';
}

export interface Link {
  kind: 'link';
  label: string;
  url: string;
}

/** Stands alone in its row. */
export interface Menu {
  kind: 'menu';
  id: string;
  placeholder: string;
  options: readonly Option[];
  /** How many may be chosen; at least one must be. */
  most: number;
}

export interface Option {
  value: string;
  label: string;
  description?: string;
}

/** @throws RangeError over the limit, as every builder here: a message that one platform would refuse is never made. */
export function heading(text: string): Block {
  return { kind: 'heading', text: within(text, limits.heading, 'a heading') };
}

export function paragraph(text: Text): Block {
  within(plain(text), limits.text, 'a paragraph');
  return { kind: 'text', text };
}

export function aside(text: Text): Block {
  within(plain(text), limits.text, 'an aside');
  return { kind: 'aside', text };
}

export const divider: Block = { kind: 'divider' };

/** A picture that was kept under this name, and the same in words for whoever cannot see it. */
export function picture(name: string, alt: string): Block {
  return {
    kind: 'picture',
    picture: within(name, limits.picture.name, 'the name of a picture'),
    alt: within(alt, limits.picture.alt, 'the words for a picture'),
  };
}

/** The names of a message's pictures, each once, in their order. */
export function picturesIn({ blocks }: Pick<Message, 'blocks'>): string[] {
  return [...new Set(blocks.flatMap((block) => (block.kind === 'picture' ? [block.picture] : [])))];
}

/** A row of at most five buttons and links, or one menu. */
export function controls(...row: Control[]): Block {
  if (row.length < 1 || row.length > limits.row)
    throw new RangeError(`a row holds 1 to ${limits.row} controls`);
  if (row.length > 1 && row.some(({ kind }) => kind === 'menu'))
    throw new RangeError('a menu stands alone in its row');
  return { kind: 'controls', controls: row };
}

export function button(id: string, label: string, style: Button['style'] = 'plain'): Button {
  return {
    kind: 'button',
    id: within(id, limits.id, 'an id'),
    label: within(label, limits.label, 'a label'),
    style,
  };
}

/** @throws RangeError also for an address that is not http(s). */
export function link(label: string, url: string): Link {
  if (!/^https?:$/.test(new URL(url).protocol)) throw new RangeError(`${url} is not a web address`);
  return {
    kind: 'link',
    label: within(label, limits.label, 'a label'),
    url: within(url, limits.url, 'an address'),
  };
}

export function menu(id: string, placeholder: string, options: readonly Option[], most = 1): Menu {
  checkOptions(options);
  return {
    kind: 'menu',
    id: within(id, limits.id, 'an id'),
    placeholder: within(placeholder, limits.menu.placeholder, 'a placeholder'),
    options,
    most: Math.min(most, options.length),
  };
}

/** @throws RangeError when there are none, too many, or one is too long, as the builders do */
export function checkOptions(options: readonly Option[]): void {
  const { menu: limit } = limits;
  if (options.length < 1 || options.length > limit.options)
    throw new RangeError(`a menu holds 1 to ${limit.options} options`);
  for (const option of options) {
    within(option.value, limit.value, "an option's value");
    within(option.label, limit.label, "an option's label");
    if (option.description !== undefined)
      within(option.description, limit.description, "an option's description");
  }
}

/** Only words: a paragraph as a message of its own. */
export function say(text: Text): Message {
  return { summary: plain(text).slice(0, limits.summary), blocks: [paragraph(text)] };
}

/** @throws RangeError when it is empty or longer than `most`. */
export function within(text: string, most: number, what: string): string {
  if (text.length < 1 || text.length > most)
    throw new RangeError(`${what} has 1 to ${most} characters, not ${text.length}`);
  return text;
}
