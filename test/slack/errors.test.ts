import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { toTrouble } from '../../adapters/slack/errors.ts';

const said = (error: string, more: object = {}) =>
  new webApi.WebAPIPlatformError({ ok: false, error, ...more });
const kindOf = (error: unknown) => toTrouble(error, { method: 'chat.postMessage', channel: 'C1' }).kind;

describe("Slack's errors", () => {
  it.each([
    [
      'gone',
      [
        'is_archived',
        'channel_not_found',
        'not_in_channel',
        'restricted_action',
        'invalid_auth',
        'token_revoked',
      ],
    ],
    [
      'gone',
      [
        'account_inactive',
        'not_authed',
        'missing_scope',
        'is_inactive',
        'user_not_found',
        'messages_tab_disabled',
      ],
    ],
    ['missing', ['message_not_found', 'thread_not_found']],
    ['refused', ['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long', 'no_text', 'metadata_too_large']],
    ['busy', ['ratelimited', 'rate_limited', 'message_limit_exceeded', 'team_added_to_org']],
    [
      'unsure',
      [
        'internal_error',
        'fatal_error',
        'service_unavailable',
        'never_heard_of',
        '<html>502</html>',
        'toString',
      ],
    ],
  ])('are %s: %j', (kind, codes) => {
    for (const code of codes) expect([code, kindOf(said(code))]).toEqual([code, kind]);
  });

  it('are unsure when nothing clear came back', () => {
    expect(kindOf(new webApi.WebAPIRequestError(new Error('socket hang up')))).toBe('unsure');
    expect(kindOf(new webApi.WebAPIHTTPError(502, 'Bad Gateway', {}))).toBe('unsure');
    expect(kindOf(new TypeError('terminated'))).toBe('unsure');
    expect(kindOf('odd')).toBe('unsure');
  });

  it('are busy for whole milliseconds and at least a second', () => {
    const wait = (error: unknown) => toTrouble(error, { method: 'chat.postMessage' }).wait;
    expect(wait(new webApi.WebAPIRateLimitedError(30))).toBe(30_000);
    expect(wait(new webApi.WebAPIRateLimitedError(0))).toBe(1000);
    expect(wait(said('ratelimited', { response_metadata: { retryAfter: 4 } }))).toBe(4000);
    expect(wait(new Error('Retry header did not contain a valid timeout (url: x)'))).toBe(30_000);
  });

  it('say how to mend what a person has to mend', () => {
    const message = (code: string, more = {}) =>
      toTrouble(said(code, more), { method: 'chat.postMessage', channel: 'C1' }).message;
    expect(message('not_in_channel')).toContain('/invite');
    expect(message('not_in_channel')).toContain('C1');
    expect(message('token_revoked')).toContain('SLACK_BOT_TOKEN');
    expect(message('missing_scope', { needed: 'im:write' })).toContain('im:write');
    expect(message('invalid_blocks', { response_metadata: { messages: ['[ERROR] too long'] } })).toContain(
      'too long',
    );
  });
});
