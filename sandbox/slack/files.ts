/** files.*: the steps of an upload (announce, send, complete), and what became of a file. */

import { conversation } from './access.ts';
import { objectList, word } from './arguments.ts';
import { botMessage } from './content.ts';
import { kindOf, privateUrl } from './image-files.ts';
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

/** Ends an upload; with `channel_id` the files are posted there in one message, without it they are the app's alone. */
export function completeUpload(workspace: Workspace, args: Json): Json {
  const wanted = objectList(args, 'files', 'invalid_arguments') ?? refuse('invalid_arguments');
  const files = wanted.map((one) => {
    const file = workspace.files.get(String(one.id));
    if (!file?.body) return refuse('file_not_found');
    file.title = typeof one.title === 'string' ? one.title : file.name;
    file.looksUntilReady = workspace.looksUntilReady;
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

/** What is known of a file: `files.info`. As long as Slack works on it, it has no `mimetype` (slackapi/java-slack-sdk issue 1349). */
export function fileInfo(workspace: Workspace, args: Json): Json {
  const file = workspace.files.get(word(args, 'file') ?? '');
  if (file?.looksUntilReady === undefined) return refuse('file_not_found');
  const kind = file.looksUntilReady > 0 ? undefined : kindOf(file);
  file.looksUntilReady = Math.max(0, file.looksUntilReady - 1);
  return {
    file: {
      id: file.id,
      name: file.name,
      title: file.title ?? file.name,
      mimetype: kind?.mimetype ?? '',
      filetype: kind?.filetype ?? '',
      size: file.length,
      mode: 'hosted',
      user: workspace.app.botUser,
      is_public: false,
      url_private: privateUrl(workspace, file),
    },
    comments: [],
  };
}
