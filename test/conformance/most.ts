import { expect } from 'vitest';
import { splitToFit } from '../../src/chat/fit.ts';
import { form } from '../../src/chat/form.ts';
import { limits } from '../../src/chat/limits.ts';
import {
  aside,
  type Block,
  button,
  controls,
  divider,
  heading,
  link,
  menu,
  type Option,
  paragraph,
} from '../../src/chat/message.ts';
import { openForm } from '../../src/chat/reply.ts';
import { type Around, listening, once, promise } from './around.ts';

/** So many characters that end in a number, so that no two are the same. */
function long(length: number, number = 0, filler = 'x'): string {
  const end = String(number);
  return filler.repeat(Math.ceil(length / filler.length)).slice(0, length - end.length) + end;
}

const options = (count: number): Option[] =>
  Array.from({ length: count }, (_, at) => ({
    value: long(limits.menu.value, at),
    label: long(limits.menu.label, at),
    description: long(limits.menu.description, at),
  }));

/** Buttons and links at their longest, five a row. Ids are unique in a message: `first` numbers the rows. */
function rows(count: number, first = 0): Block[] {
  return Array.from({ length: count }, (_, row) =>
    controls(
      ...Array.from({ length: limits.row - 1 }, (_, at) =>
        button(`tap:${long(limits.id - 4, (first + row) * 10 + at)}`, long(limits.label, at)),
      ),
      link(long(limits.label, row), long(limits.url, row, 'https://example.org/')),
    ),
  );
}

export function most(around: Around): void {
  const { stage, bench } = around;
  const place = () => ({ platform: stage().ada.platform, channel: stage().channel });

  async function accepted(cards: readonly Block[][], summary = long(limits.summary)): Promise<void> {
    const adapter = stage().adapter();
    const messages = splitToFit(summary, cards);
    const before = stage().posted(place()).length;
    for (const message of messages) {
      const post = await adapter.post(place(), message, once());
      await adapter.edit(post, message);
    }
    expect(stage().posted(place())).toHaveLength(before + messages.length);
  }

  promise(
    around,
    'a message with everything at its longest is accepted, and accepted as an edit',
    async () => {
      const fields = [heading(long(limits.heading)), aside(long(300)), divider];
      const card = [
        ...fields,
        paragraph(long(1400)),
        ...rows(2),
        controls(menu('pick:1', long(100), options(25))),
      ];
      await accepted([card]);
      const [seen] = stage().posted(place());
      expect(seen!.controls).toHaveLength(11);
      expect(seen!.text).toContain(long(1400));
    },
  );

  promise(around, 'a paragraph and an aside at their longest are accepted', async () => {
    await accepted([[paragraph(long(limits.text))], [aside(long(limits.text))]]);
  });

  promise(around, 'characters that have to be escaped do not make a message too long', async () => {
    for (const mark of ['*', '&', '<', '_', '`', '&lt;', '\\', '@', '||', '> ', '\n#'])
      await accepted([
        [heading(long(70, 0, mark)), paragraph(long(700, 0, mark)), aside(long(300, 0, mark))],
        [aside(long(900, 0, mark)), ...rows(1)],
      ]);
  });

  promise(around, 'as many components as a message may have are accepted', async () => {
    const card = Array.from({ length: 4 }, () => [divider, paragraph('A line.')]).flat();
    await accepted([[...card, ...rows(5)]], 'Many');
    await accepted([[...Array.from({ length: limits.message.components }, () => divider)]], 'Lines');
    const words = Array.from({ length: limits.message.blocks }, (_, at) => paragraph(`Line ${at}`));
    await accepted([words], 'Words');
  });

  promise(around, 'twelve cards come in as few messages as it takes, in their order', async () => {
    const cards = Array.from({ length: 12 }, (_, at) => [
      paragraph([
        { text: `${at}. ${long(200, at)}`, link: long(300, at, 'https://example.org/'), bold: true },
      ]),
      aside(long(150, at)),
      ...rows(1, at),
    ]);
    await accepted(cards, 'Twelve');
    const text = stage()
      .posted(place())
      .map((seen) => seen.text)
      .join('\n');
    const numbers = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual([...Array(12).keys()]);
  });

  promise(around, 'a form with everything at its longest opens, and its values come back whole', async () => {
    const { form: limit } = limits;
    const field = (at: number) => ({
      id: long(limits.id, at),
      label: long(limit.label, at),
      hint: long(limit.hint, at),
      required: true,
    });
    const words = long(limit.lines, 7, 'wörter ');
    const choices = options(limits.menu.options);
    await listening(around);
    bench().reply(
      openForm(
        form(`note:${long(limits.id - 5)}`, long(limit.title), long(limit.submit), [
          { kind: 'line', ...field(0), most: limit.line, value: long(limit.line) },
          { kind: 'lines', ...field(1), most: limit.lines, value: words },
          { kind: 'choice', ...field(2), options: choices, chosen: [choices[3]!.value], most: 1 },
          { kind: 'choice', ...field(3), options: choices, most: 25 },
          { kind: 'lines', ...field(4), most: limit.lines },
        ]),
      ),
    );
    await stage().act.command(stage().ada, stage().channel, 'try', 'form');
    await expect.poll(() => stage().form(stage().ada)?.fields.length).toBe(5);
    const all = choices.map(({ value }) => value);
    await stage().act.submit(stage().ada, { [field(3).id]: all, [field(4).id]: words });
    await expect.poll(() => bench().heard.length).toBe(2);
    expect(bench().heard[1]).toMatchObject({
      kind: 'submission',
      id: `note:${long(limits.id - 5)}`,
      fields: {
        [field(0).id]: long(limit.line),
        [field(1).id]: words,
        [field(2).id]: [choices[3]!.value],
        [field(3).id]: all,
        [field(4).id]: words,
      },
    });
  });
}
