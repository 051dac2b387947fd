/** What Slack accepts as blocks: reference/block-kit/blocks. Pure: JSON in, complaints out. */

import {
  accessory,
  actionsElement,
  anyText,
  imageElement,
  imageSource,
  inputElement,
  oneImageSource,
  plainText,
} from './elements.ts';
import { limits } from './limits.ts';
import { richTextPart } from './richtext.ts';
import {
  all,
  any,
  boolean,
  byType,
  type Check,
  type Complain,
  complaints,
  isObject,
  type Json,
  list,
  object,
  string,
} from './schema.ts';

/** An empty id is as good as none (one will be made). */
const blockId = { type: any, block_id: string(limits.blockId, 0) };

const textOrFields: Check = (value, pointer, complain) => {
  if (isObject(value) && value.text === undefined && value.fields === undefined) {
    complain('must define either `text` or `fields`', pointer);
  }
};

const common: Record<string, Check> = {
  section: all(
    object({
      ...blockId,
      text: anyText(limits.sectionText),
      fields: list(anyText(limits.sectionField), limits.sectionFields),
      accessory,
      expand: boolean,
    }),
    textOrFields,
  ),
  divider: object(blockId),
  header: object({ ...blockId, text: plainText(limits.headerText) }, ['text']),
  context: object(
    {
      ...blockId,
      elements: list(
        (value, pointer, complain) =>
          (isObject(value) && value.type === 'image' ? imageElement : anyText(limits.text))(
            value,
            pointer,
            complain,
          ),
        limits.contextElements,
      ),
    },
    ['elements'],
  ),
  actions: object({ ...blockId, elements: list(actionsElement, limits.actionsElements) }, ['elements']),
  image: all(
    object(
      {
        ...blockId,
        ...imageSource,
        alt_text: string(limits.imageAlt),
        title: plainText(limits.imageTitle),
      },
      ['alt_text'],
    ),
    oneImageSource,
  ),
  input: object(
    {
      ...blockId,
      label: plainText(limits.inputLabel),
      hint: plainText(limits.inputHint),
      element: inputElement,
      optional: boolean,
      dispatch_action: boolean,
    },
    ['label', 'element'],
  ),
  rich_text: object({ ...blockId, elements: list(richTextPart, Number.MAX_SAFE_INTEGER) }, ['elements']),
};

const inMessages = byType({
  ...common,
  markdown: object({ ...blockId, text: string(limits.markdownText) }, ['text']),
});
const inModals = byType(common);

/** The interactive elements of one block, in order. */
export function elementsOf(block: Json): Json[] {
  const listed = block.type === 'actions' && Array.isArray(block.elements) ? block.elements : [];
  return [...listed, block.accessory, block.element].filter(isObject);
}

function unique(ids: unknown[], say: string, pointer: string, complain: Complain) {
  const given = ids.filter((id) => typeof id === 'string' && id !== '');
  if (new Set(given).size < given.length) complain(say, pointer);
}

const uniqueIds: Check = (value, pointer, complain) => {
  if (!Array.isArray(value)) return;
  const blocks = value.filter(isObject);
  unique(
    blocks.map((block) => block.block_id),
    '`block_id` must be unique',
    pointer,
    complain,
  );
  value.forEach((block, index) => {
    if (!isObject(block)) return;
    const ids = elementsOf(block).map((element) => element.action_id);
    unique(ids, '`action_id` must be unique within its block', `${pointer}/${index}`, complain);
  });
};

/**
 * What Slack would complain of in these blocks; empty when it would accept them.
 * `where` is `messages` (pointers start at /blocks) or `modals` (they start at /view/blocks).
 */
export function blockErrors(blocks: unknown, where: 'messages' | 'modals'): string[] {
  const max = where === 'modals' ? limits.viewBlocks : limits.messageBlocks;
  const check = all(list(where === 'modals' ? inModals : inMessages, max, 0), uniqueIds);
  return complaints(check, blocks, where === 'modals' ? '/view/blocks' : '/blocks');
}

/**
 * The characters that count towards the limit on a message's blocks as a whole: all text and addresses. How Slack counts is
 * not documented; this is the plain reading of what people have measured.
 */
export function blocksLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + blocksLength(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const counts = typeof inner === 'string' && ['text', 'url', 'image_url', 'alt_text'].includes(name);
    return sum + (counts ? (inner as string).length : blocksLength(inner));
  }, 0);
}
