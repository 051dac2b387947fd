import type { Identity } from './client.ts';
import { readEvent } from './events.ts';
import { readFields, type Values } from './form.ts';
import { linkAction } from './message.ts';
import type { Origin, Taken } from './origin.ts';
import { openChannel, personRef, postRef } from './refs.ts';
import { readable, unescapeText } from './text.ts';

/**
 * What Slack sent, as it comes in to the desk: a slash command, `block_actions`, `view_submission`, `message_action` or an event
 * (docs.slack.dev, interaction payloads; Events API). Pure. Null for what nobody waits for.
 */
export function readIncoming(body: object, us: Identity): Taken | null {
  if ('command' in body) return readCommand(body as CommandBody);
  if ('event' in body) return readEvent(body as Parameters<typeof readEvent>[0], us);
  switch ((body as { type?: string }).type) {
    case 'block_actions':
      return readAction(body as ActionBody, us);
    case 'view_submission':
      return readSubmission(body as SubmissionBody);
    case 'message_action':
      return readShortcut(body as ShortcutBody, us);
    default:
      return null;
  }
}

interface CommandBody {
  command: string;
  text?: string;
  user_id: string;
  user_name: string;
  channel_id: string;
  trigger_id: string;
  response_url: string;
}

function readCommand(body: CommandBody): Taken {
  return {
    incoming: {
      kind: 'command',
      act: body.trigger_id,
      person: personRef(body.user_id, body.user_name),
      channel: openChannel(body.channel_id),
      name: body.command.replace(/^\//, ''),
      words: unescapeText(body.text ?? '').trim(),
    },
    from: {
      person: body.user_id,
      channel: body.channel_id,
      trigger: body.trigger_id,
      answerTo: body.response_url,
    },
  };
}

interface Interaction {
  user: { id: string; name?: string; username?: string };
  trigger_id: string;
  response_url?: string;
}

interface ActionBody extends Interaction {
  channel?: { id: string };
  container: { message_ts?: string; channel_id?: string; thread_ts?: string; is_ephemeral?: boolean };
  message?: { thread_ts?: string };
  actions: readonly {
    action_id: string;
    type: string;
    selected_option?: { value: string } | null;
    selected_options?: readonly { value: string }[];
  }[];
}

function readAction(body: ActionBody, us: Identity): Taken | null {
  const [action] = body.actions;
  const channel = body.channel?.id ?? body.container.channel_id;
  const ts = body.container.message_ts;
  if (!action || !channel || !ts || action.action_id.startsWith(linkAction)) return null;
  const thread = body.message?.thread_ts ?? body.container.thread_ts;
  const common = {
    act: body.trigger_id,
    person: personRef(body.user.id, body.user.name ?? body.user.username),
    channel: openChannel(channel),
    id: action.action_id,
    post: postRef(us, channel, ts, thread),
  };
  const from: Origin = {
    person: body.user.id,
    channel,
    thread: thread === ts ? undefined : thread,
    trigger: body.trigger_id,
    answerTo: body.response_url,
    touched: { channel, ts, ephemeral: body.container.is_ephemeral ?? false },
  };
  if (action.type === 'button') return { incoming: { kind: 'press', ...common }, from };
  const values = action.selected_option ? [action.selected_option] : (action.selected_options ?? []);
  // Slack lets a person take back all; a menu of ours wants at least one, so what was chosen before stands.
  if (values.length === 0) return null;
  return { incoming: { kind: 'selection', ...common, values: values.map(({ value }) => value) }, from };
}

interface SubmissionBody extends Interaction {
  view: {
    id: string;
    hash: string;
    callback_id: string;
    private_metadata: string;
    state: { values: Values };
  };
}

function readSubmission(body: SubmissionBody): Taken {
  const { view } = body;
  const carried = JSON.parse(view.private_metadata || '{}') as Partial<Origin>;
  const channel = carried.channel ?? null;
  return {
    incoming: {
      kind: 'submission',
      // The view and its hash are the same when a form is mended and sent again; the trigger is not.
      act: body.trigger_id ?? `${view.id}/${view.hash}`,
      person: personRef(body.user.id, body.user.name ?? body.user.username),
      channel: channel && openChannel(channel),
      id: view.callback_id,
      fields: readFields(view.state.values),
    },
    from: { ...carried, channel, person: body.user.id },
  };
}

interface ShortcutBody extends Interaction {
  callback_id: string;
  channel: { id: string };
  message_ts: string;
  message: { text?: string; user?: string; bot_id?: string; thread_ts?: string };
}

function readShortcut(body: ShortcutBody, us: Identity): Taken {
  const { message, channel, message_ts: ts } = body;
  const ours = message.user === us.user;
  return {
    incoming: {
      kind: 'shortcut',
      act: body.trigger_id,
      person: personRef(body.user.id, body.user.name ?? body.user.username),
      channel: openChannel(channel.id),
      name: body.callback_id,
      post: postRef(us, channel.id, ts, message.thread_ts),
      text: readable(message.text ?? ''),
      author: message.user && !message.bot_id ? personRef(message.user) : null,
    },
    from: {
      person: body.user.id,
      channel: channel.id,
      thread: message.thread_ts === ts ? undefined : message.thread_ts,
      trigger: body.trigger_id,
      answerTo: body.response_url,
      touched: ours ? { channel: channel.id, ts, ephemeral: false } : undefined,
    },
  };
}
