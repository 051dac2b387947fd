import type { App } from '@slack/bolt';
import { describe, expect, it, vi } from 'vitest';
import { visibleText } from '../../sandbox/slack/visible.ts';
import { patiently } from '../support/until.ts';
import { button, client, httpApp, modal, question, section, slack, socketApp } from './slack-app.ts';

/** The same promises over both ways in. */
describe.each([
  ['Socket Mode', socketApp],
  ['signed HTTP', httpApp],
] as const)('a Bolt app over %s', (_name, start) => {
  const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'row', elements });

  it('a command comes whole; what is acknowledged is whispered to the one who asked', async () => {
    const sandbox = await slack();
    const commands: object[] = [];
    await start(sandbox, (app) =>
      app.command('/horizon', async ({ command, ack }) => {
        commands.push(command);
        await ack({ text: 'Here *you* are' });
      }),
    );
    const acted = await sandbox.act.command({
      user: 'U1',
      channel: 'C1',
      command: '/horizon',
      text: ' today & more ',
    });
    expect(acted).toMatchObject({ acked: true, body: { text: 'Here *you* are' } });
    expect(commands).toMatchObject([
      {
        command: '/horizon',
        text: 'today & more',
        user_id: 'U1',
        user_name: 'ada.lovelace',
        channel_id: 'C1',
        channel_name: 'radiotherapy',
        team_domain: 'sandbox',
      },
    ]);
    expect(visibleText(sandbox.state.ephemerals.get('U1')?.[0]?.text)).toBe('Here you are');
    expect(sandbox.state.ephemerals.get('U2')).toBeUndefined();
    expect(sandbox.state.channels.get('C1')?.messages).toEqual([]);
  });

  it('respond whispers, speaks in the channel, replaces, deletes; five times and no more', async () => {
    const sandbox = await slack();
    const refusals: unknown[] = [];
    await start(sandbox, (app) =>
      app.command('/horizon', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'in channel', response_type: 'in_channel' });
        for (let time = 0; time < 4; time += 1) await respond('only you');
        await respond('too much').catch((error: unknown) => refusals.push(error));
      }),
    );
    await sandbox.act.command({ user: 'U1', channel: 'C1', command: '/horizon', text: '' });
    await vi.waitFor(() => expect(refusals).toHaveLength(1), patiently);
    expect(sandbox.state.channels.get('C1')?.messages.map((message) => message.text)).toEqual(['in channel']);
    expect(sandbox.state.ephemerals.get('U1')).toHaveLength(4);
    expect(sandbox.state.calls.at(-1)).toMatchObject({
      method: 'response_url',
      error: 'used_url',
      status: 404,
    });
  });

  it('a press carries the message and the button, and may redraw', async () => {
    const sandbox = await slack();
    const seen: object[] = [];
    await start(sandbox, (app) =>
      app.action('useful', async ({ ack, body, payload, respond }) => {
        await ack();
        seen.push(body, payload);
        await respond({ text: 'Thank you', replace_original: true });
      }),
    );
    const blocks = [
      section('item'),
      actions(button('useful', { value: 'one' }), button('later', { value: 'two' })),
    ];
    const { ts } = await client(sandbox).chat.postMessage({
      channel: 'C1',
      text: 'x',
      blocks: blocks as never,
    });
    const acted = await sandbox.act.press({ user: 'U2', channel: 'C1', ts: ts!, actionId: 'useful' });
    expect(acted.acked).toBe(true);
    await vi.waitFor(
      () => expect(sandbox.state.channels.get('C1')?.messages[0]?.text).toBe('Thank you'),
      patiently,
    );
    expect(sandbox.state.channels.get('C1')?.messages[0]?.blocks).toBeUndefined();
    expect(seen).toMatchObject([
      {
        type: 'block_actions',
        user: { id: 'U2' },
        channel: { id: 'C1', name: 'radiotherapy' },
        container: { type: 'message', message_ts: ts, is_ephemeral: false },
        message: { ts, blocks },
      },
      { type: 'button', action_id: 'useful', block_id: 'row', value: 'one' },
    ]);
  });

  it('a menu carries the option that was chosen', async () => {
    const sandbox = await slack();
    const chosen: unknown[] = [];
    await start(sandbox, (app) =>
      app.action('when', async ({ ack, payload }) => {
        chosen.push('selected_option' in payload && payload.selected_option);
        await ack();
      }),
    );
    const option = { text: { type: 'plain_text', text: 'Soon' }, value: 'soon' };
    const menu = { type: 'static_select', action_id: 'when', options: [option] };
    const blocks = [section('x'), actions(menu)] as never;
    const { ts } = await client(sandbox).chat.postMessage({ channel: 'C1', text: 'x', blocks });
    const input = { user: 'U1', channel: 'C1', ts: ts!, actionId: 'when' };
    await sandbox.act.choose({ ...input, values: ['soon'] });
    expect(chosen).toEqual([option]);
    await expect(sandbox.act.choose({ ...input, values: ['never'] })).rejects.toThrow('it offers soon');
  });

  it('a form opens, is refused with the app’s words, is sent again, and closes', async () => {
    const sandbox = await slack();
    const values: unknown[] = [];
    await start(sandbox, (app) => formApp(app, values));
    await sandbox.act.command({ user: 'U1', channel: 'C1', command: '/idea', text: '' });
    const open = () => sandbox.state.views.get('U1')?.at(-1);
    await vi.waitFor(() => expect(open()).toBeDefined(), patiently);
    const viewId = open()!.id;
    const first = await sandbox.act.submit({ user: 'U1', viewId, values: { what: 'no' } });
    expect(first.body).toMatchObject({ response_action: 'errors' });
    expect(open()?.errors).toEqual({ what: 'Say more' });
    await expect(sandbox.act.submit({ user: 'U1', viewId, values: {} })).rejects.toThrow('must be filled in');
    await sandbox.act.submit({ user: 'U1', viewId, values: { what: 'a real idea' } });
    expect(open()).toBeUndefined();
    expect(values).toMatchObject([
      { what: { words: { type: 'plain_text_input', value: 'no' } } },
      { what: { words: { value: 'a real idea' } } },
    ]);
  });

  it('an event comes when a person speaks, and a retry says that it is one', async () => {
    const sandbox = await slack();
    const heard: object[] = [];
    await start(sandbox, (app) =>
      app.message(async ({ message, context, body }) => {
        heard.push({
          text: 'text' in message && message.text,
          id: body.event_id,
          retry: context.retryNum ?? 0,
        });
      }),
    );
    const said = await sandbox.act.say({ user: 'U1', channel: 'C1', text: 'hello' });
    expect(said.acked).toBe(true);
    await sandbox.act.redeliver(said);
    await vi.waitFor(() => expect(heard).toHaveLength(2), patiently);
    const [first, second] = heard as { id: string; retry: number }[];
    expect([first?.retry, second?.retry]).toEqual([0, 1]);
    expect(second?.id).toBe(first?.id);
  });

  it('an act that nobody acknowledges ends as Slack’s timeout', async () => {
    const sandbox = await slack({ ackMs: 50 });
    await start(sandbox, (app) => app.command('/slow', async () => new Promise(() => {})));
    const acted = await sandbox.act.command({ user: 'U1', channel: 'C1', command: '/slow', text: '' });
    expect(acted).toMatchObject({ acked: false, error: 'operation_timeout' });
  });

  it('message shortcuts and reactions arrive', async () => {
    const sandbox = await slack();
    const seen: unknown[] = [];
    await start(sandbox, (app) => {
      app.shortcut('flag', async ({ ack, shortcut }) => {
        await ack();
        seen.push('message' in shortcut && shortcut.message.text);
      });
      app.event('reaction_added', async ({ event }) => void seen.push(event.reaction));
    });
    const { ts } = await sandbox.act.say({ user: 'U2', channel: 'C1', text: 'look here' });
    await sandbox.act.shortcut({ user: 'U1', callbackId: 'flag', channel: 'C1', ts: ts! });
    await sandbox.act.react({ user: 'U1', channel: 'C1', ts: ts!, name: 'eyes' });
    await vi.waitFor(() => expect(seen).toEqual(['look here', 'eyes']), patiently);
    const got = await client(sandbox).reactions.get({ channel: 'C1', timestamp: ts! });
    expect(got.message?.reactions).toEqual([{ name: 'eyes', users: ['U1'], count: 1 }]);
  });
});

/** `/idea` opens a form whose answer must be longer than three characters. */
function formApp(app: App, values: unknown[]) {
  app.command('/idea', async ({ ack, client: web, command }) => {
    await ack();
    await web.views.open({ trigger_id: command.trigger_id, view: modal([question('what')]) });
  });
  app.view('form', async ({ ack, view }) => {
    values.push(view.state.values);
    const short = (view.state.values.what?.words?.value ?? '').length < 4;
    await ack(short ? { response_action: 'errors', errors: { what: 'Say more' } } : undefined);
  });
}
