import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { heading, paragraph, say } from '../../src/chat/message.ts';
import { plain, type Text } from '../../src/chat/text.ts';
import { withoutNames } from '../../src/mydata/forgetting/pseudonym.ts';
import { asJson, cut } from '../../src/mydata/showing/pages.ts';
import { hostileStrings } from '../conformance/hostile-strings.ts';

const said = (text: Text, ...names: string[]) => {
  const [block] = withoutNames(say(text), names).blocks;
  return block?.kind === 'text' ? plain(block.text) : '';
};

describe('a message without a name', () => {
  it('has it nowhere, in its summary, headings and spans, and links and ids are as they were', () => {
    const message = {
      summary: 'Ann Kay asks',
      blocks: [
        heading('Of Ann Kay'),
        paragraph([{ text: 'Ann Kay', link: 'https://x.test/Ann Kay' }, ' (chair): by Ann Kay.']),
        { kind: 'controls' as const, controls: [] },
      ],
    };
    expect(withoutNames(message, ['Ann Kay'])).toEqual({
      summary: 'A former member asks',
      blocks: [
        heading('Of a former member'),
        paragraph([
          { text: 'A former member', link: 'https://x.test/Ann Kay' },
          ' (chair): by a former member.',
        ]),
        { kind: 'controls', controls: [] },
      ],
    });
  });

  it('loses whole names only, the longest first, whatever signs they have', () => {
    expect(said('from Ann, Annette and Ann Kay (chair)', 'Ann', 'Ann Kay (chair)')).toBe(
      'from a former member, Annette and a former member',
    );
    expect(said('from $& [a-z]+ .* \\', '$& [a-z]+ .*')).toBe('from a former member \\');
    expect(said('nothing here', '', ' ')).toBe('nothing here');
  });

  it('is never longer than a message may be', () => {
    const message = say('Al '.repeat(990).trim());
    const changed = withoutNames(message, ['Al']);
    expect(fits(changed.blocks)).toBe(true);
    expect(JSON.stringify(changed)).not.toContain('Al');
  });
});

describe('JSON in parts', () => {
  const around = [heading('Everything stored about you, as JSON: part 999 of 999')];

  it('is the same when it is put together, whatever it holds, and each part fits', () => {
    const strings = [
      ...hostileStrings.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
      'https://a.test?b=1&amp;c=@everyone',
      '\u202eturned\u2066\u200b',
      '😀'.repeat(3000),
      'word '.repeat(2000),
      '\\"'.repeat(3000),
      ' '.repeat(9000),
    ];
    const json = asJson({ strings });
    const parts = cut(json, around);
    expect(parts.join('')).toBe(json);
    expect(JSON.parse(json)).toEqual({ strings });
    expect(parts.length).toBeLessThan(60);
    for (const part of parts) {
      expect(fits([...around, paragraph(part)])).toBe(true);
      expect(part.isWellFormed()).toBe(true);
    }
    expect(json).not.toMatch(/[@&\u200b\u202e]|:\/\//);
  });

  it('is one part when there is little', () => {
    expect(cut(asJson({ name: null }), around)).toEqual(['{\n "name": null\n}']);
  });
});
