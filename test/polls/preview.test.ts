import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import { renderDraft } from '../../src/polls/asking/preview.ts';
import { keyOf, readOptions } from '../../src/polls/option.ts';
import type { Poll } from '../../src/polls/store.ts';

const at = new Date('2026-11-20T14:00:00Z');

function poll(fill: string, more: Partial<Poll> = {}): Poll {
  const long = (most: number) =>
    fill
      .repeat(Math.ceil(most / fill.length))
      .slice(0, most)
      .toWellFormed();
  const group = { name: long(100) } as Poll['groups'][number]['group'];
  return {
    id: 999_999_999,
    template: 'need',
    question: long(150),
    options: Array.from({ length: 10 }, (_, place) => ({
      id: place + 1_000_000,
      place,
      text: long(75),
      hidden: false,
      added: false,
    })),
    groups: Array.from({ length: 60 }, () => ({ group })),
    most: 25,
    mayAdd: true,
    anonymous: true,
    shows: 'always',
    repeat: 'quarterly',
    asker: long(80),
    zone: 'America/Argentina/ComodRivadavia',
    lasts: 28,
    ...more,
  } as Poll;
}

describe('a preview', () => {
  it.each([['*'], ['x'], ['漢'], ['👍'], ['☃'], ['`<@'], ['\u0301']])(
    'of the longest poll of %j fits on every platform',
    (fill) => {
      expect(fits(renderDraft(poll(fill), at).blocks)).toBe(true);
      expect(fits(renderDraft(poll(fill, { most: 1, template: 'level' }), at).blocks)).toBe(true);
    },
  );

  it('has no control of the poll itself that works, and no two of one id', () => {
    const { blocks } = renderDraft(poll('x', { most: 1 }), at);
    const ids = blocks.flatMap((block) =>
      block.kind === 'controls' ? block.controls.flatMap((one) => (one.kind === 'link' ? [] : [one.id])) : [],
    );
    expect(
      ids.every((id) => /^poll-(trial|send|later|change|discard|most|shows|repeat|adding):/.test(id)),
    ).toBe(true);
    expect(ids.some((id) => id.startsWith('poll-trial:'))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('options as they are typed', () => {
  it('are cleaned, without marks, blanks and repetitions', () => {
    expect(
      readOptions(
        '1. Cloud\n2) clouds\n- Edge AI\n• Edge-AI\n\n  \u2800\u200d \n10 Gy in one go\n\u3164\n👍\n👍\n3D printing\r\nTumour\ntumors\n\u0000',
      ),
    ).toEqual(['Cloud', 'Edge AI', '10 Gy in one go', '👍', '3D printing', 'Tumour']);
  });
});

describe('what makes two options the same', () => {
  it.each([
    ['Cloud security', 'CLOUD  Security!'],
    ['Digital twin', 'digital-twins'],
    ['Tumour tracking', 'tumor tracking'],
    ['COVID-19', 'Covid 19'],
    ['< 5 Gy', '<5 gy'],
    ['Ｆｕｌｌ width', 'full width'],
  ])('%j is %j', (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each([
    ['< 5 Gy', '> 5 Gy'],
    ['-5 dB', '5 dB'],
    ['C', 'C++'],
    ['C#', 'C'],
    ['MR safety', 'CT safety'],
    ['👍', '👎'],
    ['5 years', '5+ years'],
  ])('%j is not %j', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });
});
