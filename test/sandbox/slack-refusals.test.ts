import { describe, expect, it } from 'vitest';
import { client, codeOf, modal, question, section, seed, slack } from './slack-app.ts';

describe('refusals', () => {
  it.each([
    ['channel_not_found', { channel: 'C9', text: 'x' }],
    ['not_in_channel', { channel: 'C3', text: 'x' }],
    ['no_text', { channel: 'C1', text: '' }],
    ['no_text', { channel: 'C1' }],
    ['msg_too_long', { channel: 'C1', text: 'x'.repeat(40_001) }],
    ['invalid_blocks_format', { channel: 'C1', blocks: '[{' }],
    [
      'invalid_metadata_format',
      { channel: 'C1', text: 'x', metadata: { event_type: 'a b', event_payload: {} } },
    ],
    ['invalid_metadata_format', { channel: 'C1', text: 'x', metadata: { event_type: 'ab' } }],
    ['invalid_thread_ts', { channel: 'C1', text: 'x', thread_ts: '0' }],
    ['thread_not_found', { channel: 'C1', text: 'x', thread_ts: '1.000001' }],
    [
      'msg_blocks_too_long',
      { channel: 'C1', blocks: Array.from({ length: 5 }, () => section('x'.repeat(2900))) },
    ],
  ])('chat.postMessage: %s', async (code, args) => {
    const sandbox = await slack();
    expect(await codeOf(client(sandbox).apiCall('chat.postMessage', args))).toBe(code);
    expect(sandbox.state.channels.get('C1')?.messages).toEqual([]);
    expect(sandbox.state.calls).toMatchObject([{ method: 'chat.postMessage', ok: false, error: code }]);
  });

  it('says where blocks are wrong', async () => {
    const web = client(await slack());
    const call = web.chat.postMessage({
      channel: 'C1',
      text: 'x',
      blocks: [section('x'.repeat(3001))] as never,
    });
    const error = await call.catch((thrown: unknown) => thrown as { data: { response_metadata: object } });
    expect(error).toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
  });

  it('an archived channel takes nothing until it is opened again', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const { ts } = await web.chat.postMessage({ channel: 'C1', text: 'x' });
    sandbox.archive('C1');
    expect(await codeOf(web.chat.postMessage({ channel: 'C1', text: 'x' }))).toBe('is_archived');
    expect(await codeOf(web.chat.update({ channel: 'C1', ts: ts!, text: 'y' }))).toBe('is_inactive');
    sandbox.unarchive('C1');
    expect(await codeOf(web.chat.update({ channel: 'C1', ts: ts!, text: 'y' }))).toBe('ok');
    sandbox.removeBot('C1');
    expect(await codeOf(web.chat.postMessage({ channel: 'C1', text: 'x' }))).toBe('not_in_channel');
    await web.conversations.join({ channel: 'C1' });
    expect(await codeOf(web.chat.postMessage({ channel: 'C1', text: 'x' }))).toBe('ok');
  });

  it('messages that are not there, or not the bot’s, cannot be changed', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const said = await sandbox.act.say({ user: 'U1', channel: 'C1', text: 'mine' });
    expect(await codeOf(web.chat.update({ channel: 'C1', ts: said.ts!, text: 'y' }))).toBe(
      'cant_update_message',
    );
    expect(await codeOf(web.chat.delete({ channel: 'C1', ts: said.ts! }))).toBe('cant_delete_message');
    expect(await codeOf(web.chat.update({ channel: 'C1', ts: '1.000001', text: 'y' }))).toBe(
      'message_not_found',
    );
    const whispered = await web.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' });
    const ts = whispered.message_ts!;
    expect(await codeOf(web.chat.update({ channel: 'C1', ts, text: 'y' }))).toBe('message_not_found');
    const outside = web.chat.postEphemeral({ channel: 'C2', user: 'U1', text: 'psst' });
    expect(await codeOf(outside)).toBe('user_not_in_channel');
  });

  it('tokens: none, wrong, of the wrong kind, revoked', async () => {
    const sandbox = await slack();
    const test = (token: string | undefined) => codeOf(client(sandbox, token).auth.test());
    expect(await codeOf(client(sandbox, '').auth.test())).toBe('not_authed');
    expect(await test('xoxb-wrong')).toBe('invalid_auth');
    expect(await test(seed.appToken)).toBe('not_allowed_token_type');
    expect(await codeOf(client(sandbox).apps.connections.open({}))).toBe('not_allowed_token_type');
    expect(await test(seed.botToken)).toBe('ok');
    sandbox.revokeToken();
    expect(await test(seed.botToken)).toBe('token_revoked');
    expect(await codeOf(client(sandbox, seed.appToken).apiCall('nothing.like.this'))).toBe('unknown_method');
  });

  it('views need a trigger that Slack gave', async () => {
    const web = client(await slack());
    const view = modal([question('a')]);
    expect(await codeOf(web.views.open({ trigger_id: 'made-up', view }))).toBe('invalid_trigger_id');
    const long = { ...view, title: { type: 'plain_text' as const, text: 'x'.repeat(25) } };
    expect(await codeOf(web.views.open({ trigger_id: 'made-up', view: long }))).toBe('invalid_arguments');
  });
});

describe('misbehaviour', () => {
  const post = { channel: 'C1', text: 'x' };

  it('rate-limit: 429 with Retry-After, nothing accepted', async () => {
    const sandbox = await slack();
    sandbox.faults.add({ kind: 'rate-limit', on: 'chat.postMessage', retryAfter: 7 });
    const error = await client(sandbox)
      .chat.postMessage(post)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
    expect(sandbox.state.channels.get('C1')?.messages).toEqual([]);
    expect(await codeOf(client(sandbox).chat.postMessage(post))).toBe('ok');
  });

  it.each([
    ['server-error', 0, 503],
    ['lost-answer', 1, 200],
    ['error-after-acceptance', 1, 500],
  ] as const)('%s leaves %i messages', async (kind, left, status) => {
    const sandbox = await slack();
    sandbox.faults.add({ kind, on: 'chat.postMessage', channel: 'C1' });
    expect(await codeOf(client(sandbox).chat.postMessage(post))).not.toBe('ok');
    expect(sandbox.state.channels.get('C1')?.messages).toHaveLength(left);
    expect(sandbox.state.calls).toMatchObject([{ fault: kind, status }]);
  });

  it('a strict pace refuses the message after the burst, for that channel only', async () => {
    let at = Date.parse('2026-11-20T08:00:00Z');
    const sandbox = await slack({ pace: 2, now: () => new Date(at) });
    const web = client(sandbox);
    const to = (channel: string) => codeOf(web.chat.postMessage({ channel, text: 'x' }));
    expect([await to('C1'), await to('C1'), await to('C1')]).toEqual([
      'ok',
      'ok',
      'slack_webapi_rate_limited_error',
    ]);
    expect(await to('C2')).toBe('ok');
    at += 1000;
    expect(await to('C1')).toBe('ok');
  });
});
