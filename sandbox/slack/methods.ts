/** The Web API's methods that the sandbox knows. */

import { getPermalink, postEphemeral, postMessage, remove, update } from './chat.ts';
import { history, info, join, list, members, open, reactions, replies } from './conversations.ts';
import { completeUpload, fileInfo, uploadUrl } from './files.ts';
import { openView, updateView } from './modals.ts';
import { authTest, usergroupList, usergroupUsers, userInfo, userList } from './people.ts';
import type { Json } from './schema.ts';
import type { Triggers } from './triggers.ts';
import type { Workspace } from './workspace.ts';

export interface Around {
  workspace: Workspace;
  triggers: Triggers;
  /** The server's own address, without a slash at the end. */
  base: string;
}

type Method = (args: Json, around: Around) => Json;
const plain =
  (method: (workspace: Workspace, args: Json) => Json): Method =>
  (args, { workspace }) =>
    method(workspace, args);

/** The scopes that calls about files want (reference/methods/files.*): an app that was installed before it had pictures lacks them. */
export const neededScopes: Readonly<Record<string, string>> = {
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
};

/** By name; each takes the arguments and gives what goes beside `ok: true`, or throws a `SlackRefusal`. */
export const methods: Record<string, Method> = {
  'api.test': (args) => ({ args }),
  'auth.test': plain(authTest),
  'chat.postMessage': plain(postMessage),
  'chat.postEphemeral': plain(postEphemeral),
  'chat.update': plain(update),
  'chat.delete': plain(remove),
  'chat.getPermalink': plain(getPermalink),
  'conversations.history': plain(history),
  'conversations.replies': plain(replies),
  'conversations.info': plain(info),
  'conversations.list': plain(list),
  'conversations.members': plain(members),
  'conversations.open': plain(open),
  'conversations.join': plain(join),
  'users.info': plain(userInfo),
  'users.list': plain(userList),
  'usergroups.list': plain(usergroupList),
  'usergroups.users.list': plain(usergroupUsers),
  'reactions.get': plain(reactions),
  'views.open': (args, { workspace, triggers }) => openView(workspace, triggers, args, false),
  'views.push': (args, { workspace, triggers }) => openView(workspace, triggers, args, true),
  'views.update': plain(updateView),
  'files.getUploadURLExternal': (args, { workspace, base }) => uploadUrl(workspace, args, base),
  'files.completeUploadExternal': plain(completeUpload),
  'files.info': plain(fileInfo),
};
