/** Presses and choices: `block_actions` (reference/interaction-payloads/block_actions-payload). */

import { channelOf, elementIn, seen, topView } from './find.ts';
import { stateOf } from './form.ts';
import { channelName, interaction } from './payloads.ts';
import { messageJson, viewJson } from './present.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Json } from './schema.ts';
import { chosen, hasState } from './selection.ts';
import type { Triggers } from './triggers.ts';
import type { Workspace } from './workspace.ts';

export interface Stage {
  workspace: Workspace;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  base: () => string;
}

/** Where the element is: in a message (also an ephemeral one) or in the view on top. */
export type Where = { channel: string; ts: string } | { viewId: string };

/** The payload of pressing a button. With `value`, the one of several buttons that carries it. */
export function pressPayload(
  stage: Stage,
  user: string,
  where: Where,
  actionId: string,
  value?: string,
): Json {
  return touchPayload(stage, user, where, actionId, value, (element) => {
    if (element.type !== 'button')
      throw new Error(`"${actionId}" is a ${String(element.type)}, not a button.`);
    const { value: carried, text, url, style } = element;
    return { type: 'button', text, ...defined({ value: carried, url, style }) };
  });
}

/** The payload of choosing in a menu, of ticking boxes, of picking a date. */
export function choosePayload(
  stage: Stage,
  user: string,
  where: Where,
  actionId: string,
  values: string[],
): Json {
  return touchPayload(stage, user, where, actionId, undefined, (element) => ({
    ...chosen(element, values),
    ...defined({ placeholder: element.placeholder }),
  }));
}

const defined = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function touchPayload(
  stage: Stage,
  user: string,
  where: Where,
  actionId: string,
  value: string | undefined,
  carry: (element: Json) => Json,
): Json {
  const { workspace, triggers } = stage;
  const message = 'viewId' in where ? undefined : messageAround(stage, user, where);
  const open = 'viewId' in where ? topView(workspace, user, where.viewId) : undefined;
  const { element, blockId } = elementIn(open ? open.view.blocks : message?.blocks, actionId, value);
  const carried = carry(element);
  const action = { action_id: actionId, block_id: blockId, ...carried, action_ts: workspace.ts() };
  const picked = hasState(element) ? { [blockId]: { [actionId]: carried } } : {};
  if (open && hasState(element)) open.chosen[blockId] = { ...open.chosen[blockId], [actionId]: carried };
  const shared = { ...interaction(workspace, user, 'block_actions'), trigger_id: triggers.issue(user) };
  if (open) {
    const view = viewJson(workspace, open, stateOf(open, {}, false));
    return { ...shared, container: { type: 'view', view_id: open.id }, view, actions: [action] };
  }
  return { ...shared, ...message?.fields, state: { values: picked }, actions: [action] };
}

/** What a message's interaction carries besides the action itself. An ephemeral message is not sent along. */
function messageAround(stage: Stage, user: string, where: { channel: string; ts: string }) {
  const { workspace, responseUrls } = stage;
  const channel = channelOf(workspace, user, where.channel);
  const { message, ephemeral } = seen(workspace, user, channel.id, where.ts);
  if (!message.byBot) throw new Error(`${where.ts} is not the app's message.`);
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {};
  const fields: Json = {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...thread,
    },
    channel: { id: channel.id, name: channelName(channel) },
    ...(ephemeral ? {} : { message: messageJson(workspace, message) }),
    response_url: responseUrls.issue(stage.base(), { user, channel: channel.id, ts: message.ts }),
  };
  return { blocks: message.blocks, fields };
}
