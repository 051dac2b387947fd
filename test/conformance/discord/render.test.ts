import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../adapters/discord/message.ts';
import { nonceOf, postKeyIn, postKeyOf } from '../../../adapters/discord/post-key.ts';
import { markdown, readable } from '../../../adapters/discord/text.ts';
import { visibleText } from '../../../sandbox/discord/text/markdown.ts';
import {
  aside,
  button,
  controls,
  divider,
  heading,
  menu,
  paragraph,
  picture,
} from '../../../src/chat/message.ts';
import { message } from '../around.ts';

const texts = (...blocks: Parameters<typeof message>) =>
  renderMessage(message(...blocks)).components[0]!.components.map((part) =>
    'content' in part ? part.content : part.type,
  );

describe('rendering', () => {
  it('makes one text of words that follow each other', () => {
    expect(
      texts(
        heading('Horizon'),
        paragraph('One'),
        paragraph('Two'),
        aside('small\nprint'),
        divider,
        paragraph('Three'),
        controls(button('tap:1', 'Tap')),
        aside('Four'),
      ),
    ).toEqual(['## Horizon\nOne\n\nTwo\n-# small\n-# print', 14, 'Three', 1, '-# Four']);
  });

  it('mentions nobody, previews nothing, and is private only where asked', () => {
    expect(renderMessage(message(paragraph('@everyone')))).toMatchObject({
      flags: (1 << 15) | (1 << 2),
      allowed_mentions: { parse: [], replied_user: false },
    });
  });

  it('says the summary where there is nothing else to see', () => {
    expect(
      renderMessage({ summary: 'No *news*', blocks: [paragraph(' ')] }).components[0]!.components,
    ).toEqual([{ type: 10, content: 'No \\*news\\*' }]);
  });

  it('lets no more be chosen than there is', () => {
    const options = [{ value: 'a', label: 'A' }];
    const [row] = renderMessage({
      summary: 'x',
      blocks: [controls({ ...menu('pick:1', 'Pick', options), most: 5 } as ReturnType<typeof menu>)],
    }).components[0]!.components;
    expect(row).toMatchObject({ components: [{ min_values: 1, max_values: 1 }] });
  });
});

describe('a picture', () => {
  it('is a gallery that shows a file of the message, with its words', () => {
    const rendered = renderMessage(
      message(paragraph('Above'), picture('a1', 'Ten *of* @everyone'), paragraph('Below')),
    );
    expect(rendered.components[0]!.components).toEqual([
      { type: 10, content: 'Above' },
      { type: 12, items: [{ media: { url: 'attachment://a1.png' }, description: 'Ten *of* @everyone' }] },
      { type: 10, content: 'Below' },
    ]);
    expect(rendered.attachments).toEqual([{ id: 0, filename: 'a1.png' }]);
  });

  it('comes along once, however often it is shown, and nothing comes along without one', () => {
    const twice = renderMessage(message(picture('a', 'One'), picture('b', 'Two'), picture('a', 'Three')));
    expect(twice.attachments).toEqual([
      { id: 0, filename: 'a.png' },
      { id: 1, filename: 'b.png' },
    ]);
    expect(renderMessage(message()).attachments).toEqual([]);
  });

  it('has a file whose name Discord leaves as it is, another for every picture', () => {
    const names = ['a b', 'a_b', 'a/b', '../b', 'ä', '.', 'a'.repeat(64)];
    const { attachments } = renderMessage(message(...names.map((name) => picture(name, name))));
    expect(new Set(attachments.map(({ filename }) => filename)).size).toBe(names.length);
    for (const { filename } of attachments) expect(filename).toMatch(/^[\w.-]+\.png$/);
  });
});

describe('a post key', () => {
  it('is borne by a message without controls, by one of controls or of a picture alone, and by the empty one', () => {
    for (const rendered of [
      [paragraph('Words')],
      [controls(button('tap:1', 'Tap'))],
      [picture('a', 'One')],
      [divider],
      [paragraph(' ')],
    ]) {
      const postKey = postKeyOf('digest/x/1');
      expect(postKeyIn(renderMessage({ summary: 'x', blocks: rendered }, postKey))).toEqual(postKey);
    }
  });

  it('is two positive, unlike numbers of 31 bits, the same for the same key', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const [container, first] = postKeyOf(key);
        for (const id of [container, first])
          expect(id > 0 && id <= 0x7fffffff && Number.isInteger(id)).toBe(true);
        expect(container).not.toBe(first);
        expect(postKeyOf(key)).toEqual([container, first]);
        expect(nonceOf(key)).toMatch(/^[\w-]{25}$/);
      }),
    );
  });
});

describe('text', () => {
  it('links to the web alone, and nothing in an address ends the link', () => {
    const to = (link: string) => markdown([{ text: 'a', link }]);
    expect(to('https://example.org/a_(b)>c d')).toBe('[a](<https://example.org/a_%28b%29%3Ec%20d>)');
    for (const address of ['javascript:alert(1)', 'discord://x', 'mailto:a@b.org', 'no address'])
      expect(to(address)).toBe('a');
  });

  it('keeps a link whole whose words hold lone brackets', () => {
    for (const words of ['a [b', 'a ] b [c] d', '[', ']', '][', '[[a]', 'a]']) {
      const rendered = markdown([{ text: words, link: 'https://example.org/' }]);
      expect(visibleText(rendered).replaceAll('\uff3b', '[').replaceAll('\uff3d', ']')).toBe(words);
      expect(rendered.endsWith('](<https://example.org/>)')).toBe(true);
    }
    expect(markdown([{ text: '[a] b', link: 'https://example.org/' }])).toBe(
      '[\\[a\\] b](<https://example.org/>)',
    );
  });

  it('puts the signs of markdown beside words, never beside a space, and parts those that meet', () => {
    expect(markdown([{ text: ' a ', bold: true }, 'b'])).toBe(' **a** b');
    expect(
      markdown([
        { text: 'a', bold: true },
        { text: 'b', bold: true },
      ]),
    ).toBe('**a**\u200b**b**');
    expect(markdown([{ text: '  ', bold: true }])).toBe('  ');
  });

  it('reads our own markdown back', () => {
    const words = fc.string({ unit: 'grapheme-ascii' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(words, words, (one, two) => {
        const rendered = markdown([one, ' ', { text: two, bold: true, link: 'https://example.org/' }]);
        const expected = `${one} ${two}`.replaceAll('\uff3b', '[').replaceAll('\uff3d', ']');
        expect(
          readable(rendered).replaceAll('\uff3b', '[').replaceAll('\uff3d', ']').replace(/\s+/g, ' '),
        ).toBe(expected.replace(/\s+/g, ' '));
      }),
    );
  });
});
