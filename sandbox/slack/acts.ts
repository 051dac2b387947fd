/** Acting as a person: each act sends what Slack would send and shows what the app answers. */

import type { Delivered, Delivery } from './deliver.ts';
import { channelOf, person, seen, topView } from './find.ts';
import { type Filled, stateOf } from './form.ts';
import { dropView } from './modals.ts';
import { channelName, eventCallback, handle, interaction } from './payloads.ts';
import { messageJson, viewJson } from './present.ts';
import { SlackRefusal } from './refuse.ts';
import { answer } from './response-urls.ts';
import { react, say } from './say.ts';
import { isObject, type Json } from './schema.ts';
import { applySubmission } from './submitted.ts';
import { choosePayload, pressPayload, type Stage, type Where } from './touch.ts';

/** How an act ended for the person who did it. */
export interface Acted {
  acked: boolean;
  ackMs: number;
  body: unknown;
  /** `not_sent`: Slack had nothing to tell the app, because the bot is not there or the event is not subscribed to. */
  error?: 'operation_timeout' | 'dispatch_failed' | 'not_sent';
  /** Slack could not use what came with the acknowledgement (its own code, such as `invalid_arguments`). */
  refused?: string;
  /** The time of the message, after `say`. */
  ts?: string;
  /** What was sent and how it ended. */
  delivered?: Delivered;
}

export interface Acts {
  command(input: { user: string; channel: string; command: string; text: string }): Promise<Acted>;
  press(input: Where & { user: string; actionId: string; value?: string }): Promise<Acted>;
  choose(input: Where & { user: string; actionId: string; values: string[] }): Promise<Acted>;
  submit(input: { user: string; viewId: string; values: Filled }): Promise<Acted>;
  close(input: { user: string; viewId: string; all?: boolean }): Promise<Acted>;
  /** A message shortcut. */
  shortcut(input: { user: string; callbackId: string; channel: string; ts: string }): Promise<Acted>;
  globalShortcut(input: { user: string; callbackId: string }): Promise<Acted>;
  say(input: { user: string; channel: string; text: string; threadTs?: string }): Promise<Acted>;
  /** Adds the reaction, or takes it back. */
  react(input: { user: string; channel: string; ts: string; name: string }): Promise<Acted>;
  /** The same thing once more, as Slack's retries bring it. */
  redeliver(last: Acted): Promise<Acted>;
  /** HTTP mode: the handshake when an address is entered in Slack's settings. */
  verifyUrl(challenge: string): Promise<Acted>;
}

const nothing: Acted = { acked: false, ackMs: 0, body: undefined, error: 'not_sent' };

function acted(delivered: Delivered, more: Partial<Acted> = {}): Acted {
  const { acked, ackMs, body, error } = delivered;
  return { acked, ackMs, body, ...(error ? { error } : {}), ...more, delivered };
}

/** Uses what came with an acknowledgement; Slack's refusal of it becomes part of the result. */
function using(delivered: Delivered, use: () => void): Acted {
  if (!delivered.acked) return acted(delivered);
  try {
    use();
    return acted(delivered);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return acted(delivered, { refused: error.code });
  }
}

export function createActs(stage: Stage, delivery: Delivery): Acts {
  const { workspace, triggers, responseUrls } = stage;
  const interact = async (payload: Json) => acted(await delivery.send('interactive', payload));
  const tell = async (event: Json | undefined): Promise<Acted> =>
    event ? acted(await delivery.send('events_api', eventCallback(workspace, event))) : nothing;

  return {
    async command({ user, channel: id, command, text }) {
      const channel = channelOf(workspace, user, id);
      const source = { user, channel: channel.id };
      const delivered = await delivery.send('slash_commands', {
        token: workspace.app.verification,
        team_id: workspace.team.id,
        team_domain: workspace.team.domain,
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: user,
        user_name: handle(workspace, user),
        command,
        text: text.trim(),
        api_app_id: workspace.app.id,
        is_enterprise_install: 'false',
        response_url: responseUrls.issue(stage.base(), source),
        trigger_id: triggers.issue(user),
      });
      return using(delivered, () => {
        const body = typeof delivered.body === 'string' ? { text: delivered.body } : delivered.body;
        if (isObject(body) && (body.text || body.blocks || body.attachments)) answer(workspace, source, body);
      });
    },
    press: async (input) => interact(pressPayload(stage, input.user, input, input.actionId, input.value)),
    choose: async (input) => interact(choosePayload(stage, input.user, input, input.actionId, input.values)),
    async submit({ user, viewId, values }) {
      const open = topView(workspace, user, viewId);
      const view = viewJson(workspace, open, stateOf(open, values, true));
      const shared = { ...interaction(workspace, user, 'view_submission'), trigger_id: triggers.issue(user) };
      const delivered = await delivery.send('interactive', { ...shared, view, response_urls: [] });
      return using(delivered, () => applySubmission(workspace, open, delivered.body));
    },
    async close({ user, viewId, all = false }) {
      const open = topView(workspace, user, viewId);
      const whole = all || open.view.clear_on_close === true;
      dropView(workspace, open, whole);
      if (open.view.notify_on_close !== true) return nothing;
      const view = viewJson(workspace, open, stateOf(open, {}, false));
      return interact({ ...interaction(workspace, user, 'view_closed'), view, is_cleared: whole });
    },
    async shortcut({ user, callbackId, channel: id, ts }) {
      const channel = channelOf(workspace, user, id);
      const { message, ephemeral } = seen(workspace, user, id, ts);
      if (ephemeral) throw new Error('An ephemeral message has no shortcuts.');
      return interact({
        ...interaction(workspace, user, 'message_action'),
        callback_id: callbackId,
        trigger_id: triggers.issue(user),
        action_ts: workspace.ts(),
        message_ts: ts,
        message: messageJson(workspace, message),
        channel: { id, name: channelName(channel) },
        response_url: responseUrls.issue(stage.base(), { user, channel: id, ts }),
      });
    },
    async globalShortcut({ user, callbackId }) {
      person(workspace, user);
      const shared = { ...interaction(workspace, user, 'shortcut'), action_ts: workspace.ts() };
      return interact({ ...shared, callback_id: callbackId, trigger_id: triggers.issue(user) });
    },
    async say(input) {
      const { message, events } = say(workspace, input);
      const [first = nothing] = await Promise.all(events.map(tell));
      return { ...first, ts: message.ts };
    },
    react: async (input) => tell(react(workspace, input)),
    async redeliver(last) {
      if (!last.delivered) throw new Error('Nothing was sent, so nothing can be sent again.');
      return acted(await delivery.again(last.delivered));
    },
    async verifyUrl(challenge) {
      const token = workspace.app.verification;
      return acted(await delivery.send('events_api', { token, challenge, type: 'url_verification' }));
    },
  };
}
