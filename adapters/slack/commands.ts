import type { CommandSpec, ShortcutSpec } from '../../src/chat/feature.ts';

/** The least scopes of the bot token that this adapter works with, each with what it is for. */
export const scopes: Readonly<Record<string, string>> = {
  'chat:write': 'post, update and answer privately',
  commands: 'commands and shortcuts',
  'channels:read': 'members of public channels',
  'groups:read': 'members of private channels',
  'channels:history': 'answers in Lookout’s threads, and finding a post that Slack did not confirm',
  'groups:history': 'the same in private channels',
  'im:history': 'the same in direct conversations',
  'im:write': 'write to a person',
  'reactions:read': 'reactions to Lookout’s posts',
  'users:read': "people's names, and who is a bot",
  'files:write': 'upload pictures for Lookout’s messages',
  'files:read': 'check whether a picture is ready to show',
};

/**
 * The app manifest of these commands and shortcuts, to be pasted into “Create an app from a manifest”
 * (docs.slack.dev, App manifests). Pure.
 * @param address where Slack reaches the service over HTTP, such as `https://lookout.example.org/slack/events`;
 *   left out for Socket Mode
 */
export function manifest(
  commands: readonly CommandSpec[],
  shortcuts: readonly ShortcutSpec[],
  address?: string,
): object {
  const at = address === undefined ? {} : { request_url: address };
  return {
    display_information: {
      name: 'Lookout',
      description: 'Horizon-scan digests for the groups of a professional body.',
    },
    features: {
      // Without a Messages Tab an app can write to nobody; read-only, since what is typed there is not listened to.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Lookout', always_online: true },
      ...(commands.length > 0
        ? {
            slash_commands: commands.map(({ name, summary, words }) => ({
              command: `/${name}`,
              ...(address === undefined ? {} : { url: address }),
              description: summary,
              usage_hint: words.map(({ word, rest }) => (rest ? `${word} ${rest}` : word)).join(' | '),
              should_escape: false,
            })),
          }
        : {}),
      ...(shortcuts.length > 0
        ? {
            shortcuts: shortcuts.map(({ name, label }) => ({
              name: label,
              type: 'message',
              callback_id: name,
              description: label,
            })),
          }
        : {}),
    },
    oauth_config: { scopes: { bot: Object.keys(scopes) } },
    settings: {
      event_subscriptions: { ...at, bot_events: ['message.channels', 'message.groups', 'reaction_added'] },
      interactivity: { is_enabled: true, ...at },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}
