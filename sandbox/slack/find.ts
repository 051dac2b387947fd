/** Finds what a person touches, and throws where a person could not touch it. */

import { elementsOf } from './blocks.ts';
import { findWhisper } from './response-urls.ts';
import { isObject, type Json } from './schema.ts';
import { type Channel, findMessage, type Message, type View, type Workspace } from './workspace.ts';

/** Throws unless this is a person of the workspace. */
export function person(workspace: Workspace, user: string): void {
  const known = workspace.users.get(user);
  if (!known || known.bot) throw new Error(`There is no person ${user} in the workspace.`);
}

/** The channel, which this person can see and write to. */
export function channelOf(workspace: Workspace, user: string, id: string): Channel {
  person(workspace, user);
  const channel = workspace.channels.get(id);
  if (!channel) throw new Error(`There is no channel ${id}.`);
  if (!channel.members.has(user)) throw new Error(`${user} is not a member of ${id}.`);
  if (channel.archived) throw new Error(`${id} is archived: nobody can act in it.`);
  return channel;
}

export interface Seen {
  message: Message;
  ephemeral: boolean;
}

/** A message that this person sees: posted in the channel, or whispered to them. */
export function seen(workspace: Workspace, user: string, channel: string, ts: string): Seen {
  const posted = findMessage(workspace, channel, ts);
  if (posted && !posted.tombstone) return { message: posted, ephemeral: false };
  const whispered = findWhisper(workspace, user, ts);
  if (whispered?.channel === channel) return { message: whispered, ephemeral: true };
  throw new Error(`${user} sees no message ${ts} in ${channel}.`);
}

/** The topmost view of this person, which must be the one named: those beneath cannot be touched. */
export function topView(workspace: Workspace, user: string, id: string): View {
  person(workspace, user);
  const top = workspace.views.get(user)?.at(-1);
  if (top?.id !== id)
    throw new Error(`${user} does not have the view ${id} in front; it is ${top?.id ?? 'none'}.`);
  return top;
}

/** The element with this action id, and its block's id. With `value`, the one of several that carries it. */
export function elementIn(
  blocks: unknown,
  actionId: string,
  value?: string,
): { element: Json; blockId: string } {
  const all = (Array.isArray(blocks) ? blocks.filter(isObject) : []).flatMap((block) =>
    elementsOf(block).map((element) => ({ element, blockId: String(block.block_id) })),
  );
  const named = all.filter(({ element }) => element.action_id === actionId);
  const found = value === undefined ? named[0] : named.find(({ element }) => element.value === value);
  if (found) return found;
  const there = all.map(({ element }) => String(element.action_id)).join(', ') || 'none';
  const with_ = value === undefined ? '' : ` with the value "${value}"`;
  throw new Error(`There is no "${actionId}"${with_} to touch; there is: ${there}.`);
}
