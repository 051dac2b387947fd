/** Uploaded files as images in blocks: composition-objects/slack-file-object. Pure. */

import { isObject, type Json } from './schema.ts';
import type { UploadedFile, Workspace } from './workspace.ts';

const kinds = [
  { start: '89504e470d0a1a0a', mimetype: 'image/png', filetype: 'png' },
  { start: 'ffd8ff', mimetype: 'image/jpeg', filetype: 'jpg' },
  { start: '47494638', mimetype: 'image/gif', filetype: 'gif' },
];
const other = { mimetype: 'application/octet-stream', filetype: 'binary' };

/** What a file is, by its first bytes. */
export function kindOf({ body }: UploadedFile): { mimetype: string; filetype: string } {
  const bytes = body?.subarray(0, 8).toString('hex') ?? '';
  return kinds.find(({ start }) => bytes.startsWith(start)) ?? other;
}

/** The address that `slack_file` may give instead of an id. */
export function privateUrl({ team }: Workspace, { id, name }: UploadedFile): string {
  return `https://files.slack.com/files-pri/${team.id}-${id}/${encodeURIComponent(name)}`;
}

/** The file that an image's `slack_file` names, by its id or its address. */
function namedFile(workspace: Workspace, named: Json): UploadedFile | undefined {
  if (typeof named.id === 'string') return workspace.files.get(named.id);
  return [...workspace.files.values()].find((file) => named.url === privateUrl(workspace, file));
}

/**
 * What Slack would complain of in the files that blocks name: one that is not there, was never completed, is no PNG, JPEG or
 * GIF (composition-objects/slack-file-object), or is still being worked on. Its words were seen by many (slackapi/python-slack-sdk
 * issue 1797).
 * @param pointer where the blocks stand, as in `blockErrors`
 */
export function fileErrors(workspace: Workspace, blocks: unknown, pointer: string): string[] {
  if (Array.isArray(blocks))
    return blocks.flatMap((one, at) => fileErrors(workspace, one, `${pointer}/${at}`));
  if (!isObject(blocks)) return [];
  return Object.entries(blocks).flatMap(([name, inner]) => {
    if (name !== 'slack_file' || !isObject(inner)) return fileErrors(workspace, inner, `${pointer}/${name}`);
    const file = namedFile(workspace, inner);
    if (file?.looksUntilReady === 0 && kindOf(file) !== other) return [];
    const by = inner.id === undefined ? 'url' : 'id';
    return [`invalid slack file [json-pointer:${pointer}/slack_file.${by}/slack_file]`];
  });
}
