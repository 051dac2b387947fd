/** What Slack accepts as rich text: reference/block-kit/blocks/rich-text-block. */

import { limits } from './limits.ts';
import { any, boolean, byType, type Check, integer, list, object, oneOf, string, url } from './schema.ts';

const style = object({
  bold: boolean,
  italic: boolean,
  strike: boolean,
  underline: boolean,
  code: boolean,
  highlight: boolean,
  client_highlight: boolean,
  unlink: boolean,
});

const inline: Record<string, Check> = {
  text: object({ type: any, text: string(Number.MAX_SAFE_INTEGER), style }, ['text']),
  link: object({ type: any, url: url(limits.url), text: string(limits.text, 0), unsafe: boolean, style }, [
    'url',
  ]),
  emoji: object({ type: any, name: string(100), unicode: string(100), skin_tone: integer(1, 6), style }, [
    'name',
  ]),
  user: object({ type: any, user_id: string(30), style }, ['user_id']),
  usergroup: object({ type: any, usergroup_id: string(30), style }, ['usergroup_id']),
  channel: object({ type: any, channel_id: string(30), style }, ['channel_id']),
  broadcast: object({ type: any, range: oneOf('here', 'channel', 'everyone'), style }, ['range']),
  date: object(
    {
      type: any,
      timestamp: integer(0, 99_999_999_999),
      format: string(500),
      url: url(limits.url),
      fallback: string(500),
      style,
    },
    ['timestamp', 'format'],
  ),
  color: object({ type: any, value: string(30), style }, ['value']),
};

const many = Number.MAX_SAFE_INTEGER;
const inlines = list(byType(inline), many, 0);
const borders = { border: integer(0, 1) };

const section = object({ type: any, elements: inlines }, ['elements']);

/** The inner parts of a `rich_text` block. */
export const richTextPart = byType({
  rich_text_section: section,
  rich_text_preformatted: object({ type: any, elements: inlines, language: string(50), ...borders }, [
    'elements',
  ]),
  rich_text_quote: object({ type: any, elements: inlines, ...borders }, ['elements']),
  rich_text_list: object(
    {
      type: any,
      style: oneOf('bullet', 'ordered'),
      elements: list(byType({ rich_text_section: section }), many),
      indent: integer(0, 8),
      offset: integer(0, 1_000_000),
      ...borders,
    },
    ['style', 'elements'],
  ),
});
