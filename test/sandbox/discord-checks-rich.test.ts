import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../sandbox/discord/check/commands.ts';
import { FLAG } from '../../sandbox/discord/check/message.ts';
import { checkModal } from '../../sandbox/discord/check/modal.ts';
import { flatten, numberComponents } from '../../sandbox/discord/component.ts';
import { button, faults, list, message, of, option, row, select, text, v2 } from './discord-faults.ts';

describe('components v2', () => {
  const section = (accessory: object | undefined, ...texts: string[]) => ({
    type: 9,
    components: texts.map(text),
    accessory,
  });

  it('counts forty in all, nested ones too', () => {
    const container = { type: 17, components: list(19, (i) => section(button(`${i}`), 'x')).slice(0, 13) };
    expect(v2([container])).toEqual([]); // 1 + 13 × 3 = 40
    expect(v2([container, text('x')])).toEqual(['components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED']);
  });

  it('adds up the text to 4,000 characters, and breaks on too many bytes', () => {
    expect(v2([text(of(2000)), text(of(2000))])).toEqual([]);
    expect(v2([text(of(2000)), text(of(2001))])).toEqual([
      'components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ]);
    expect(v2([text('核'.repeat(3386))])).toEqual([]);
    expect(v2([text('核'.repeat(3387))])).toEqual(['500']);
  });

  it('lets each part stand only where it may', () => {
    expect(v2([section(button('a'), 'x'), { type: 14, divider: true }, row(button('b'))])).toEqual([]);
    expect(v2([section(undefined, 'x')])).toEqual(['components.0.accessory: BASE_TYPE_REQUIRED']);
    expect(v2([section(button('a'), '1', '2', '3', '4')])).toEqual([
      'components.0.components: BASE_TYPE_BAD_LENGTH',
    ]);
    expect(v2([button('a')])).toEqual(['components.0: UNION_TYPE_CHOICES']);
    expect(v2([{ type: 17, components: [{ type: 17, components: [text('x')] }] }])).toEqual([
      'components.0.components.0: UNION_TYPE_CHOICES',
    ]);
    expect(v2([text('')])).toEqual(['components.0.content: BASE_TYPE_REQUIRED']);
    expect(v2([text('x')], { content: '' })).toEqual([
      'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
    expect(v2([text('x')], { embeds: [] })).toEqual([]);
  });

  it('wants the files it names', () => {
    const body = {
      flags: FLAG.componentsV2,
      components: [{ type: 13, file: { url: 'attachment://a.csv' } }],
    };
    expect(message(body, { files: ['a.csv'] })).toEqual([]);
    expect(message(body)).toEqual(['components: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND']);
  });

  it('numbers what has no id, passing over ids that are taken', () => {
    const tree = [
      {
        type: 17,
        components: [
          { type: 10, content: 'x', id: 2 },
          { type: 10, content: 'y', id: 0 },
        ],
      },
    ];
    expect(flatten(numberComponents(tree)).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(tree[0]).not.toHaveProperty('id');
  });
});

describe('modals', () => {
  const input = (extra: object = {}) => ({ type: 4, custom_id: 'i', style: 1, ...extra });
  const label = (component: object, extra: object = {}) => ({ type: 18, label: 'Name', component, ...extra });
  const modal = (components: object[], extra: object = {}) =>
    faults(() => checkModal({ custom_id: 'm', title: 'Title', components, ...extra }));

  it.each<[string, string[], string[]]>([
    [
      'fine',
      modal([
        label(input()),
        label(select()),
        text('Read this'),
        row(input({ custom_id: 'j', label: 'Old' })),
      ]),
      [],
    ],
    ['a title of 46', modal([label(input())], { title: of(46) }), ['data.title: BASE_TYPE_BAD_LENGTH']],
    ['no fields', modal([]), ['data.components: BASE_TYPE_BAD_LENGTH']],
    [
      'six fields',
      modal(list(6, (i) => label(input({ custom_id: `${i}` })))),
      ['data.components: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a label of 46',
      modal([label(input(), { label: of(46) })]),
      ['data.components.0.label: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a placeholder of 101',
      modal([label(input({ placeholder: of(101) }))]),
      ['data.components.0.component.placeholder: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a value of 4,001',
      modal([label(input({ value: of(4001) }))]),
      ['data.components.0.component.value: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'no style',
      modal([label({ type: 4, custom_id: 'i' })]),
      ['data.components.0.component.style: BASE_TYPE_REQUIRED'],
    ],
    [
      'a row without label',
      modal([row(input())]),
      ['data.components.0.components.0.label: BASE_TYPE_REQUIRED'],
    ],
    ['a button', modal([label(button('b'))]), ['data.components.0.component: UNION_TYPE_CHOICES']],
    [
      'a field twice',
      modal([label(input()), label(input())]),
      ['data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'one radio option',
      modal([label({ type: 21, custom_id: 'r', options: [option('a')] })]),
      ['data.components.0.component.options: BASE_TYPE_BAD_LENGTH'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('commands', () => {
  const command = (extra: object = {}) =>
    faults(() => checkCommands([{ name: 'horizon', description: 'x', ...extra }]));
  const given = (extra: object) => ({ type: 3, name: 'o', description: 'x', ...extra });

  it.each<[string, string[], string[]]>([
    ['fine', command({ options: [given({ required: true }), given({ name: 'p' })] }), []],
    ['capitals', command({ name: 'Horizon' }), ['0.name: APPLICATION_COMMAND_INVALID_NAME']],
    ['a blank', command({ name: 'my needs' }), ['0.name: APPLICATION_COMMAND_INVALID_NAME']],
    ['no description', command({ description: '' }), ['0.description: BASE_TYPE_REQUIRED']],
    ['a description of 101', command({ description: of(101) }), ['0.description: BASE_TYPE_BAD_LENGTH']],
    [
      '26 options',
      command({ options: list(26, (i) => given({ name: `o${i}` })) }),
      ['0.options: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'required after optional',
      command({ options: [given({}), given({ name: 'p', required: true })] }),
      ['0.options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      'a menu with a description',
      command({ type: 3 }),
      ['0.description: APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET'],
    ],
    [
      '101 commands',
      faults(() => checkCommands(list(101, (i) => ({ name: `c${i}`, description: 'x' })))),
      ['30032'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('whatever comes', () => {
  const types = fc.constantFrom(1, 2, 3, 4, 9, 10, 12, 13, 17, 18, 21, 99);
  const { part } = fc.letrec((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      fc.anything(),
      fc.record(
        {
          type: types,
          components: fc.oneof(fc.array(tie('part'), { maxLength: 6 }), fc.anything()),
          component: tie('part'),
          accessory: tie('part'),
          options: fc.anything(),
          items: fc.anything(),
          file: fc.anything(),
          emoji: fc.anything(),
          custom_id: fc.anything(),
          id: fc.anything(),
          label: fc.anything(),
          content: fc.anything(),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  }));

  it('is accepted or refused, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom(0, FLAG.componentsV2), (components, flags) => {
        message({ components, flags, content: 'x' });
        faults(() => checkModal({ custom_id: 'm', title: 'x', components }));
        faults(() => checkCommands([{ name: 'x', description: 'x', options: components }]));
      }),
      { numRuns: 300 },
    );
  });
});
