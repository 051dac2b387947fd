import { describe, expect, it } from 'vitest';
import { client, codeOf, section, seed, slack } from './slack-app.ts';

describe('posting and reading with @slack/web-api', () => {
  it('shows in the history what was posted, newest first, and metadata only when asked', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const metadata = { event_type: 'lookout_post', event_payload: { key: 'digest/a' } };
    const first = await web.chat.postMessage({ channel: 'C1', text: 'one', metadata });
    const second = await web.chat.postMessage({
      channel: 'C1',
      text: 'two',
      blocks: [section('two')] as never,
    });
    expect(first.ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));

    const plain = await web.conversations.history({ channel: 'C1' });
    expect(plain.messages?.map((message) => message.text)).toEqual(['two', 'one']);
    expect(plain.messages?.[1]).toMatchObject({
      bot_id: 'B0SANDBOX0',
      app_id: 'A0SANDBOX0',
      user: 'U0SANDBOX0',
    });
    expect(plain.messages?.[1]).not.toHaveProperty('metadata');
    const full = await web.conversations.history({ channel: 'C1', include_all_metadata: true });
    expect(full.messages?.[1]?.metadata).toEqual(metadata);
    expect(sandbox.state.channels.get('C1')?.messages[0]?.received).toMatchObject({ text: 'one' });
  });

  it('keeps to oldest, latest, inclusive and the cursor', async () => {
    const web = client(await slack());
    const stamps: string[] = [];
    for (const text of ['a', 'b', 'c', 'd'])
      stamps.push((await web.chat.postMessage({ channel: 'C1', text })).ts!);
    const texts = async (args: object) => {
      const { messages } = await web.conversations.history({ channel: 'C1', ...args });
      return messages?.map((message) => message.text).join('');
    };
    expect(await texts({ oldest: stamps[1] })).toBe('dc');
    expect(await texts({ oldest: stamps[1], inclusive: true })).toBe('dcb');
    expect(await texts({ oldest: stamps[0], latest: stamps[3] })).toBe('cb');
    expect(await texts({ oldest: '0' })).toBe('dcba');
    const page = await web.conversations.history({ channel: 'C1', limit: 3 });
    expect(page.has_more).toBe(true);
    expect(await texts({ limit: 3, cursor: page.response_metadata?.next_cursor })).toBe('a');
  });

  it('keeps replies in their thread, and tells the parent of them', async () => {
    const web = client(await slack());
    const { ts } = await web.chat.postMessage({ channel: 'C1', text: 'parent' });
    const reply = await web.chat.postMessage({ channel: 'C1', text: 'reply', thread_ts: ts! });
    const history = await web.conversations.history({ channel: 'C1' });
    expect(history.messages).toHaveLength(1);
    expect(history.messages?.[0]).toMatchObject({ reply_count: 1, latest_reply: reply.ts });
    const thread = await web.conversations.replies({ channel: 'C1', ts: ts! });
    expect(thread.messages?.map((message) => message.text)).toEqual(['parent', 'reply']);
    expect(await codeOf(web.conversations.replies({ channel: 'C1', ts: '1.000001' }))).toBe(
      'thread_not_found',
    );
    const link = await web.chat.getPermalink({ channel: 'C1', message_ts: reply.ts! });
    expect(link.permalink).toContain(`thread_ts=${ts}`);
  });

  it('updates: text alone drops the blocks, metadata stays unless it is sent', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const metadata = { event_type: 'kept', event_payload: { key: 'k' } };
    const { ts } = await web.chat.postMessage({
      channel: 'C1',
      text: 'x',
      blocks: [section('x')] as never,
      metadata,
    });
    await web.chat.update({ channel: 'C1', ts: ts!, text: 'y' });
    const message = sandbox.state.channels.get('C1')?.messages[0];
    expect(message?.text).toBe('y');
    expect(message?.blocks).toBeUndefined();
    expect(message?.metadata).toEqual(metadata);
    expect(message?.edited).toBeDefined();
  });

  it('opens a direct conversation, and finds it by the person', async () => {
    const web = client(await slack());
    const { channel } = await web.conversations.open({ users: 'U1' });
    const posted = await web.chat.postMessage({ channel: 'U1', text: 'hello' });
    expect(posted.channel).toBe(channel?.id);
    expect(await codeOf(web.conversations.open({ users: 'U9' }))).toBe('user_not_found');
  });

  it('pages members, and knows people and usergroups', async () => {
    const web = client(await slack());
    const seen: string[] = [];
    for await (const page of web.paginate('conversations.members', { channel: 'C1', limit: 1 })) {
      seen.push(...((page as { members?: string[] }).members ?? []));
    }
    expect(seen).toEqual(['U1', 'U2', 'U0SANDBOX0']);
    expect((await web.users.info({ user: 'U1' })).user?.profile?.display_name).toBe('Ada Lovelace');
    expect((await web.usergroups.users.list({ usergroup: 'S1' })).users).toEqual(['U2']);
    expect(await codeOf(web.usergroups.users.list({ usergroup: 'S9' }))).toBe('no_such_subteam');
    expect((await web.conversations.list()).channels?.map((channel) => channel.name)).toContain(
      'radiotherapy',
    );
  });

  it('takes a file in three steps', async () => {
    const sandbox = await slack();
    await client(sandbox).filesUploadV2({ channel_id: 'C1', filename: 'a.txt', file: Buffer.from('héllo') });
    const [file] = [...sandbox.state.files.values()];
    expect(file?.body?.toString()).toBe('héllo');
    expect(sandbox.state.channels.get('C1')?.messages[0]?.files).toHaveLength(1);
  });

  it('takes JSON bodies as well as forms', async () => {
    const sandbox = await slack();
    const response = await fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${seed.botToken}`,
      },
      body: JSON.stringify({ channel: 'C1', text: 'json', blocks: [section('json')] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: 'C1' });
    const form = new URLSearchParams({ token: seed.botToken, channel: 'C1', text: 'form' });
    const posted = await fetch(`${sandbox.apiUrl}chat.postMessage`, { method: 'POST', body: form });
    expect(await posted.json()).toMatchObject({ ok: true });
  });
});
