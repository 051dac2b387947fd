import { createHash } from 'node:crypto';

/**
 * Two component ids (int32, positive, unlike) that name a key. Discord keeps them in the message and shows them to nobody
 * (docs.discord.com, Component Reference, "Anatomy of a Component"), so a message can be recognised long after its nonce.
 */
export type PostKey = readonly [container: number, first: number];

interface Component {
  id?: number;
  components?: readonly unknown[];
}

/** The post key of what is posted under this key. */
export function postKeyOf(key: string): PostKey {
  const digest = createHash('sha256').update(key).digest();
  const container = digest.readUInt32BE(0) & 0x7fffffff || 1;
  const first = digest.readUInt32BE(4) & 0x7fffffff || 1;
  // Equal ids in one message would be refused.
  return [container, first === container ? (first % 0x7ffffffe) + 1 : first];
}

/** At most 25 characters, the same for the same key (docs.discord.com, Create Message, `nonce`). */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}

/** The post key that a message carries: the ids of its container and of the first component in it. */
export function postKeyIn(message: { components?: readonly unknown[] }): PostKey | undefined {
  const container = message.components?.[0] as Component | undefined;
  const first = container?.components?.[0] as Component | undefined;
  return container?.id && first?.id ? [container.id, first.id] : undefined;
}
