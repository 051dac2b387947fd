import { describe, expect, it } from 'vitest';
import { limits } from '../../sandbox/slack/limits.ts';
import { button, client, codeOf, modal, question, section, slack, socketApp } from './slack-app.ts';

describe('triggers and views', () => {
  async function triggered(now?: () => Date) {
    const sandbox = await slack(now ? { now, triggerMs: limits.triggerMs } : {});
    const triggers: string[] = [];
    await socketApp(sandbox, (app) =>
      app.command('/idea', async ({ ack, command }) => {
        triggers.push(command.trigger_id);
        await ack();
      }),
    );
    await sandbox.act.command({ user: 'U1', channel: 'C1', command: '/idea', text: '' });
    const open = (view: object = modal([question('what')]), method = 'views.open') =>
      client(sandbox).apiCall(method, { trigger_id: triggers.at(-1), view });
    return {
      sandbox,
      open,
      again: () => sandbox.act.command({ user: 'U1', channel: 'C1', command: '/idea', text: '' }),
    };
  }

  it('a trigger serves once', async () => {
    const { open } = await triggered();
    expect(await codeOf(open())).toBe('ok');
    expect(await codeOf(open())).toBe('exchanged_trigger_id');
  });

  it('a trigger lives three seconds', async () => {
    let at = Date.parse('2026-11-20T08:00:00Z');
    const { open, again } = await triggered(() => new Date(at));
    at += 3000;
    expect(await codeOf(open())).toBe('ok');
    await again();
    at += 3001;
    expect(await codeOf(open())).toBe('expired_trigger_id');
  });

  it('an old hash conflicts; a stack holds three', async () => {
    const { sandbox, open, again } = await triggered();
    const { view } = (await open()) as unknown as { view: { id: string; hash: string } };
    const update = (hash: string) =>
      codeOf(client(sandbox).views.update({ view_id: view.id, hash, view: modal([question('b')]) }));
    expect(await update(view.hash)).toBe('ok');
    expect(await update(view.hash)).toBe('hash_conflict');
    const codes: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      await again();
      codes.push(await codeOf(open(undefined, 'views.push')));
    }
    expect(codes).toEqual(['ok', 'ok', 'push_limit_reached']);
    const [bottom] = sandbox.state.views.get('U1') ?? [];
    const values = { b: 'x' };
    await expect(sandbox.act.submit({ user: 'U1', viewId: bottom!.id, values })).rejects.toThrow('in front');
  });
});

describe('what a person cannot do', () => {
  it('throws, and sends nothing', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const blocks = [section('x', { accessory: button('useful', { value: 'v' }) })] as never;
    const { ts } = await web.chat.postMessage({ channel: 'C2', text: 'x', blocks });
    const press = (input: object) =>
      sandbox.act.press({ user: 'U2', channel: 'C2', ts: ts!, actionId: 'useful', ...input });
    await expect(press({ user: 'U1' })).rejects.toThrow('not a member');
    await expect(press({ user: 'U9' })).rejects.toThrow('no person');
    await expect(press({ ts: '1.000001' })).rejects.toThrow('sees no message');
    await expect(press({ actionId: 'harmful' })).rejects.toThrow('there is: useful');
    await expect(press({ value: 'other' })).rejects.toThrow('with the value "other"');
    const { message_ts } = await web.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'x', blocks });
    await expect(press({ channel: 'C1', ts: message_ts })).rejects.toThrow('sees no message');
    sandbox.archive('C2');
    await expect(press({})).rejects.toThrow('archived');
    expect(sandbox.deliveries).toEqual([]);
    expect(await press({ user: 'U1', channel: 'C1', ts: message_ts })).toMatchObject({
      error: 'dispatch_failed',
    });
    expect(sandbox.deliveries[0]?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(sandbox.deliveries[0]?.payload).not.toHaveProperty('message');
  });
});
