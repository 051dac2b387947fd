import { describe, expect, it } from 'vitest';
import { blockErrors } from '../../sandbox/slack/blocks.ts';
import { button, section } from './slack-app.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const many = <Item>(length: number, item: (index: number) => Item) =>
  Array.from({ length }, (_, index) => item(index));
const actions = (elements: object[]) => ({ type: 'actions', elements });
const option = (index: number, text = 10, value = 5) => ({
  text: plain(text),
  value: `${index}`.padEnd(value, 'v'),
});
const select = (options: object[], more = {}) =>
  actions([{ type: 'static_select', action_id: 's', options, ...more }]);
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const overflow = (length: number) =>
  actions([{ type: 'overflow', action_id: 'o', options: many(length, (i) => option(i)) }]);

describe('blocks at and beyond their limits', () => {
  const cases: [string, object[], object[], string][] = [
    [
      '50 blocks',
      many(50, () => ({ type: 'divider' })),
      many(51, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'header 150',
      [{ type: 'header', text: plain(150) }],
      [{ type: 'header', text: plain(151) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'header plain only',
      [{ type: 'header', text: plain(5) }],
      [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'section text 3000',
      [section('x'.repeat(3000))],
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'section text not empty',
      [section('x')],
      [section('')],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'section text or fields',
      [{ type: 'section', fields: [plain(5)] }],
      [{ type: 'section' }],
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'fields 10',
      [section('x', { fields: many(10, () => plain(2000)) })],
      [section('x', { fields: many(11, () => plain(5)) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'field 2000',
      [section('x', { fields: [plain(2000)] })],
      [section('x', { fields: [plain(2001)] })],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'context 10',
      [{ type: 'context', elements: many(10, () => plain(5)) }],
      [{ type: 'context', elements: many(11, () => plain(5)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'actions 25',
      [actions(many(25, (i) => button(`a${i}`)))],
      [actions(many(26, (i) => button(`a${i}`)))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'button text 75',
      [actions([button('a', { text: plain(75) })])],
      [actions([button('a', { text: plain(76) })])],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'button value 2000',
      [actions([button('a', { value: 'x'.repeat(2000) })])],
      [actions([button('a', { value: 'x'.repeat(2001) })])],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'action_id 255',
      [actions([button('a'.repeat(255))])],
      [actions([button('a'.repeat(256))])],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'action_id unique in a block',
      [actions([button('a')]), actions([button('a')])],
      [actions([button('a'), button('a')])],
      '`action_id` must be unique within its block [json-pointer:/blocks/0]',
    ],
    [
      'block_id unique',
      [section('x', { block_id: 'a' }), section('x')],
      [section('x', { block_id: 'a' }), section('x', { block_id: 'a' })],
      '`block_id` must be unique [json-pointer:/blocks]',
    ],
    [
      'block_id 255',
      [section('x', { block_id: 'b'.repeat(255) })],
      [section('x', { block_id: 'b'.repeat(256) })],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'options 100',
      [select(many(100, (i) => option(i)))],
      [select(many(101, (i) => option(i)))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'option text 75',
      [select([option(1, 75)])],
      [select([option(1, 76)])],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'option value 150',
      [select([option(1, 5, 150)])],
      [select([option(1, 5, 151)])],
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'options or groups',
      [select([option(1)])],
      [select([option(1)], { option_groups: [{ label: plain(5), options: [option(1)] }] })],
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'overflow 5',
      [overflow(5)],
      [overflow(6)],
      'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'overflow at least one',
      [overflow(1)],
      [overflow(0)],
      'no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'button address',
      [actions([button('a', { url: 'https://a.example/' })])],
      [actions([button('a', { url: 'javascript:alert(1)' })])],
      'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'rich text link',
      [rich({ type: 'link', url: 'https://a.example/' })],
      [rich({ type: 'link', url: `https://a.example/${'x'.repeat(3000)}` })],
      'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/elements/0/url]',
    ],
    [
      'rich text not empty',
      [rich({ type: 'text', text: 'x', style: { bold: true } })],
      [rich({ type: 'text', text: '' })],
      'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
    ],
    [
      'rich text kinds',
      [rich({ type: 'broadcast', range: 'here' })],
      [rich({ type: 'shout' })],
      'unsupported type: shout [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'known blocks only',
      [{ type: 'divider' }],
      [{ type: 'sectoin' }],
      'unsupported type: sectoin [json-pointer:/blocks/0/type]',
    ],
    [
      'known members only',
      [actions([button('a')])],
      [actions([button('a', { disabled: true })])],
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ],
    ...['2026-02-30', '4 Dec 2026', '2026-12-4'].map((day): (typeof cases)[number] => [
      `a date picker starts on a day of the calendar, not on ${day}`,
      [actions([{ type: 'datepicker', action_id: 'd', initial_date: '2028-02-29' }])],
      [actions([{ type: 'datepicker', action_id: 'd', initial_date: day }])],
      'must be a valid date in the format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]',
    ]),
    [
      'no inputs where buttons go',
      [actions([button('a')])],
      [actions([{ type: 'plain_text_input', action_id: 'a' }])],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
  ];

  it.each(cases)('%s', (_name, good, bad, complaint) => {
    expect(blockErrors(good, 'messages')).toEqual([]);
    expect(blockErrors(bad, 'messages')).toEqual([complaint]);
  });

  it('takes 100 blocks in a modal, but no markdown block', () => {
    expect(
      blockErrors(
        many(100, () => ({ type: 'divider' })),
        'modals',
      ),
    ).toEqual([]);
    expect(
      blockErrors(
        many(101, () => ({ type: 'divider' })),
        'modals',
      ),
    ).toEqual(['no more than 100 items allowed [json-pointer:/view/blocks]']);
    expect(blockErrors([{ type: 'markdown', text: 'x' }], 'messages')).toEqual([]);
    expect(blockErrors([{ type: 'markdown', text: 'x' }], 'modals')).toHaveLength(1);
  });
});
