import type { Form } from '../../src/chat/form.ts';
import { type Message, say } from '../../src/chat/message.ts';
import { Trouble } from '../../src/chat/port.ts';
import { broken, type Reply, tooLate } from '../../src/chat/reply.ts';
import type { Log } from '../../src/log.ts';
import type { Call } from './client.ts';
import { codeOf } from './errors.ts';
import { renderForm } from './form.ts';
import { type Rendered, renderMessage } from './message.ts';
import type { Origin } from './origin.ts';
import type { Show } from './pictures.ts';
import { quiet } from './post.ts';
import { createRefresher } from './refresh.ts';
import { openChannel } from './refs.ts';
import { respond } from './respond.ts';

/** Brings a reply to the person. Never throws: a reply that cannot be brought is a line in the log. */
export type BringReply = (from: Origin, reply: Reply) => Promise<void>;

const perhaps = say('If no form opens, please try again.');

const folded = { unfurl_links: false, unfurl_media: false };

/**
 * Replies go by Slack's answer address first: it works where the app is no member too.
 * @param callMs milliseconds that one call may take
 */
export function createReply(call: Call, show: Show, log: Log, callMs: number): BringReply {
  const update = createRefresher(call, show);

  /** To the person alone: where they acted, else in the channel, else in their direct conversation. */
  async function tell(from: Origin, message: Message): Promise<void> {
    try {
      await show(message, (rendered) => bringOver(from, rendered));
    } catch (error) {
      if (!message.blocks.some(({ kind }) => kind === 'picture')) throw error;
      log.warn({ err: error }, 'a picture did not reach the person; its words are told instead');
      await bringOver(from, renderMessage(message));
    }
  }

  /** By the first way of three that is open. */
  async function bringOver(from: Origin, message: Rendered): Promise<void> {
    const rendered = { ...message, ...folded };
    const thread = from.thread ? { thread_ts: from.thread } : {};
    const tries = [
      () =>
        respond(callMs, from, {
          response_type: 'ephemeral',
          replace_original: false,
          ...thread,
          ...rendered,
        }),
      async () => {
        if (!from.channel) throw new Error('no channel is known');
        await call('chat.postEphemeral', {
          channel: from.channel,
          user: from.person,
          ...thread,
          ...rendered,
          ...quiet,
        });
      },
      async () => {
        const { channel } = await call<{ channel: { id: string } }>('conversations.open', {
          users: from.person,
        });
        await call('chat.postMessage', { channel: channel.id, ...rendered, ...quiet });
      },
    ];
    let last: unknown;
    for (const attempt of tries) {
      try {
        return await attempt();
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  async function redraw(from: Origin, message: Message): Promise<void> {
    const { touched } = from;
    if (!touched) return tell(from, message);
    if (!touched.ephemeral) return update(touched, message);
    return show(message, (rendered) =>
      respond(callMs, from, { replace_original: true, ...rendered, ...folded }),
    ).catch(() => tell(from, message));
  }

  async function openForm(from: Origin, form: Form): Promise<void> {
    try {
      await call('views.open', { trigger_id: from.trigger, view: renderForm(form, from) });
    } catch (error) {
      const code = codeOf(error);
      // A retry of the platform: the form of the first try is open.
      if (code === 'exchanged_trigger_id') return;
      log.warn({ err: error, form: form.id }, 'a form did not open');
      const late = code === 'expired_trigger_id' || code === 'invalid_trigger_id';
      await tell(
        from,
        late ? tooLate : error instanceof Trouble && error.kind === 'unsure' ? perhaps : broken,
      );
    }
  }

  async function bring(from: Origin, reply: Reply): Promise<void> {
    switch (reply.kind) {
      case 'nothing':
        return;
      case 'whisper':
        return tell(from, reply.message);
      case 'redraw':
        return redraw(from, reply.message);
      case 'ask':
        return openForm(from, reply.form);
      case 'fix':
        return tell(from, say(Object.values(reply.problems).join('\n') || 'Please check the form.'));
    }
  }

  return async (from, reply) => {
    try {
      await bring(from, reply);
    } catch (error) {
      log.error(
        // Not a direct conversation: it is a person's by another name.
        { err: error, reply: reply.kind, channel: from.channel && openChannel(from.channel) },
        'a reply did not reach the person',
      );
    }
  };
}
