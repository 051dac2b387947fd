import type { PersonRef, PostRef } from '../../src/chat/incoming.ts';
import type { Identity } from './client.ts';

/** A message by its channel and time, with the address that Slack's own “Copy link” gives. */
export function postRef({ url }: Identity, channel: string, ts: string, thread?: string): PostRef {
  const at = `${url}archives/${channel}/p${ts.replace('.', '')}`;
  const reply = thread !== undefined && thread !== ts;
  return {
    platform: 'slack',
    channel,
    id: ts,
    url: reply ? `${at}?thread_ts=${thread}&cid=${channel}` : at,
  };
}

/** A person of this workspace; where Slack says no name the id stands for it. */
export function personRef(id: string, name = id): PersonRef {
  return { platform: 'slack', id, name };
}

/** The channel, or null for a conversation of two: their ids start with D. */
export function openChannel(id: string): string | null {
  return id.startsWith('D') ? null : id;
}
