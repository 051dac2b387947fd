import { type Card, splitToFit as pages } from '../../src/chat/fit.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Submission } from '../../src/chat/incoming.ts';
import { type Block, button, controls, type Message, paragraph } from '../../src/chat/message.ts';

/** Of a button that opens a form again; no feature's id begins so. */
const PREFIX = '~again:';

/** The name under which a form was laid by for a person, if this button is one that opens it again. */
export function againOf(id: string): string | undefined {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

/**
 * Discord closes a form when it is sent off, so what has to be mended is said in messages to the person, with all they
 * wrote, and a button that opens the form again.
 * @param form with what was filled in; undefined when it is no longer at hand
 * @param again the name the form was laid by under
 */
export function fixMessages(
  problems: Readonly<Record<string, string>>,
  { fields }: Submission,
  form: Form | undefined,
  again: string,
): Message[] {
  const labelOf = (id: string) => form?.fields.find((field) => field.id === id)?.label ?? id;
  const opening: Block[] = [
    paragraph('Nothing has been sent yet. Please correct this:'),
    ...Object.entries(problems).map(([id, problem]) =>
      paragraph([{ text: labelOf(id), bold: true }, ` · ${problem}`]),
    ),
  ];
  if (form) opening.push(controls(button(PREFIX + again, 'Open the form again', 'primary')));
  else opening.push(paragraph('Please open the form again. This is what you wrote:'));
  const written = Object.entries(fields).flatMap(([id, value]) => cards(labelOf(id), shown(value, id, form)));
  return pages('Please correct the form', [opening, ...written]);
}

function shown(value: Submission['fields'][string], id: string, form: Form | undefined): string {
  if (typeof value === 'string') return value;
  const field = form?.fields.find((one) => one.id === id);
  const options = field?.kind === 'choice' ? field.options : [];
  return value.map((one) => options.find((option) => option.value === one)?.label ?? one).join(', ');
}

/** A long answer in pieces, each of which a message can carry however much of it must be escaped. */
function cards(label: string, words: string): Card[] {
  const pieces = words.trim().match(/[\s\S]{1,1200}/gu) ?? [];
  return pieces.map((piece, at) => [
    paragraph([...(at === 0 ? [{ text: `${label}: `, bold: true }] : []), piece]),
  ]);
}
