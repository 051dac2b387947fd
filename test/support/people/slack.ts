import type { Sandboxes } from '../../../sandbox/sandboxes.ts';
import { elementsOf } from '../../../sandbox/slack/blocks.ts';
import { visibleText } from '../../../sandbox/slack/visible.ts';
import { findMessage, type Message, type View } from '../../../sandbox/slack/workspace.ts';
import { type Filled, type Seen, type SeenField, type Somebody, somebody } from './somebody.ts';

type Json = Record<string, unknown>;

export function onSlack({ slack }: Sandboxes, user: string, channel: string): Somebody {
  const { act, state } = slack;
  const messages = () => state.channels.get(channel)!.messages;
  const whispered = () =>
    (state.ephemerals.get(user) ?? []).filter((one) => one.channel === channel).map(seen);
  const view = () => state.views.get(user)?.at(-1);
  // Slack leaves what was typed in a form that has to be mended.
  const typed = new Map<string, Filled>();

  async function acked(what: string, doing: Promise<{ acked: boolean; refused?: string }>): Promise<void> {
    const { acked, refused } = await doing;
    if (!acked || refused) throw new Error(`${what} was not acknowledged${refused ? `: ${refused}` : ''}`);
  }

  function open() {
    const top = view();
    return top && formOf(top, typed.get(top.id) ?? {});
  }

  /** The message that a form was opened from, as it now stands. */
  function touched({ view: { private_metadata: carried } }: View): string {
    const { touched } = JSON.parse(String(carried || '{}')) as { touched?: { channel: string; ts: string } };
    if (!touched) return '';
    const whisper = state.ephemerals.get(user)?.find(({ ts }) => ts === touched.ts);
    return JSON.stringify((whisper ?? findMessage(state, touched.channel, touched.ts))?.blocks);
  }

  return somebody({
    whispered,
    open,
    type: (name, text) =>
      acked(`/${name} ${text}`, act.command({ user, channel, command: `/${name}`, text })),
    press: (ts, actionId) => acked(actionId, act.press({ user, channel, ts, actionId })),
    choose: (ts, actionId, values) => acked(actionId, act.choose({ user, channel, ts, actionId, values })),
    async send(fields) {
      const form = view();
      if (!form) throw new Error(`no form stands before ${user}`);
      const values = { ...typed.get(form.id), ...fields };
      typed.set(form.id, values);
      delete form.errors;
      const [before, stood] = [whispered().length, touched(form)];
      await acked('a form', act.submit({ user, viewId: form.id, values }));
      return () => {
        if (form.errors) return { problems: form.errors };
        const said = whispered()[before]?.text;
        if (said !== undefined) return { said };
        return touched(form) === stood ? undefined : {};
      };
    },
    async mend() {
      const form = open();
      if (!form || !view()?.errors) throw new Error(`no form of ${user} has to be mended`);
      return form;
    },
    posts: () =>
      messages()
        .filter(({ threadTs, ts }) => !threadTs || threadTs === ts)
        .map(seen),
    thread: (post) =>
      messages()
        .filter(({ threadTs, ts }) => threadTs === post && ts !== post)
        .map(seen),
  });
}

function seen({ ts, blocks = [], edited }: Message): Seen {
  const elements = blocks.flatMap(elementsOf) as Json[];
  return {
    id: ts,
    // A menu of several stands beside a text that repeats its placeholder.
    text: visibleText(blocks.filter(({ type, accessory }) => type !== 'actions' && !accessory)),
    buttons: Object.fromEntries(
      elements.flatMap((one) => (one.type === 'button' ? [[one.action_id, visibleText(one.text)]] : [])),
    ),
    menus: Object.fromEntries(
      elements.flatMap(({ action_id, placeholder, options, max_selected_items: most }) =>
        options
          ? [
              [
                action_id,
                {
                  placeholder: visibleText(placeholder),
                  most: Number(most ?? 1),
                  options: offered(options),
                },
              ],
            ]
          : [],
      ),
    ),
    edited: edited !== undefined,
  };
}

function offered(options: unknown): Record<string, string> {
  return Object.fromEntries((options as Json[]).map(({ value, text }) => [value, visibleText(text)]));
}

function formOf({ id: key, view }: View, typed: Filled) {
  const blocks = (view.blocks as Json[]).map((block) => {
    const id = String(block.block_id);
    return [id, fieldOf(block, typed[id])] as const;
  });
  return {
    key,
    id: String(view.callback_id),
    title: visibleText(view.title),
    fields: Object.fromEntries(blocks),
  };
}

function fieldOf(block: Json, typed: string | string[] | undefined): SeenField {
  const element = block.element as Json;
  const { options, initial_value, initial_date, initial_option, initial_options } = element;
  const chosen = [initial_option, initial_options].flat().filter(Boolean) as Json[];
  const standing = options
    ? chosen.map(({ value }) => String(value))
    : String(initial_value ?? initial_date ?? '');
  return {
    label: visibleText(block.label),
    ...(block.hint ? { hint: visibleText(block.hint) } : {}),
    required: block.optional !== true,
    value: typed ?? standing,
    ...(options ? { options: offered(options) } : {}),
  };
}
