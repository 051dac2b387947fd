import { expect } from 'vitest';
import { aside, button, controls, divider, heading, link, menu, paragraph } from '../../src/chat/message.ts';
import { type Around, message, once, promise } from './around.ts';

const options = [
  { value: 'a', label: 'Apples', description: 'Red or green' },
  { value: 'b', label: 'Bears' },
  { value: 'c', label: 'Clocks' },
];

export function rendering(around: Around): void {
  const { stage } = around;

  promise(around, 'every kind of block is shown, in order', async () => {
    const blocks = [
      heading('Horizon'),
      paragraph(['Read ', { text: 'this paper', link: 'https://example.org/paper?a=1&b=2' }, ' today.']),
      aside(['From ', { text: 'a journal', link: 'https://example.org/journal' }, ', because of its topic']),
      aside('Only small words.'),
      divider,
      paragraph('The end.'),
    ];
    const place = { platform: stage().ada.platform, channel: stage().channel };
    const post = await stage()
      .adapter()
      .post(place, message(...blocks), once());
    const [seen, ...others] = stage().posted(place);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ id: post.id, mentions: [], controls: [], styled: [] });
    expect(seen!.text.split('\n')).toEqual([
      'Horizon',
      'Read this paper today.',
      'From a journal, because of its topic',
      'Only small words.',
      'The end.',
    ]);
    expect(seen!.links).toEqual([
      { text: 'this paper', url: 'https://example.org/paper?a=1&b=2' },
      { text: 'a journal', url: 'https://example.org/journal' },
    ]);
  });

  promise(around, 'what is bold, slanted or both is shown so, and nothing else is', async () => {
    const bold = { text: 'bold', bold: true };
    const italic = { text: 'slanted', italic: true };
    const both = { text: 'both', bold: true, italic: true };
    const linked = { text: 'linked', bold: true, link: 'https://example.org/' };
    const words = ['a', bold, 'b ', italic, ' c', both, 'd ', linked];
    const place = { platform: stage().ada.platform, channel: stage().channel };
    await stage()
      .adapter()
      .post(place, message(paragraph(words)), once());
    const [seen] = stage().posted(place);
    expect(seen!.text).toBe('aboldb slanted cbothd linked');
    expect(seen!.styled.map(({ text, style }) => `${text}: ${style}`).sort()).toEqual(
      ['bold: bold', 'both: bold', 'both: italic', 'linked: bold', 'slanted: italic'].sort(),
    );
    expect(seen!.links).toEqual([{ text: 'linked', url: 'https://example.org/' }]);
  });

  promise(around, 'every kind of control is shown, in order', async () => {
    const place = { platform: stage().ada.platform, channel: stage().channel };
    const choices = message(
      paragraph('Choose.'),
      controls(
        button('tap:1', 'Useful'),
        button('tap:2', 'Yes', 'primary'),
        button('tap:3', 'No', 'danger'),
        link('Open', 'https://example.org/?a=1&b=2'),
        link('Open it again', 'https://example.org/?a=1&b=2'),
      ),
      controls(menu('pick:one', 'Pick one', options)),
      controls(menu('pick:two', 'Pick two', options, 2)),
    );
    await stage().adapter().post(place, choices, once());
    const [seen] = stage().posted(place);
    const labels = options.map(({ label }) => label);
    expect(seen!.controls).toEqual([
      { kind: 'button', id: 'tap:1', label: 'Useful', style: 'plain' },
      { kind: 'button', id: 'tap:2', label: 'Yes', style: 'primary' },
      { kind: 'button', id: 'tap:3', label: 'No', style: 'danger' },
      { kind: 'link', label: 'Open', url: 'https://example.org/?a=1&b=2' },
      { kind: 'link', label: 'Open it again', url: 'https://example.org/?a=1&b=2' },
      { kind: 'menu', id: 'pick:one', placeholder: 'Pick one', options: labels, most: 1 },
      { kind: 'menu', id: 'pick:two', placeholder: 'Pick two', options: labels, most: 2 },
    ]);
    expect(seen!.text).toBe('Choose.');
  });

  promise(around, 'no page that is linked is shown, after an edit neither', async () => {
    const place = { platform: stage().ada.platform, channel: stage().channel };
    const linked = message(
      paragraph([{ text: 'A page', link: 'https://example.org/' }]),
      controls(link('Open', 'https://example.org/')),
    );
    const adapter = stage().adapter();
    const post = await adapter.post(place, { ...linked, summary: 'https://example.org/' }, once());
    expect(stage().posted(place)[0]!.unfurls).toBe(false);
    await adapter.edit(post, { ...linked, summary: 'https://example.org/other' });
    expect(stage().posted(place)[0]!.unfurls).toBe(false);
  });

  promise(around, 'an edit changes everything that is seen and leaves no other message', async () => {
    const place = { platform: stage().ada.platform, channel: stage().channel };
    const adapter = stage().adapter();
    const post = await adapter.post(
      place,
      message(paragraph('First.'), controls(button('tap:1', 'Useful'))),
      once(),
    );
    await adapter.edit(post, message(heading('Second'), controls(button('tap:1', 'Useful · 1'))));
    const [seen, ...others] = stage().posted(place);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({
      id: post.id,
      text: 'Second',
      controls: [{ kind: 'button', id: 'tap:1', label: 'Useful · 1', style: 'plain' }],
    });
  });
}
