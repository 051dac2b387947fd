import { describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import type { Submission } from '../../src/chat/incoming.ts';
import { packedPage } from '../../src/chat/paging.ts';
import type { FlaggedThing } from '../../src/escalations/flagging/flagged.ts';
import { chooseForm, flagForm, readGiven } from '../../src/escalations/flagging/form.ts';
import { slotBefore } from '../../src/escalations/flagging/note.ts';
import { flaggedCard, intro, renderNote } from '../../src/escalations/flagging/render.ts';
import { subjectRefOf } from '../../src/escalations/flagging/subject.ts';

const given = (fields: Submission['fields']) => readGiven({ fields } as Submission);

describe('a flag, filled in', () => {
  it('takes a reason or none, in one line', () => {
    expect(given({ reason: ' Ours\n fails ' })).toMatchObject({
      back: false,
      reason: 'Ours fails',
      changed: false,
    });
    for (const reason of ['', ' \n', '\u2800', '\u200b'])
      expect(given({ reason })).toMatchObject({ reason: null });
    expect(given({ what: ['back'] })).toMatchObject({ back: true, changed: true });
  });

  it('says what is too long or empty, also of what no form of ours could hold', () => {
    expect(given({ reason: 'x'.repeat(301) })).toEqual({
      problems: { reason: expect.stringContaining('301') },
    });
    expect(given({ reason: '', text: 'x'.repeat(2001) })).toHaveProperty('problems.text');
    expect(given({ text: '\u200b' })).toHaveProperty('problems.text');
    expect(given({ text: 'a', reason: ['a'] })).toMatchObject({ text: 'a', reason: null });
    expect(given({ text: ['a'] })).toHaveProperty('problems.text');
  });

  it('names only what is ours', () => {
    expect(subjectRefOf('flag:entry/12')).toEqual({ kind: 'entry', id: 12 });
    for (const id of [
      'flag:entry/0',
      'flag:theme/1',
      'flag:idea/99999999999',
      'flag:of/3',
      'flag:poll/1/2',
      'flag:',
    ])
      expect(() => subjectRefOf(id)).toThrow('This button does not work');
  });

  it('opens whatever is said and called', () => {
    for (const long of ['x'.repeat(5000), '👍🏽'.repeat(2000), '']) {
      flagForm('flag:thing/1', { flag: null, text: long });
      flagForm('flag:thing/1', { flag: { reason: long } });
    }
    chooseForm(
      'flag:of/1',
      new Map(Array.from({ length: 30 }, (_, at) => [at + 1, `${at}. ${'漢'.repeat(300)}`])),
    );
  });
});

describe('what chairs read', () => {
  it('fits into messages, whatever was flagged and why', () => {
    for (const letter of ['*', '👍🏽', 'W', '漢']) {
      const thing = { id: 1, kind: 'message', text: letter.repeat(2000) } as FlaggedThing['thing'];
      const others = Array.from({ length: 9 }, (_, groupId) => ({
        groupId,
        name: letter.repeat(70),
        people: 3,
      }));
      const reasons = Array.from({ length: 9 }, (_, at) => `${at}${letter.repeat(290)}`.slice(0, 300));
      const all = Array.from(
        { length: 7 },
        (): FlaggedThing => ({ thing, people: 4, others, reasons, topic: 'digital' }),
      );
      const way = `https://example.org/${'()'.repeat(190)}`;
      expect(fits(renderNote({ name: letter.repeat(100) }, all, new Map([[1, way]])).blocks)).toBe(true);
      const cards = [intro(7, letter.repeat(100)), ...all.map((one) => flaggedCard(one, way))];
      for (const page of [0, 1, 2, 3, 99])
        expect(
          fits(packedPage({ title: 'Flagged', turn: (to) => `flags:1/${to}` }, cards, page).blocks),
        ).toBe(true);
    }
  });

  it('comes on Monday at nine, or the first working day after it, by the clock of the group', () => {
    const slot = (zone: string, now: string) => slotBefore(zone, new Date(now)).at.toISOString();
    expect(slot('Europe/London', '2026-11-23T09:00:00Z')).toBe('2026-11-23T09:00:00.000Z');
    expect(slot('Europe/London', '2026-11-23T08:59:59Z')).toBe('2026-11-16T09:00:00.000Z');
    expect(slot('Europe/London', '2026-11-29T23:00:00Z')).toBe('2026-11-23T09:00:00.000Z');
    // Easter Monday, then British summer time.
    expect(slot('Europe/London', '2027-03-29T12:00:00Z')).toBe('2027-03-22T09:00:00.000Z');
    expect(slot('Europe/London', '2027-03-30T08:00:00Z')).toBe('2027-03-30T08:00:00.000Z');
    expect(slot('Asia/Tokyo', '2026-11-23T00:00:00Z')).toBe('2026-11-23T00:00:00.000Z');
  });
});
