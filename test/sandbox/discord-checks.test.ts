import { describe, expect, it } from 'vitest';
import { FLAG } from '../../sandbox/discord/check/message.ts';
import type { Component } from '../../sandbox/discord/component.ts';
import { button, list, message, of, option, row, select, text } from './discord-faults.ts';

describe('messages', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['2,000 characters', { content: of(2000) }, []],
    ['2,001 characters', { content: of(2001) }, ['content: BASE_TYPE_MAX_LENGTH']],
    ['nothing', {}, ['50006']],
    ['blanks only', { content: ' \n ' }, ['50006']],
    ['a nonce of 25', { content: 'x', nonce: of(25) }, []],
    ['a nonce of 26', { content: 'x', nonce: of(26) }, ['nonce: BASE_TYPE_MAX_LENGTH']],
    ['five rows of five', { components: list(5, (r) => row(...list(5, (b) => button(`${r}/${b}`)))) }, []],
    ['six rows', { components: list(6, (r) => row(button(`${r}`))) }, ['components: BASE_TYPE_MAX_LENGTH']],
    [
      'six buttons',
      { components: [row(...list(6, (b) => button(`${b}`)))] },
      ['components.0.components: BASE_TYPE_BAD_LENGTH'],
    ],
    ['an empty row', { components: [row()] }, ['components.0.components: BASE_TYPE_BAD_LENGTH']],
    [
      'a label of 81',
      { components: [row(button('a', { label: of(81) }))] },
      ['components.0.components.0.label: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a custom_id of 101',
      { components: [row(button(of(101)))] },
      ['components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'no custom_id',
      { components: [row({ type: 2, style: 1, label: 'Go' })] },
      ['components.0.components.0.custom_id: BASE_TYPE_REQUIRED'],
    ],
    [
      'the same custom_id twice',
      { components: [row(button('a')), row(button('a'))] },
      ['components.1.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'the same id twice',
      { components: [row(button('a', { id: 7 }), button('b', { id: 7 }))] },
      ['components.0.components.1.id: COMPONENT_ID_DUPLICATED'],
    ],
    [
      'an id beyond 32 bits',
      { components: [row(button('a', { id: 2 ** 31 }))] },
      ['components.0.components.0.id: NUMBER_TYPE_MAX'],
    ],
    [
      'a link without address',
      { components: [row({ type: 2, style: 5, label: 'Go' })] },
      ['components.0.components.0.url: BASE_TYPE_REQUIRED'],
    ],
    [
      'a link to javascript',
      { components: [row({ type: 2, style: 5, label: 'Go', url: 'javascript:alert(1)' })] },
      ['components.0.components.0.url: URL_TYPE_INVALID_SCHEME'],
    ],
    ['a text display without the flag', { components: [text('x')] }, ['components.0: UNION_TYPE_CHOICES']],
    ['25 options', { components: [row(select({ options: list(25, (i) => option(`${i}`)) }))] }, []],
    [
      '26 options',
      { components: [row(select({ options: list(26, (i) => option(`${i}`)) }))] },
      ['components.0.components.0.options: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an option twice',
      { components: [row(select({ options: [option('a'), option('a')] }))] },
      ['components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'a long option',
      { components: [row(select({ options: [{ label: of(101), value: of(101), description: of(101) }] }))] },
      [
        'components.0.components.0.options.0.label: BASE_TYPE_BAD_LENGTH',
        'components.0.components.0.options.0.value: BASE_TYPE_BAD_LENGTH',
        'components.0.components.0.options.0.description: BASE_TYPE_MAX_LENGTH',
      ],
    ],
    [
      'a select beside a button',
      { components: [row(select(), button('b'))] },
      ['components.0.components.1: COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    [
      'a made-up emoji',
      { components: [row(button('a', { emoji: { name: ':star:' } }))] },
      ['components.0.components.0.emoji.name: COMPONENT_INVALID_EMOJI'],
    ],
    ['eleven embeds', { embeds: list(11, () => ({ title: 'x' })) }, ['embeds: BASE_TYPE_MAX_LENGTH']],
    ['an embed title of 257', { embeds: [{ title: of(257) }] }, ['embeds.0.title: BASE_TYPE_MAX_LENGTH']],
    [
      'embeds of 6,001 in all',
      { embeds: [{ description: of(4000) }, { description: of(2001) }] },
      ['embeds: MAX_EMBED_SIZE_EXCEEDED'],
    ],
    [
      'mentions parsed and listed',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      ['allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ],
    [
      'an unknown kind of mention',
      { content: 'x', allowed_mentions: { parse: ['all'] } },
      ['allowed_mentions.parse.0: BASE_TYPE_CHOICES'],
    ],
  ])('%s', (_, body, expected) => {
    expect(message(body)).toEqual(expected);
  });

  it('gathers all faults in one refusal', () => {
    expect(message({ content: of(2001), nonce: of(26) })).toEqual([
      'content: BASE_TYPE_MAX_LENGTH',
      'nonce: BASE_TYPE_MAX_LENGTH',
    ]);
  });

  it('judges an edited message as it will stand', () => {
    const before = { content: 'x', embeds: [], components: [], flags: 0 };
    expect(message({ content: '' }, { before })).toEqual(['50006']);
    expect(message({ components: [row(button('a'))] }, { before })).toEqual([]);
    expect(message({ flags: FLAG.componentsV2, components: [text('y')] }, { before })).toEqual([
      'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
    expect(message({ content: null, flags: FLAG.componentsV2, components: [text('y')] }, { before })).toEqual(
      [],
    );
    const rich = { content: '', embeds: [], components: [text('x') as Component], flags: FLAG.componentsV2 };
    expect(message({ components: [text('y')] }, { before: rich })).toEqual([]);
  });
});
