import { type Component, flatten, type SelectOption, TYPE } from '../../../sandbox/discord/component.ts';
import { visibleText } from '../../../sandbox/discord/text/markdown.ts';
import type { ShownModal, StoredMessage } from '../../../sandbox/discord/world.ts';
import type { Sandboxes } from '../../../sandbox/sandboxes.ts';
import { type Outcome, type Seen, type SeenField, type Somebody, somebody } from './somebody.ts';

const LOADING = 1 << 7;
/** What the adapter says before the problems of a form, and on the button that opens it again. */
const MEND = 'Please correct this';
const AGAIN = 'Open the form again';

export function onDiscord({ discord }: Sandboxes, user: string, channel: string): Somebody {
  const { act, state } = discord;
  const whispered = () =>
    (state.ephemeral.get(user) ?? []).filter((one) => one.channelId === channel).map(seen);
  const messages = (id: string) => (state.channels.get(id)?.messages ?? []).filter(({ type }) => type === 0);
  const modal = () => state.modals.get(user)?.findLast(({ submitted }) => !submitted);

  async function acked<T extends { acked: boolean }>(what: string, doing: Promise<T>): Promise<T> {
    const result = await doing;
    if (!result.acked) throw new Error(`${what} was not acknowledged`);
    return result;
  }

  const press = async (message: string, customId: string) =>
    void (await acked(customId, act.press({ user, channel, message, customId })));
  const find = (id: string | undefined): StoredMessage | undefined =>
    [
      ...(state.ephemeral.get(user) ?? []),
      ...[...state.channels.values()].flatMap((one) => one.messages),
    ].find((one) => one.id === id);
  const drawn = (id: string | undefined) => JSON.stringify(find(id)?.components);

  /** What the bot has said to a form by now: at once, in place of “thinking…”, in a message of its own, or by redrawing the one touched. */
  function outcome(form: ShownModal, interactionId: string, stood: string | undefined): Outcome | undefined {
    const { originalId, followupIds } = state.interactions.get(interactionId)!;
    const said = find(followupIds[0] ?? (originalId === form.messageId ? undefined : originalId));
    if (said) return (said.flags & LOADING) !== 0 ? undefined : heard(form, seen(said).text);
    if (!form.messageId) return {}; // nothing was left to say, and “thinking…” was taken away
    return drawn(form.messageId) === stood ? undefined : {};
  }

  return somebody({
    press,
    whispered,
    open() {
      const form = modal();
      return form && formOf(form);
    },
    type: async (name, words) =>
      void (await acked(
        `/${name} ${words}`,
        act.command({ user, channel, name, options: words ? { words } : {} }),
      )),
    choose: async (message, customId, values) =>
      void (await acked(customId, act.choose({ user, channel, message, customId, values }))),
    async send(fields) {
      const form = modal();
      if (!form) throw new Error(`no form stands before ${user}`);
      const stood = drawn(form.messageId);
      const { interactionId } = await acked('a form', act.submit({ user, modal: form.handle, fields }));
      return () => outcome(form, interactionId, stood);
    },
    async mend() {
      const found = whispered().findLast(({ buttons }) => Object.values(buttons).includes(AGAIN));
      if (!found) throw new Error(`no form of ${user} has to be mended`);
      await press(found.id, Object.keys(found.buttons).find((id) => found.buttons[id] === AGAIN)!);
      return formOf(modal()!);
    },
    posts: () => messages(channel).map(seen),
    thread: (post) => messages(post).map(seen),
  });
}

/** Problems stand a line each, `Label · what is wrong`. */
function heard({ components }: ShownModal, said: string): Outcome {
  if (!said.includes(MEND)) return { said };
  const problems = components.flatMap(({ label = '', component }) => {
    const line = said.split('\n').find((one) => one.startsWith(`${label} · `));
    return line ? [[component?.custom_id ?? '', line.slice(`${label} · `.length)]] : [];
  });
  return { problems: Object.fromEntries(problems) };
}

function seen({ id, components, content, editedAt }: StoredMessage): Seen {
  const all = flatten(components);
  const words = all.flatMap(({ content: text, items = [] }) => [
    ...(text === undefined ? [] : [visibleText(text)]),
    ...items.map(({ description }) => description),
  ]);
  const menus = all.filter(({ type }) => type === TYPE.stringSelect);
  return {
    id,
    text: [content, ...words].filter(Boolean).join('\n'),
    buttons: Object.fromEntries(
      all.flatMap(({ type, custom_id, label }) =>
        type === TYPE.button && custom_id ? [[custom_id, label ?? '']] : [],
      ),
    ),
    menus: Object.fromEntries(
      menus.map(({ custom_id, placeholder = '', max_values: most = 1, options = [] }) => [
        custom_id,
        { placeholder, most, options: offered(options) },
      ]),
    ),
    edited: editedAt !== null,
  };
}

function offered(options: readonly SelectOption[]): Record<string, string> {
  return Object.fromEntries(options.map(({ value, label }) => [value, label]));
}

function formOf({ handle: key, customId: id, title, components }: ShownModal) {
  const fields = components.flatMap((part) =>
    part.component ? [[part.component.custom_id ?? '', fieldOf(part, part.component)] as const] : [],
  );
  return { key, id, title, fields: Object.fromEntries(fields) };
}

function fieldOf({ label = '', description }: Component, input: Component): SeenField {
  const chosen = input.options?.flatMap((option) => (option.default ? [option.value] : []));
  return {
    label,
    ...(description ? { hint: description } : {}),
    required: input.required ?? true,
    value: chosen ?? input.value ?? '',
    ...(input.options ? { options: offered(input.options) } : {}),
  };
}
