import type { Form } from './form.ts';
import { type Message, say } from './message.ts';
import type { Text } from './text.ts';

/** What a person's act leads to in front of them. Nothing here is public: that goes through `delivery`. */
export type Reply =
  | { kind: 'nothing' }
  /** Seen by this person alone. */
  | { kind: 'whisper'; message: Message }
  /** The message that was touched, anew. */
  | { kind: 'redraw'; message: Message }
  /** A form opens. Only for what was registered with `opens`. */
  | { kind: 'ask'; form: Form }
  /** The form stays, with a sentence at each field that has to be mended. Only for a submission. */
  | { kind: 'fix'; problems: Readonly<Record<string, string>> };

export const nothing: Reply = { kind: 'nothing' };

/** What a person reads when something of ours broke. */
export const broken = say(
  'Something went wrong on our side, and we have logged it. Please try again in a minute.',
);
/** What a person reads when there was no answer while the platform waited for one. */
export const tooLate = say('That took too long. Please try again.');

export function whisper(message: Message | Text): Reply {
  return { kind: 'whisper', message: isMessage(message) ? message : say(message) };
}

export function redraw(message: Message): Reply {
  return { kind: 'redraw', message };
}

export function openForm(form: Form): Reply {
  return { kind: 'ask', form };
}

export function fix(problems: Readonly<Record<string, string>>): Reply {
  return { kind: 'fix', problems };
}

function isMessage(message: Message | Text): message is Message {
  return typeof message === 'object' && 'blocks' in message;
}
