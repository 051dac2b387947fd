import { describe, expect, it } from 'vitest';
import {
  chosenIn,
  readAll,
  readChoice,
  readChoices,
  readDay,
  readLine,
  readLines,
  readOptionalDay,
  tooLong,
  typedIn,
  valuesIn,
} from '../../src/chat/fields.ts';

describe('a field of words', () => {
  it('is trimmed, and one line holds no line ends', () => {
    expect(readLine('  a\n b\u200b\t c ', 10)).toEqual({ value: 'a b c' });
    expect(readLines(' a \r\n\r\n\r\n\r\n b\rc\n', 10)).toEqual({ value: 'a\n\n b\nc' });
  });

  it('is empty where nothing can be seen, unless it is required', () => {
    for (const nothing of [undefined, '', ' \n ', '\u200b\u202e', '\u2800', [], ['a']]) {
      expect(readLine(nothing, 10)).toEqual({ value: '' });
      expect(readLines(nothing, 10, true)).toEqual({ problem: 'Please fill this in.' });
      expect(readLine(nothing, 10, 'Please say why.')).toEqual({ problem: 'Please say why.' });
    }
  });

  it('says something when it is required: points alone do not, one emoji does', () => {
    for (const points of ['…', '--', '?!'])
      expect(readLine(points, 10, true), points).toHaveProperty('problem');
    for (const words of ['no', '7', '👍', 'μ'])
      expect(readLine(words, 10, true), words).toEqual({ value: words });
    expect(readLine('…', 10)).toEqual({ value: '…' });
  });

  it('is as long as it may be, counted without the spaces around it', () => {
    expect(readLine(` ${'x'.repeat(10)} `, 10)).toEqual({ value: 'x'.repeat(10) });
    expect(readLine('x'.repeat(11), 10)).toEqual({
      problem: 'This is 11 characters long. Please shorten it to 10.',
    });
    expect(tooLong(11, 10, 'The subject')).toBe(
      'The subject is 11 characters long. Please shorten it to 10.',
    );
  });
});

describe('a choice', () => {
  it('is one of those offered, as a list or alone', () => {
    for (const given of ['b', ['b'], ['b', 'a']])
      expect(readChoice(given, ['a', 'b'])).toEqual({ value: 'b' });
    for (const forged of [undefined, '', [], ['c'], 'constructor', '__proto__', 'B'])
      expect(readChoice(forged, ['a', 'b'])).toEqual({ problem: 'Please choose one of these.' });
    expect(readChoice('c', ['a'], 'Please choose what is done.')).toEqual({
      problem: 'Please choose what is done.',
    });
  });

  it('of several is each once, in the order in which they were offered, or none', () => {
    expect(readChoices(['c', 'a', 'c'], ['a', 'b', 'c'])).toEqual({ value: ['a', 'c'] });
    expect(readChoices(undefined, ['a'])).toEqual({ value: [] });
    expect(readChoices(['a', 'x'], ['a'])).toEqual({ problem: 'Please choose from the list.' });
  });
});

describe('a day', () => {
  const days = { today: '2026-11-24', first: '2026-11-25', last: '2027-11-25' };

  it('lies within its bounds, both of which are in them', () => {
    for (const day of ['2026-11-25', '2027-11-25']) expect(readDay(day, days)).toEqual({ value: day });
    expect(readDay('24 Nov 2026', days)).toEqual({
      problem: 'Tue 24 Nov 2026 is too early. Please choose Wed 25 Nov 2026 or a later day.',
    });
    expect(readDay('26/11/2027', days)).toEqual({
      problem: 'Fri 26 Nov 2027 is too far off. Please choose Thu 25 Nov 2027 or an earlier day.',
    });
  });

  it('is missed where it is required only', () => {
    for (const nothing of [undefined, '', ' \u200b', ['2026-11-25']]) {
      expect(readOptionalDay(nothing, days)).toEqual({ value: null });
      expect(readDay(nothing, days)).toEqual({ problem: 'Please fill this in.' });
      expect(readDay(nothing, days, 'When?')).toEqual({ problem: 'When?' });
    }
    expect(readOptionalDay('soon', days)).toHaveProperty('problem');
  });
});

describe('a form', () => {
  it('is read as a whole, or says everything that has to be mended', () => {
    expect(readAll({ title: readLine('A', 5), kind: readChoice('b', ['b']) })).toEqual({
      title: 'A',
      kind: 'b',
    });
    expect(
      readAll({ title: readLine('', 5, true), fine: readLine('A', 5), kind: readChoice('c', ['b']) }),
    ).toEqual({ problems: { title: 'Please fill this in.', kind: 'Please choose one of these.' } });
  });

  it('holds what came, whatever was forged', () => {
    expect([undefined, 'a', ['b', 'c'], []].map(typedIn)).toEqual(['', 'a', '', '']);
    expect([undefined, 'a', ['b', 'c'], []].map(chosenIn)).toEqual(['', 'a', 'b', '']);
    expect([undefined, 'a', ['b', 'c', 'b'], []].map(valuesIn)).toEqual([[], ['a'], ['b', 'c'], []]);
  });
});
