import { describe, expect, it } from 'vitest';
import { manifest } from '../../adapters/slack/index.ts';
import type { CommandSpec, ShortcutSpec } from '../../src/chat/feature.ts';
import { nothing } from '../../src/chat/reply.ts';

const runs = { runs: async () => nothing };
const commands: CommandSpec[] = [
  {
    name: 'horizon',
    summary: 'Today’s digest.',
    words: [
      { word: 'today', summary: 'reads it', ...runs },
      { word: 'why', rest: 'N', summary: 'says why', ...runs },
    ],
  },
];
const shortcuts: ShortcutSpec[] = [{ name: 'flag', label: 'Flag this', ...runs }];

describe('the manifest', () => {
  it('registers the commands and shortcuts', () => {
    expect(manifest(commands, shortcuts)).toMatchObject({
      features: {
        slash_commands: [
          {
            command: '/horizon',
            description: 'Today’s digest.',
            usage_hint: 'today | why N',
            should_escape: false,
          },
        ],
        shortcuts: [{ name: 'Flag this', type: 'message', callback_id: 'flag' }],
      },
      settings: { socket_mode_enabled: true, interactivity: { is_enabled: true } },
    });
  });

  it('asks for no scope but those in use', () => {
    const { oauth_config: oauth } = manifest([], []) as { oauth_config: { scopes: { bot: string[] } } };
    expect([...oauth.scopes.bot].sort()).toEqual([
      'channels:history',
      'channels:read',
      'chat:write',
      'commands',
      'files:read',
      'files:write',
      'groups:history',
      'groups:read',
      'im:history',
      'im:write',
      'reactions:read',
      'users:read',
    ]);
  });

  it('names the address wherever Slack calls when it calls over HTTP', () => {
    const address = 'https://lookout.example.org/slack/events';
    expect(manifest(commands, shortcuts, address)).toMatchObject({
      features: { slash_commands: [{ url: address }] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: address },
        interactivity: { request_url: address },
      },
    });
  });

  it('leaves out what there is none of: Slack refuses an empty list', () => {
    const { features } = manifest([], []) as { features: object };
    expect(Object.keys(features)).toEqual(['app_home', 'bot_user']);
  });
});
