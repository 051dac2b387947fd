import { expect, it } from 'vitest';
import type { Around } from './around.ts';

/** What the platform sent, as it sent it, becomes what it is to the desk. */
export function recorded({ harness }: Around): void {
  it('has a recording of every kind of action', () => {
    const kinds = new Set(harness.recorded.map(({ expected }) => expected?.kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'command',
        'press',
        'selection',
        'submission',
        'shortcut',
        'reaction',
        'answer',
      ]),
    );
  });

  it.each(harness.recorded)('$title', ({ read, expected }) => {
    const incoming = read();
    if (expected === null) expect(incoming).toBeNull();
    else expect(incoming).toMatchObject(expected);
  });
}
