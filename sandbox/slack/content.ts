/** Reads and judges what a call wants to post. */

import { flag, objectList, structure, word } from './arguments.ts';
import { blockErrors, blocksLength } from './blocks.ts';
import { fileErrors } from './image-files.ts';
import { limits } from './limits.ts';
import { metadataError } from './metadata.ts';
import { refuse } from './refuse.ts';
import type { Json } from './schema.ts';
import { type Message, type Workspace, withBlockIds } from './workspace.ts';

export interface Content {
  /** Undefined where the argument was left out. */
  text?: string;
  blocks?: Json[];
  attachments?: unknown[];
  metadata?: Json;
}

/** The content of a call, refused with Slack's codes where Slack would refuse it. `maxText` differs by method. */
export function readContent(workspace: Workspace, args: Json, maxText: number): Content {
  const blocks = objectList(args, 'blocks', 'invalid_blocks_format');
  const attachments = structure(args, 'attachments', 'invalid_attachments');
  const text = typeof args.text === 'string' ? args.text : word(args, 'text');
  const metadata = structure(args, 'metadata', 'invalid_metadata_format');
  if (attachments !== undefined && !Array.isArray(attachments)) refuse('invalid_attachments');
  if (Array.isArray(attachments) && attachments.length > limits.attachments) refuse('too_many_attachments');
  if (blocks) {
    const errors = [...blockErrors(blocks, 'messages'), ...fileErrors(workspace, blocks, '/blocks')];
    if (errors.length > 0) refuse('invalid_blocks', errors);
    if (blocksLength(blocks) > limits.messageBlocksText) refuse('msg_blocks_too_long');
  }
  if (text !== undefined && text.length > maxText) refuse('msg_too_long');
  if (metadata !== undefined) {
    const error = metadataError(metadata);
    if (error) refuse(error);
  }
  const nothing = !text?.trim() && !blocks?.length && !(Array.isArray(attachments) && attachments.length > 0);
  if (nothing) refuse('no_text');
  return {
    ...(text !== undefined ? { text } : {}),
    ...(blocks ? { blocks: withBlockIds(workspace, blocks) } : {}),
    ...(Array.isArray(attachments) ? { attachments } : {}),
    ...(metadata !== undefined ? { metadata: metadata as Json } : {}),
  };
}

/** A message of the bot's, not yet placed anywhere. */
export function botMessage(workspace: Workspace, channel: string, content: Content, args: Json): Message {
  const threadTs = word(args, 'thread_ts');
  return {
    ts: workspace.ts(),
    channel,
    user: workspace.app.botUser,
    byBot: true,
    text: content.text ?? '',
    ...(content.blocks?.length ? { blocks: content.blocks } : {}),
    ...(content.attachments?.length ? { attachments: content.attachments } : {}),
    ...(content.metadata ? { metadata: content.metadata } : {}),
    ...(threadTs ? { threadTs } : {}),
    ...(flag(args, 'reply_broadcast') && threadTs ? { broadcast: true as const } : {}),
    reactions: [],
    received: args,
  };
}

/**
 * Puts new content into a message. Blocks go when only text comes; metadata stays when it is left out.
 * reference/methods/chat.update says otherwise of blocks ("will be retained"): send both, and it is the same either way.
 */
export function rewrite(message: Message, content: Content, args: Json): void {
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks?.length) message.blocks = content.blocks;
  else delete message.blocks;
  if (content.attachments) message.attachments = content.attachments;
  if (content.metadata) message.metadata = content.metadata;
  message.received = args;
}
