/** The metadata of a message that carries a post's key (docs.slack.dev, Message metadata). Nobody sees it. */
export interface PostKey {
  event_type: 'lookout_post';
  event_payload: { key: string };
}

/** The post key of what is posted under this key. */
export function postKeyOf(key: string): PostKey {
  return { event_type: 'lookout_post', event_payload: { key } };
}

/** The key that a message carries. */
export function postKeyIn(message: { metadata?: { event_payload?: { key?: unknown } } }): unknown {
  return message.metadata?.event_payload?.key;
}
