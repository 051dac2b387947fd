import type { Identity } from './client.ts';
import type { Taken } from './origin.ts';
import { openChannel, personRef, postRef } from './refs.ts';
import { readable } from './text.ts';

interface EventBody {
  event_id: string;
  event: MessageEvent | ReactionEvent | { type: 'other' };
}

interface MessageEvent {
  type: 'message';
  subtype?: string;
  channel: string;
  user?: string;
  bot_id?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  parent_user_id?: string;
}

interface ReactionEvent {
  type: 'reaction_added';
  user: string;
  reaction: string;
  item: { type: string; channel: string; ts: string };
  /** Who wrote what was reacted to. */
  item_user?: string;
}

/** A reaction to a message of ours, or words in a thread of ours; null for all else that people say (Events API). */
export function readEvent({ event_id: act, event }: EventBody, us: Identity): Taken | null {
  switch (event.type) {
    case 'message':
      return readThreadReply(event, act, us);
    case 'reaction_added':
      return readReaction(event, act, us);
    default:
      return null;
  }
}

/** Words of a person's own: edits, joinings and what bots say are of other subtypes, or of a `bot_id`. */
const said = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

function readThreadReply(event: MessageEvent, act: string, us: Identity): Taken | null {
  const { channel, user, ts, thread_ts: parent } = event;
  if (!said.has(event.subtype) || event.bot_id || !user || user === us.user) return null;
  if (!parent || parent === ts || event.parent_user_id !== us.user) return null;
  return {
    incoming: {
      kind: 'answer',
      act,
      person: personRef(user),
      channel: openChannel(channel),
      post: postRef(us, channel, parent),
      text: readable(event.text ?? ''),
    },
    from: { person: user, channel, thread: parent, touched: { channel, ts: parent, ephemeral: false } },
  };
}

function readReaction(event: ReactionEvent, act: string, us: Identity): Taken | null {
  const { user, item } = event;
  if (item.type !== 'message' || event.item_user !== us.user || user === us.user) return null;
  return {
    incoming: {
      kind: 'reaction',
      act,
      person: personRef(user),
      channel: openChannel(item.channel),
      // A skin tone stands behind the name: `+1::skin-tone-3`.
      emoji: event.reaction.split('::', 1)[0]!,
      post: postRef(us, item.channel, item.ts),
    },
    from: {
      person: user,
      channel: item.channel,
      touched: { channel: item.channel, ts: item.ts, ephemeral: false },
    },
  };
}
