import { type Component, flatten } from '../component.ts';
import type { Attachment, StoredMessage } from '../world.ts';

const SCHEME = 'attachment://';

/** What came from outside may hold anything where a list would stand. */
const listOf = <T>(list: T[] | undefined): T[] => (Array.isArray(list) ? list : []);

/** The addresses in a component at which media lie. */
function addressesIn({ media, file, items }: Component): string[] {
  return [media, file, ...listOf(items).map((item) => item?.media)].flatMap((one) => (one ? [one.url] : []));
}

/** The files of a message that no component shows: only these stand in its `attachments` (resources/message#message-object). */
export function looseAttachments({ components, attachments }: StoredMessage): Attachment[] {
  const shown = new Set(flatten(components).flatMap(addressesIn));
  return attachments.filter(({ filename }) => !shown.has(SCHEME + filename));
}

/**
 * Components as Discord gives them back: where a file of the message was named stands its address, with its id and type
 * (components/reference#unfurled-media-item).
 */
export function componentsOnWire({
  channelId,
  ephemeralFor,
  components,
  attachments,
}: StoredMessage): object[] {
  return components.map(drawn);

  function drawn(component: Component): object {
    const { media, file, items, components: inside, accessory } = component;
    return {
      ...component,
      ...(media ? { media: resolved(media) } : {}),
      ...(file ? { file: resolved(file) } : {}),
      ...(items ? { items: listOf(items).map((item) => ({ ...item, media: resolved(item.media) })) } : {}),
      ...(inside ? { components: listOf(inside).map(drawn) } : {}),
      ...(accessory ? { accessory: drawn(accessory) } : {}),
    };
  }

  function resolved(media: { url: string } | undefined): object | undefined {
    const found = attachments.findLast(({ filename }) => media?.url === SCHEME + filename);
    if (!found) return media;
    const url = addressOf(found, channelId, ephemeralFor !== undefined);
    return { url, proxy_url: url, content_type: found.contentType, attachment_id: found.id };
  }
}

/** A file of a message as JSON (resources/message#attachment-object). */
export function attachmentOnWire({ channelId, ephemeralFor }: StoredMessage, attachment: Attachment): object {
  const url = addressOf(attachment, channelId, ephemeralFor !== undefined);
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.size,
    content_type: attachment.contentType,
    url,
    proxy_url: url,
    ...(attachment.description ? { description: attachment.description } : {}),
    ...(ephemeralFor ? { ephemeral: true } : {}),
  };
}

function addressOf({ id, filename }: Attachment, channelId: string, ephemeral: boolean): string {
  const folder = ephemeral ? 'ephemeral-attachments' : 'attachments';
  return `https://cdn.discordapp.com/${folder}/${channelId}/${id}/${filename}`;
}
