import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/community/suggest.ts';

describe('nearest', () => {
  it('finds what was meant, and nothing far off', () => {
    expect(nearest('chanels', ['channels', 'keywords'])).toBe('channels');
    expect(nearest('Topics', ['topics'])).toBe('topics');
    expect(nearest('colour', ['channels', 'keywords'])).toBeNull();
    expect(nearest('x'.repeat(1e6), ['channels'])).toBeNull();
  });
});
