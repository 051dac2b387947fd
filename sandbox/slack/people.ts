/** auth.test, users.* and usergroups.*. */

import { flag, page, word } from './arguments.ts';
import { usergroupJson, userJson } from './present.ts';
import { refuse } from './refuse.ts';
import type { Json } from './schema.ts';
import type { Workspace } from './workspace.ts';

export function authTest({ team, app }: Workspace): Json {
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: app.botName,
    team_id: team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

export function userInfo(workspace: Workspace, args: Json): Json {
  const id = word(args, 'user') ?? '';
  if (!workspace.users.has(id)) refuse('user_not_found');
  return { user: userJson(workspace, id) };
}

export function userList(workspace: Workspace, args: Json): Json {
  const { items, response_metadata } = page([...workspace.users.keys()], args, 1000, 1000);
  const cache_ts = Math.floor(workspace.now().getTime() / 1000);
  return { members: items.map((id) => userJson(workspace, id)), cache_ts, response_metadata };
}

export function usergroupList(workspace: Workspace, args: Json): Json {
  const withUsers = flag(args, 'include_users');
  return { usergroups: workspace.usergroups.map((group) => usergroupJson(workspace, group.id, withUsers)) };
}

export function usergroupUsers(workspace: Workspace, args: Json): Json {
  const group = workspace.usergroups.find((one) => one.id === word(args, 'usergroup'));
  return { users: group?.users ?? refuse('no_such_subteam') };
}
