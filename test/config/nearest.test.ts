import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/nearest.ts';

describe('nearest', () => {
  it('finds what was meant, and nothing far off', () => {
    expect(nearest('chanels', ['channels', 'keywords'])).toBe('channels');
    expect(nearest('Topics', ['topics'])).toBe('topics');
    expect(nearest('colour', ['channels', 'keywords'])).toBeNull();
    expect(nearest('x'.repeat(1e6), ['channels'])).toBeNull();
    expect(nearest('channels', ['x'.repeat(1e6)])).toBeNull();
  });

  it('takes two letters that changed places for one slip', () => {
    expect(nearest('sgi', ['coi', 'sig'])).toBe('sig');
    expect(nearest('rm', ['mr'])).toBe('mr');
    expect(nearest('ct', ['mr', 'pet'])).toBeNull();
  });
});
