import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { pause } from '../../adapters/slack/pause.ts';

describe('a pause', () => {
  it('leaves nothing behind on the signal that could have ended it', async () => {
    const { signal } = new AbortController();
    for (let count = 0; count < 20; count += 1) await pause(0, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is over at once when the signal comes, and when it came before', async () => {
    const stop = new AbortController();
    const paused = [pause(1_000_000_000, stop.signal), pause(1_000_000_000, stop.signal)];
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(2);
    stop.abort();
    await Promise.all(paused);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    await pause(1_000_000_000, stop.signal);
  });
});
