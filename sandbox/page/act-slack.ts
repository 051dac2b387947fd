import type { Acted } from '../slack/acts.ts';
import type { SlackSandbox } from '../slack/start.ts';
import { emojiName } from './emoji.ts';
import { withMentions } from './mentions.ts';
import type { Act, Answer, CommandView } from './view.ts';

export type PersonAct = Extract<Act, { person: string }>;

/**
 * Does on Slack what somebody does there; settles once Slack has the app's acknowledgement, or has given up on it.
 * @param user their Slack user id
 * @param commands those that the app has; none when nobody knows them
 * @throws Error with a sentence when a person could not do this
 */
export async function actOnSlack(
  slack: SlackSandbox,
  user: string,
  act: PersonAct,
  commands: readonly CommandView[],
): Promise<Answer> {
  const { act: people, state } = slack;
  switch (act.do) {
    case 'say': {
      if (act.text.startsWith('/')) return command(act.text);
      const names = [...state.users.values()].map(({ id, name }): [string, string] => [id, name]);
      const text = withMentions(act.text.trim(), names);
      if (!text) throw new Error('There is nothing to send yet.');
      await people.say({ user, channel: act.channel, text, ...(act.thread && { threadTs: act.thread }) });
      // What the app makes of it is no concern of the person: the message stands.
      return { ok: true };
    }
    case 'command':
      return command(act.line);
    case 'press':
      return ended(await people.press({ user, ...place(act), actionId: act.id }));
    case 'choose':
      return ended(await people.choose({ user, ...place(act), actionId: act.id, values: act.values }));
    case 'react': {
      const name = emojiName(act.emoji);
      await people.react({ user, channel: act.channel, ts: act.message, name });
      return { ok: true };
    }
    case 'shortcut':
      return ended(
        await people.shortcut({ user, callbackId: act.name, channel: act.channel, ts: act.message }),
      );
    case 'submit':
      return submit(act.form, act.fields);
    case 'dismiss':
      openForm(act.form);
      await people.close({ user, viewId: act.form });
      return { ok: true };
  }

  async function command(line: string): Promise<Answer> {
    const [, name = '', text = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
    if (!name) throw new Error('A command begins with “/” and its name.');
    if ('thread' in act && act.thread) throw new Error(`/${name} is not supported in threads. Sorry!`);
    if (commands.length > 0 && !commands.some((one) => one.name === name)) {
      throw new Error(
        `/${name} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.`,
      );
    }
    const channel = 'channel' in act ? act.channel : '';
    const acted = await people.command({ user, channel, command: `/${name}`, text });
    const failed = acted.error ?? acted.refused;
    return failed ? { ok: false, why: `/${name} failed with the error “${failed}”.` } : { ok: true };
  }

  /** In the form in front of this person, where the act names that. */
  function place(at: { channel: string; message: string }) {
    const inForm = state.views.get(user)?.at(-1)?.id === at.message;
    return inForm ? { viewId: at.message } : { channel: at.channel, ts: at.message };
  }

  function openForm(id: string): { blocks?: unknown } {
    const top = state.views.get(user)?.at(-1);
    if (top?.id !== id) throw new Error('This form is no longer open.');
    return top.view;
  }

  async function submit(form: string, values: Record<string, string | string[]>): Promise<Answer> {
    const { blocks } = openForm(form);
    try {
      const { error, refused } = await people.submit({ user, viewId: form, values });
      if (!error && !refused) return { ok: true };
      return { ok: false, why: `We had some trouble connecting. Try again? (${error ?? refused})` };
    } catch (error) {
      throw new Error(withLabels(error instanceof Error ? error.message : String(error), blocks));
    }
  }
}

function ended({ error, refused }: Acted): Answer {
  if (error === 'operation_timeout') return { ok: false, why: 'This app responded too slowly.' };
  if (error === 'dispatch_failed')
    return { ok: false, why: 'This app is not connected at the moment. Please try again soon.' };
  return refused ? { ok: false, why: `Slack could not use the app's answer (${refused}).` } : { ok: true };
}

/** A complaint about an input, which the workspace names by its id, with the label that the person reads. */
function withLabels(complaint: string, blocks: unknown): string {
  const inputs = (Array.isArray(blocks) ? blocks : []) as {
    block_id?: string;
    label?: { text?: string };
    element?: { action_id?: string };
  }[];
  return complaint.replace(/^"([^"]*)" (.*?)(: Slack does not send the form)?\.$/, (all, id, rest) => {
    const input = inputs.find((one) => one.block_id === id || one.element?.action_id === id);
    return input?.label?.text ? `“${input.label.text}” ${rest}.` : all;
  });
}
