import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { toTrouble } from '../../../adapters/discord/errors.ts';
import { Trouble, type TroubleKind } from '../../../src/chat/port.ts';

const address = 'https://discord.com/api/v10/webhooks/1/secret-of-an-interaction/messages/@original';

function refusal(status: number, code: number): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'No' }, code, status, 'POST', address, {
    files: undefined,
    body: { secret: 'words of a person' },
  });
}

function limit(change: { retryAfter: number; timeToReset: number; global?: boolean }): RateLimitError {
  return new RateLimitError({
    limit: 5,
    method: 'POST',
    hash: 'x',
    url: address,
    route: '/channels/:id/messages',
    majorParameter: '1',
    global: false,
    sublimitTimeout: 0,
    scope: 'user',
    ...change,
  });
}

describe('what Discord says when it refuses', () => {
  it.each<[number, number, TroubleKind, string]>([
    [404, 10003, 'gone', 'another channel'],
    [404, 10004, 'gone', 'lookout discord invite'],
    [404, 10008, 'missing', 'no longer exists'],
    [401, 0, 'gone', 'DISCORD_BOT_TOKEN'],
    [403, 50001, 'gone', 'View Channel'],
    [403, 50007, 'gone', 'direct messages'],
    [403, 50013, 'gone', 'Send Messages'],
    [400, 50083, 'gone', 'archived'],
    [400, 160005, 'gone', 'locked'],
    [400, 50006, 'refused', 'did not accept'],
    [400, 50035, 'refused', 'did not accept'],
    [403, 50005, 'refused', 'not from Lookout'],
    [403, 20012, 'gone', 'permissions'],
    [404, 0, 'gone', 'channel’s id'],
    [408, 0, 'unsure', 'waiting'],
  ])('%i %i is %s', (status, code, kind, words) => {
    const trouble = toTrouble(refusal(status, code));
    expect(trouble).toMatchObject({ kind, message: expect.stringContaining(words) });
    expect(trouble.message).toContain(String(code));
  });

  it('holds no secret, wherever one looks', () => {
    const trouble = toTrouble(refusal(403, 50001));
    expect(`${trouble.message}${trouble.stack}${String(trouble.cause)}`).not.toMatch(
      /secret|words of a person/,
    );
  });
});

describe('a limit', () => {
  it('is waited out in whole milliseconds, as long as Discord says', () => {
    expect(toTrouble(limit({ retryAfter: 1234.5, timeToReset: 10.2 }))).toMatchObject({
      kind: 'busy',
      wait: 1235,
      everywhere: false,
    });
  });
  it('can hold everywhere', () => {
    expect(toTrouble(limit({ retryAfter: 0, timeToReset: 300, global: true }))).toMatchObject({
      kind: 'busy',
      wait: 300,
      everywhere: true,
    });
  });
  it('without a time is a second', () => {
    expect(toTrouble(limit({ retryAfter: 0, timeToReset: -5 })).wait).toBe(1000);
  });
});

it('is unsure after a fault of Discord’s and without an answer', () => {
  const fault = new HTTPError(503, 'Service Unavailable', 'POST', address, { files: undefined, body: {} });
  const closed = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  for (const error of [fault, closed, new DOMException('late', 'AbortError')])
    expect(toTrouble(error).kind).toBe('unsure');
});

it('is refused when it is our own fault', () => {
  expect(toTrouble(new RangeError('a heading has 1 to 150 characters')).kind).toBe('refused');
});

it('is handed through as it is', () => {
  const trouble = new Trouble('missing', 'Gone.');
  expect(toTrouble(trouble)).toBe(trouble);
});
