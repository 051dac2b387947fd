import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAt, type Schedule, slotAfter, slotBefore } from '../../src/digest/schedule.ts';
import { addDays, dayIn, showTime } from '../../src/time.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const minute = 60_000;

/** All slots that a clock ticking through `[from, to)` minute by minute comes upon, each once. */
function slotsBetween(schedule: Schedule, from: string, to: string): { day: string; at: string }[] {
  const found = new Map<string, string>();
  for (let now = Date.parse(from); now < Date.parse(to); now += minute) {
    const slot = slotBefore(schedule, new Date(now));
    if (slot && !found.has(slot.day)) found.set(slot.day, slot.at.toISOString());
  }
  return [...found].map(([day, at]) => ({ day, at })).filter(({ at }) => at >= new Date(from).toISOString());
}

describe('a digest at eight in the morning', () => {
  it.each([
    ['Europe/London in spring', 'Europe/London', '2026-03-28', ['08:00Z', '07:00Z', '07:00Z']],
    ['Europe/London in autumn', 'Europe/London', '2026-10-24', ['07:00Z', '08:00Z', '08:00Z']],
    ['America/New_York in spring', 'America/New_York', '2026-03-07', ['13:00Z', '12:00Z', '12:00Z']],
    ['America/New_York in autumn', 'America/New_York', '2026-10-31', ['12:00Z', '13:00Z', '13:00Z']],
    [
      'Australia/Adelaide in spring',
      'Australia/Adelaide',
      '2026-10-03',
      ['-1 22:30Z', '-1 21:30Z', '-1 21:30Z'],
    ],
    [
      'Australia/Adelaide in autumn',
      'Australia/Adelaide',
      '2026-04-04',
      ['-1 21:30Z', '-1 22:30Z', '-1 22:30Z'],
    ],
    [
      'Australia/Lord_Howe in spring',
      'Australia/Lord_Howe',
      '2026-10-03',
      ['-1 21:30Z', '-1 21:00Z', '-1 21:00Z'],
    ],
  ])('comes at eight on the wall through the clock change of %s', (_, zone, day, expected) => {
    const schedule = { zone, time: '08:00', days: everyDay };
    const days = [0, 1, 2].map((count) => addDays(day, count));
    const slots = slotsBetween(schedule, `${addDays(day, -1)}T00:00Z`, `${addDays(day, 4)}T00:00Z`);
    const instants = expected.map((text, at) => {
      const [time, back] = text.split(' ').reverse() as [string, string?];
      return `${addDays(days[at]!, back ? -1 : 0)}T${time.replace('Z', ':00.000Z')}`;
    });
    expect(slots.filter((slot) => days.includes(slot.day))).toEqual(
      days.map((one, at) => ({ day: one, at: instants[at] })),
    );
    for (const { at } of slots) expect(showTime(new Date(at), zone)).toBe('08:00');
  });

  it.each([
    ['skipped in spring', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['shown twice in autumn', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
  ])('has one slot at a time that the clock has %s', (_, day, time, at) => {
    const slots = slotsBetween(
      { zone: 'Europe/London', time, days: everyDay },
      `${day}T00:00Z`,
      `${day}T23:59Z`,
    );
    expect(slots).toEqual([{ day, at }]);
  });
});

describe('a schedule', () => {
  const weekdays = { zone: 'Europe/London', time: '08:00', days: [1, 2, 3, 4, 5] };

  it('says on a Saturday that the next digest comes on Monday', () => {
    expect(slotAfter(weekdays, new Date('2026-11-21T12:00Z'))?.day).toBe('2026-11-23');
    expect(slotBefore(weekdays, new Date('2026-11-21T12:00Z'))).toBeUndefined();
  });

  it('catches up after midnight on a slot shortly before it', () => {
    const late = { ...weekdays, time: '23:30' };
    const slot = slotBefore(late, new Date('2026-11-21T01:00Z'))!;
    expect(slot.day).toBe('2026-11-20');
    expect(closesAt(slot).toISOString()).toBe('2026-11-21T03:30:00.000Z');
  });

  it('has no slot without a time', () => {
    const none = { ...weekdays, time: null };
    expect([slotBefore(none, new Date()), slotAfter(none, new Date())]).toEqual([undefined, undefined]);
  });

  it('never has two slots on one day, nor a slot that has not come', () => {
    const zones = fc.constantFrom(
      'Europe/London',
      'America/New_York',
      'Australia/Adelaide',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const instant = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, time, instant, (zone, at, now) => {
        const schedule = { zone, time: at, days: everyDay };
        const before = slotBefore(schedule, now);
        const after = slotAfter(schedule, now)!;
        expect(after.at > now).toBe(true);
        if (before) {
          expect(before.at <= now).toBe(true);
          expect(before.day < after.day).toBe(true);
          expect([dayIn(zone, now), addDays(dayIn(zone, now), -1)]).toContain(before.day);
        }
      }),
    );
  });
});
