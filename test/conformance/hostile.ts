import fc from 'fast-check';
import { expect } from 'vitest';
import { aside, button, controls, heading, menu, paragraph } from '../../src/chat/message.ts';
import { type Around, message, once, promise, until } from './around.ts';
import type { Seen } from './harness.ts';
import { hostileStrings } from './hostile-strings.ts';

/** Only for looking: how many spaces there are, and what cannot be seen, is nothing that a reader sees. */
function bare(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?!\n)[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/ *\n[ \n]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const oneLine = (text: string) => bare(text).replace(/\n/g, ' ');
const place = ({ stage }: Around) => ({ platform: stage().ada.platform, channel: stage().channel });

/** One string in every place of a message that takes any, each between signs of its own so that it can be found. */
function everywhere(string: string) {
  const words = string.trim() === '' ? 'x' : string;
  const line = words.replace(/\n/g, ' ');
  return {
    summary: words,
    blocks: [
      heading(line.slice(0, 150)),
      paragraph(words),
      paragraph(['before ', words, ' after']),
      paragraph([{ text: words, bold: true }]),
      aside(words),
      aside(['Source: ', { text: line, link: 'https://example.org/' }, ' ', words]),
      paragraph(['See ', { text: line, link: 'https://example.org/' }]),
      controls(button('tap:1', line.slice(0, 75))),
      controls(
        menu('pick:1', line.slice(0, 75), [{ value: 'a', label: line.slice(0, 75), description: 'x' }]),
      ),
    ],
  };
}

function readsAs(seen: Seen, string: string): void {
  const words = string.trim() === '' ? 'x' : string;
  const line = words.replace(/\n/g, ' ');
  const expected = [
    line.slice(0, 150),
    words,
    `before ${words} after`,
    words,
    words,
    `Source: ${line} ${words}`,
    `See ${line}`,
  ].map(bare);
  expect(bare(seen.text)).toBe(bare(expected.join('\n')));
  expect(seen.mentions).toEqual([]);
  expect(seen.links.map(({ url }) => url)).toEqual(['https://example.org/', 'https://example.org/']);
  expect(seen.links.map(({ text }) => bare(text))).toEqual([oneLine(line), oneLine(line)]);
  expect(seen.styled.every(({ style }) => style === 'bold')).toBe(true);
  expect(bare(seen.styled.map(({ text }) => text).join(''))).toBe(bare(words));
  expect(seen.controls).toMatchObject([
    { label: expect.toSatisfy((label: string) => oneLine(label) === oneLine(line.slice(0, 75))) },
    { placeholder: expect.toSatisfy((label: string) => oneLine(label) === oneLine(line.slice(0, 75))) },
  ]);
  const [label] = seen.controls.flatMap((control) => (control.kind === 'menu' ? control.options : []));
  expect(oneLine(label!)).toBe(oneLine(line.slice(0, 75)));
}

export function hostile(around: Around): void {
  const { stage } = around;

  async function post(string: string): Promise<Seen> {
    const adapter = stage().adapter();
    await adapter.post(place(around), everywhere(string), once());
    return stage().posted(place(around)).at(-1)!;
  }

  promise(around, 'a string that would mean something is seen as it is written', async () => {
    for (const string of hostileStrings) readsAs(await post(string), string);
  });

  const pieces = [
    ...'*_~`|<>@#&;:!-\\[]()>.^=+{}"\'\n ab1',
    'http://a',
    '://',
    'www.',
    'everyone',
    '\u200b',
    '&lt;',
    ':a:',
    '1. ',
  ];
  const anything = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((all) => all.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  );
  const withoutAddress = anything.filter((text) => !/https?:|www\.|@\w+\.|\w\.\w/.test(text));

  promise(around, 'any string is seen as it is written', async () => {
    await fc.assert(
      fc.asyncProperty(withoutAddress, async (string) => readsAs(await post(string), string)),
      { numRuns: 60, endOnFailure: true },
    );
  });

  promise(around, 'a bare address in a string is no link', async () => {
    const bareOnes = [
      'https://evil.example/a?b=c',
      'see http://evil.example.',
      'www.evil.example',
      'a@evil.example',
    ];
    for (const string of bareOnes) readsAs(await post(string), string);
  });

  promise(around, 'nothing turns the direction of writing', async () => {
    const seen = await post('a \u202egnp.exe \u2066x\u2069');
    expect(seen.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(bare(seen.text)).toContain('a gnp.exe x');
  });

  promise(around, 'strings in a form are seen as they are written', async () => {
    const { bench } = around;
    const adapter = stage().adapter();
    await adapter.listen(bench().desk);
    for (const string of ['<!channel> *b* :smile:', '&lt;b&gt; @everyone', '# head ||x||']) {
      bench().reply({
        kind: 'ask',
        form: {
          id: 'note:1',
          title: string.slice(0, 24),
          submit: string.slice(0, 24),
          fields: [
            {
              kind: 'line',
              id: 'words',
              label: string,
              hint: string,
              required: true,
              most: 300,
              value: string,
            },
            {
              kind: 'choice',
              id: 'one',
              label: string,
              required: false,
              options: [{ value: 'a', label: string }],
              most: 1,
            },
          ],
        },
      });
      await stage().act.command(stage().ada, stage().channel, 'try', 'form');
      const title = string.slice(0, 24);
      const open = await until(() => {
        const form = stage().form(stage().ada);
        return form && oneLine(form.title) === oneLine(title) && form;
      });
      if (open.submit !== null) expect(oneLine(open.submit)).toBe(oneLine(title));
      const [words, one] = open.fields;
      expect(oneLine(words!.label)).toBe(oneLine(string));
      expect(oneLine(words!.hint!)).toBe(oneLine(string));
      expect(words!.value).toBe(string);
      expect(one!.options!.map(oneLine)).toEqual([oneLine(string)]);
    }
  });

  promise(around, 'what a person types comes through as it was typed', async () => {
    const { bench } = around;
    const adapter = stage().adapter();
    await adapter.listen(bench().desk);
    const post = await adapter.post(place(around), message(), once());
    await stage().act.command(stage().ada, stage().channel, 'try', 'tell a & b < c > d "e" *f*');
    await stage().act.say(stage().ada, post, 'x & y < z > *w*');
    await until(() => bench().heard.length === 2);
    expect(bench().heard).toMatchObject([{ words: 'a & b < c > d "e" *f*' }, { text: 'x & y < z > *w*' }]);
  });
}
