import { isObject, type Loose } from '../check/fields.ts';
import type { Core } from '../core.ts';
import type { UploadedFile } from '../rest/body.ts';
import type { Attachment } from '../world.ts';

/** The files of a message after a request, and what the request may say of them. */
export interface Attached {
  attachments: Attachment[];
  /** Names that `attachment://` may stand before. */
  names: string[];
  /** Ids that an entry of `attachments` may bear. */
  ids: string[];
}

/**
 * What hangs on a message once a request is done (reference#uploading-files). Without a list `attachments` in the body all that
 * hung there stays and all that came is added; with one, a message that is edited keeps and gets what the list names, no more.
 * @param before what hangs on the message that is edited; undefined for a new one
 */
export function attach(core: Core, files: UploadedFile[], fields: Loose, before?: Attachment[]): Attached {
  const list = Array.isArray(fields.attachments) ? fields.attachments.filter(isObject) : undefined;
  const entryOf = (id: string) => list?.find((entry) => String(entry.id) === id);
  const kept = (before ?? []).flatMap((attachment) => {
    const entry = entryOf(attachment.id);
    return list && !entry ? [] : [{ attachment: described(attachment, entry), entry }];
  });
  const added = files.flatMap((file) => {
    const entry = entryOf(file.index);
    if (before && list && !entry) return [];
    return [described(attachmentOf(core, file, entry), entry)];
  });
  return {
    attachments: [...kept.map(({ attachment }) => attachment), ...added],
    names: [
      // Reported of the real service: what is kept by its id alone is not known by its name.
      ...kept.flatMap(({ attachment: { filename }, entry }) =>
        !entry || entry.filename === filename ? [filename] : [],
      ),
      ...added.map(({ filename }) => filename),
    ],
    ids: [...(before ?? []).map(({ id }) => id), ...files.map(({ index }) => index)],
  };
}

function described(attachment: Attachment, entry: Loose | undefined): Attachment {
  return typeof entry?.description === 'string'
    ? { ...attachment, description: entry.description }
    : attachment;
}

function attachmentOf(core: Core, file: UploadedFile, entry: Loose | undefined): Attachment {
  const filename = typeof entry?.filename === 'string' ? entry.filename : file.name;
  return {
    id: core.newId(),
    filename: filename.replace(/[^\w.-]/gu, '_'),
    size: file.size,
    contentType: file.contentType || 'application/octet-stream',
    content: file.content,
  };
}
