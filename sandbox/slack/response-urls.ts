/** Response addresses (interactivity/handling-user-interaction): five uses within thirty minutes. */

import { randomBytes } from 'node:crypto';
import { flag } from './arguments.ts';
import { erase, whisper } from './chat.ts';
import { botMessage, readContent, rewrite } from './content.ts';
import { limits } from './limits.ts';
import { SlackRefusal } from './refuse.ts';
import type { Json } from './schema.ts';
import { findMessage, type Message, type Workspace } from './workspace.ts';

/** What an address was given for: a person, a channel, and the message they touched, if they touched one. */
export interface Source {
  user: string;
  channel: string;
  ts?: string;
}

export interface ResponseUrls {
  /** A new address for something a person did. */
  issue(base: string, source: Source): string;
  /** Does what was sent to the address with this id; throws a `SlackRefusal` when Slack would refuse. */
  use(id: string, args: Json): void;
  /** The channel that an address belongs to. */
  channelOf(id: string): string | undefined;
}

/** An ephemeral message of this person's, by time. */
export function findWhisper(workspace: Workspace, user: string, ts: string | undefined): Message | undefined {
  return workspace.ephemerals.get(user)?.find((message) => message.ts === ts);
}

/** Posts what an app answered to a command or an interaction: to that person only, unless it says `in_channel`. */
export function answer(workspace: Workspace, source: Source, args: Json): void {
  const content = readContent(workspace, args, limits.messageText);
  const message = botMessage(workspace, source.channel, content, args);
  if (args.response_type === 'in_channel') {
    workspace.channels.get(source.channel)?.messages.push(message);
    workspace.changed();
  } else whisper(workspace, source.user, message);
}

function touch(workspace: Workspace, source: Source, args: Json): void {
  const whispered = findWhisper(workspace, source.user, source.ts);
  const channel = workspace.channels.get(source.channel);
  const posted = source.ts ? findMessage(workspace, source.channel, source.ts) : undefined;
  const message = whispered ?? posted;
  if (!message) throw new SlackRefusal('message_not_found', {}, 404);
  if (flag(args, 'delete_original')) {
    const kept = (workspace.ephemerals.get(source.user) ?? []).filter((one) => one !== whispered);
    if (whispered) workspace.ephemerals.set(source.user, kept);
    else if (channel) erase(channel, message);
  } else {
    rewrite(message, readContent(workspace, args, limits.messageText), args);
    if (posted) message.edited = workspace.ts();
  }
  workspace.changed();
}

export function createResponseUrls(workspace: Workspace): ResponseUrls {
  const issued = new Map<string, Source & { at: number; uses: number }>();
  return {
    issue(base, source) {
      const id = randomBytes(12).toString('hex');
      issued.set(id, { ...source, at: workspace.now().getTime(), uses: 0 });
      return `${base}/response/${workspace.team.id}/${id}`;
    },
    channelOf: (id) => issued.get(id)?.channel,
    use(id, args) {
      const source = issued.get(id);
      if (!source) throw new SlackRefusal('invalid_url', {}, 404);
      if (workspace.now().getTime() - source.at > limits.responseMs)
        throw new SlackRefusal('expired_url', {}, 404);
      if (source.uses >= limits.responseUses) throw new SlackRefusal('used_url', {}, 404);
      source.uses += 1;
      const original = flag(args, 'replace_original') || flag(args, 'delete_original');
      if (original && source.ts) touch(workspace, source, args);
      else answer(workspace, source, args);
    },
  };
}
