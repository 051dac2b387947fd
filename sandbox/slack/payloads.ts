/** The parts that Slack's payloads share: commands, interactions, events. */

import { randomUUID } from 'node:crypto';
import type { Json } from './schema.ts';
import type { Channel, Workspace } from './workspace.ts';

/** A person's handle, as `user_name` carries it. */
export function handle(workspace: Workspace, user: string): string {
  const name = workspace.users.get(user)?.name ?? user;
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '.');
}

/** A channel's name as payloads carry it; a direct conversation is `directmessage`. */
export function channelName(channel: Channel): string {
  return channel.im ? 'directmessage' : channel.name;
}

/** What stands in every interaction: who, in which workspace, for which app. */
export function interaction(workspace: Workspace, user: string, type: string): Json {
  const { team, app } = workspace;
  const name = handle(workspace, user);
  return {
    type,
    user: { id: user, username: name, name, team_id: team.id },
    api_app_id: app.id,
    token: app.verification,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Wraps an event for the Events API (apis/events-api). */
export function eventCallback(workspace: Workspace, event: Json): Json {
  const { team, app } = workspace;
  const authorization = { enterprise_id: null, team_id: team.id, user_id: app.botUser };
  return {
    token: app.verification,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: workspace.id('Ev'),
    event_time: Math.floor(workspace.now().getTime() / 1000),
    authorizations: [{ ...authorization, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event_context: `4-${randomUUID()}`,
  };
}
