import { describe, expect, it } from 'vitest';
import { inTime, outcomeWithin, TooLong, withTimeout } from '../../src/timeout.ts';
import { net } from '../support/until.ts';

const never = new Promise<never>(() => {});

describe('a wait', () => {
  it('ends with the outcome, or with nothing once its time is over', async () => {
    expect(await outcomeWithin(net, Promise.resolve('done'))).toBe('done');
    expect(await outcomeWithin(1, never)).toBeUndefined();
    await expect(outcomeWithin(net, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('with a complaint is told from work that fails by itself', async () => {
    expect(await withTimeout(net, Promise.resolve(undefined), 'It hangs')).toBeUndefined();
    const hangs = withTimeout(1, never, 'It hangs');
    await expect(hangs).rejects.toThrow(new TooLong('It hangs (waited 0.001 s)'));
    expect(await inTime(withTimeout(1, never, 'It hangs'))).toBe(false);
    expect(await inTime(withTimeout(net, Promise.resolve(), 'It hangs'))).toBe(true);
    await expect(inTime(withTimeout(net, Promise.reject(new Error('broken')), 'It hangs'))).rejects.toThrow(
      'broken',
    );
  });

  it('lets work that fails too late fail in silence', async () => {
    let fail = (_: Error) => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    await outcomeWithin(1, work);
    await withTimeout(1, work, 'It hangs').catch(() => undefined);
    // A rejection that nobody takes would end the run.
    fail(new Error('too late'));
    await expect(work).rejects.toThrow('too late');
  });
});
