/** How the Web API and the events show what the workspace holds. */

import type { Json } from './schema.ts';
import type { Channel, Message, View, Workspace } from './workspace.ts';

/** A message as `conversations.history` gives it. */
export function messageJson(workspace: Workspace, message: Message, withMetadata = false): Json {
  const { app, team } = workspace;
  const among = workspace.channels.get(message.channel)?.messages ?? [];
  if (message.tombstone) {
    const gone = { type: 'message', subtype: 'tombstone', user: 'USLACKBOT', hidden: true };
    return { ...gone, text: 'This message was deleted.', ts: message.ts, ...threadJson(message, among) };
  }
  const icons = { image_36: '', image_48: '', image_72: '' };
  const bot = { id: app.botId, app_id: app.id, user_id: app.botUser, name: app.botName, team_id: team.id };
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(message.byBot
      ? { bot_id: app.botId, app_id: app.id, bot_profile: { ...bot, icons, deleted: false, updated: 0 } }
      : { client_msg_id: `client-${message.ts}` }),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.files ? { files: message.files } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.edited } } : {}),
    ...(message.reactions.length > 0 ? { reactions: reactionsJson(message) } : {}),
    ...threadJson(message, among),
  };
}

/** What a reply carries about its thread, or a parent about its replies. */
function threadJson(message: Message, among: readonly Message[]): Json {
  if (message.threadTs && message.threadTs !== message.ts) {
    const parent = among.find(({ ts }) => ts === message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
  }
  const replies = among.filter((reply) => reply.threadTs === message.ts && reply.ts !== message.ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
}

/** Reactions as Slack lists them. */
export function reactionsJson(message: Message): Json[] {
  return message.reactions.map(({ name, users }) => ({ name, users, count: users.length }));
}

/** A channel or a direct conversation. */
export function channelJson(workspace: Workspace, channel: Channel, withCount = false): Json {
  if (channel.im) {
    const own = {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_archived: false,
      is_org_shared: false,
    };
    return { ...own, user: channel.im, is_open: true, priority: 0, context_team_id: workspace.team.id };
  }
  const blank = { value: '', creator: '', last_set: 0 };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.created,
    creator: 'USLACKBOT',
    is_channel: !channel.private,
    is_group: channel.private,
    is_im: false,
    is_mpim: false,
    is_private: channel.private,
    is_archived: channel.archived,
    is_general: false,
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_member: channel.members.has(workspace.app.botUser),
    context_team_id: workspace.team.id,
    topic: blank,
    purpose: blank,
    previous_names: [],
    ...(withCount ? { num_members: channel.members.size } : {}),
  };
}

/** A person or the bot. */
export function userJson(workspace: Workspace, id: string): Json {
  const user = workspace.users.get(id);
  const name = user?.name ?? id;
  return {
    id,
    team_id: workspace.team.id,
    name: name.toLowerCase().replace(/[^a-z0-9]+/g, '.'),
    real_name: name,
    deleted: false,
    tz: 'Europe/London',
    tz_label: 'Greenwich Mean Time',
    tz_offset: 0,
    profile: {
      real_name: name,
      display_name: name,
      real_name_normalized: name,
      display_name_normalized: name,
    },
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user?.bot ?? false,
    is_app_user: false,
    updated: 0,
  };
}

/** A usergroup, with its members when asked. */
export function usergroupJson(workspace: Workspace, id: string, withUsers: boolean): Json {
  const group = workspace.usergroups.find((one) => one.id === id);
  return {
    id,
    team_id: workspace.team.id,
    is_usergroup: true,
    name: group?.handle ?? id,
    handle: group?.handle ?? id,
    description: '',
    is_external: false,
    date_create: 0,
    date_update: 0,
    date_delete: 0,
    user_count: group?.users.length ?? 0,
    ...(withUsers ? { users: group?.users ?? [] } : {}),
  };
}

/** An open modal as `views.open` answers and as interactions carry it; `values` is what was filled in. */
export function viewJson(workspace: Workspace, open: View, values: Json = {}): Json {
  return {
    id: open.id,
    team_id: workspace.team.id,
    type: 'modal',
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    external_id: '',
    ...open.view,
    state: { values },
    hash: open.hash,
    previous_view_id: open.previousId,
    root_view_id: open.rootId,
    app_id: workspace.app.id,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  };
}
