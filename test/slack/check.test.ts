import { afterEach, describe, expect, it } from 'vitest';
import { channelAccess, check } from '../../adapters/slack/index.ts';
import { openStage, type SlackStage, tokens } from '../conformance/slack/stage.ts';

const channels = [
  { id: 'C1', name: 'radiotherapy' },
  { id: 'C3', name: 'council', bot: false },
  { id: 'C4', name: 'board', private: true, bot: false },
];
const everything =
  'chat:write,commands,channels:read,groups:read,channels:history,groups:history,im:history,im:write,reactions:read,users:read,files:write,files:read';

let sandboxes: SlackStage;
afterEach(() => sandboxes.close());

async function open(scopes: string): Promise<SlackStage> {
  const workspace = { ...tokens, users: [{ id: 'U1', name: 'Ada' }], channels, scopes: scopes.split(',') };
  sandboxes = await openStage('socket', { workspace });
  return sandboxes;
}

describe('doctor looks at Slack', () => {
  it('finds nothing to mend when all is well', async () => {
    const { settings } = await open(everything);
    expect(await check(settings)).toEqual([
      { what: 'Slack bot token, workspace Sandbox', ok: true, mend: '' },
      { what: 'Slack scopes', ok: true, mend: '' },
      { what: 'Slack Socket Mode', ok: true, mend: '' },
    ]);
    expect(await channelAccess(settings, 'C1')).toEqual({
      what: 'Slack channel C1 (#radiotherapy)',
      ok: true,
      mend: '',
    });
  });

  it('says which token is wrong', async () => {
    const { settings } = await open(everything);
    const [bot, socket] = await check({ ...settings, botToken: 'xoxb-old', appToken: 'xapp-old' });
    expect(bot).toMatchObject({ ok: false, mend: expect.stringContaining('SLACK_BOT_TOKEN') });
    expect(socket).toMatchObject({ ok: false, mend: expect.stringContaining('SLACK_APP_TOKEN') });
  });

  it('names every scope that is lacking', async () => {
    const { settings } = await open(everything.replace('im:write,', '').replace('users:read', 'users:write'));
    const [, scopes] = await check(settings);
    expect(scopes!.ok).toBe(false);
    expect(scopes!.mend).toContain('Add im:write ');
    expect(scopes!.mend).toContain('Add users:read ');
    expect(scopes!.mend.match(/Add /g)).toHaveLength(2);
  });

  it('says how to mend a channel', async () => {
    const { settings, archive } = await open(everything);
    expect((await channelAccess(settings, 'C3')).mend).toContain('/invite @Lookout');
    expect((await channelAccess(settings, 'C4')).mend).toContain('private');
    expect((await channelAccess(settings, 'C9')).mend).toContain('Check the id');
    archive('C1');
    expect((await channelAccess(settings, 'C1')).mend).toContain('archived');
  });

  it('never throws, whatever answers', async () => {
    const { settings } = await open(everything);
    const nowhere = { ...settings, apiUrl: 'http://127.0.0.1:9/api/' };
    expect((await check(nowhere)).every(({ ok }) => !ok)).toBe(true);
    expect((await channelAccess(nowhere, 'C1')).ok).toBe(false);
  });
});
