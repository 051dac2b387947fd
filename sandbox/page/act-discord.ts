import type { ActResult } from '../discord/act/interaction.ts';
import type { FieldValue } from '../discord/act/modal.ts';
import { flatten, TYPE } from '../discord/component.ts';
import type { DiscordSandbox } from '../discord/start.ts';
import type { PersonAct } from './act-slack.ts';
import { emojiItself } from './emoji.ts';
import { withMentions } from './mentions.ts';
import type { Answer } from './view.ts';

/** The option that carries what is typed behind a command. */
const words = 'words';

/**
 * Does on Discord what somebody does there; settles once Discord has the bot's first answer, or has given up on it.
 * @param user their Discord user id
 * @throws Error with a sentence when a person could not do this
 */
export async function actOnDiscord(
  { act: people, state }: DiscordSandbox,
  user: string,
  act: PersonAct,
): Promise<Answer> {
  switch (act.do) {
    case 'say': {
      if (act.text.startsWith('/')) return command(act.text, act.thread ?? act.channel);
      const names = [...state.people.values()].map(({ id, name }): [string, string] => [id, name]);
      const text = withMentions(act.text.trim(), names);
      if (!text) throw new Error('There is nothing to send yet.');
      mine(act.channel);
      const { thread, channel } = act;
      if (thread && !state.channels.has(thread)) await people.thread({ user, channel, message: thread });
      await people.say({ user, channel: thread ?? channel, text });
      return { ok: true };
    }
    case 'command':
      return command(act.line, act.thread ?? act.channel);
    case 'press':
      return ended(await people.press({ user, ...place(act), customId: act.id }));
    case 'choose':
      return ended(await people.choose({ user, ...place(act), customId: act.id, values: act.values }));
    case 'react':
      await people.react({ user, ...place(act), emoji: emojiItself(act.emoji) });
      return { ok: true };
    case 'shortcut':
      return ended(await people.shortcut({ user, ...place(act), name: act.name }));
    case 'submit':
      return submit(act.form, act.fields);
    case 'dismiss':
      formOf(act.form);
      await people.dismiss({ user, modal: act.form });
      return { ok: true };
  }

  async function command(line: string, channel: string): Promise<Answer> {
    mine(channel);
    const [, name = '', text = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
    if (!name) throw new Error('A command begins with “/” and its name.');
    const known = state.commands.filter(({ type }) => type === 1).map((one) => `/${one.name}`);
    if (!known.includes(`/${name}`)) {
      throw new Error(`There is no command /${name} here. There is: ${known.join(', ') || 'none yet'}.`);
    }
    return ended(await people.command({ user, channel, name, options: text ? { [words]: text } : {} }));
  }

  /** The channel or thread in which a message stands, whichever of the two the act names. */
  function place({ channel, message }: { channel: string; message: string }) {
    const whispers = state.ephemeral.get(user) ?? [];
    const standing = [...state.channels.values()].find(({ messages }) =>
      messages.some(({ id }) => id === message),
    );
    const at = standing?.id ?? whispers.find(({ id }) => id === message)?.channelId;
    if (!at) throw new Error('This message is no longer there.');
    const named = state.channels.get(at);
    if (at !== channel && named?.parentId !== channel)
      throw new Error('This message is not in that channel.');
    mine(at);
    return { channel: at, message };
  }

  function mine(channel: string): void {
    const { kind, recipientId } = state.channels.get(channel) ?? {};
    if (kind === 'dm' && recipientId !== user) throw new Error('This is somebody else’s conversation.');
  }

  function formOf(handle: string) {
    const form = state.modals.get(user)?.findLast((one) => one.handle === handle && !one.submitted);
    if (!form) throw new Error('This form is no longer open.');
    return form;
  }

  async function submit(form: string, given: Record<string, string | string[]>): Promise<Answer> {
    const parts = flatten(formOf(form).components);
    // A page has only texts to give; a single box is ticked or not.
    const boxes = parts.filter(({ type }) => type === TYPE.checkbox).map(({ custom_id }) => custom_id);
    const fields: Record<string, FieldValue> = {};
    for (const [id, value] of Object.entries(given))
      fields[id] = boxes.includes(id) ? String(value) === 'true' : value;
    try {
      return ended(await people.submit({ user, modal: form, fields }));
    } catch (error) {
      // The server names a field by its id, and the person knows it by its label.
      const complaint = error instanceof Error ? error.message : String(error);
      const field = parts.find((part) => complaint.startsWith(`${part.component?.custom_id} `));
      if (!field?.label) throw error;
      throw new Error(complaint.replace(field.component?.custom_id ?? '', `“${field.label}”`));
    }
  }
}

function ended({ acked, notice }: ActResult): Answer {
  return acked ? { ok: true } : { ok: false, why: `${notice ?? 'This interaction failed'}.` };
}
