/** files.getUploadURLExternal, the upload itself, and files.completeUploadExternal. */

import { conversation } from './access.ts';
import { objectList, word } from './arguments.ts';
import { botMessage } from './content.ts';
import { refuse } from './refuse.ts';
import type { Json } from './schema.ts';
import type { Workspace } from './workspace.ts';

/** Announces a file: gives the address to send it to. */
export function uploadUrl(workspace: Workspace, args: Json, base: string): Json {
  const name = word(args, 'filename');
  const length = Number(word(args, 'length'));
  if (!name || !Number.isInteger(length) || length <= 0) return refuse('invalid_arguments');
  const id = workspace.id('F');
  workspace.files.set(id, { id, name, length });
  return { upload_url: `${base}/upload/${id}`, file_id: id };
}

/** Ends an upload; with `channel_id` the files are posted there in one message. */
export function completeUpload(workspace: Workspace, args: Json): Json {
  const wanted = objectList(args, 'files', 'invalid_arguments') ?? refuse('invalid_arguments');
  const files = wanted.map((one) => {
    const file = workspace.files.get(String(one.id));
    if (!file?.body) return refuse('file_not_found');
    file.title = typeof one.title === 'string' ? one.title : file.name;
    return { id: file.id, name: file.name, title: file.title, size: file.body.length };
  });
  const to = word(args, 'channel_id');
  if (to) {
    const channel = conversation(workspace, { channel: to });
    if (channel.archived) refuse('is_archived');
    if (!channel.members.has(workspace.app.botUser)) refuse('not_in_channel');
    const text = word(args, 'initial_comment') ?? '';
    channel.messages.push({ ...botMessage(workspace, channel.id, { text }, args), files });
    workspace.changed();
  }
  return { files };
}
