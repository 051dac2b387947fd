import { splitToFit } from '../../src/chat/fit.ts';
import type { Submission } from '../../src/chat/incoming.ts';
import { type Message, paragraph } from '../../src/chat/message.ts';
import { shorten } from '../../src/chat/text.ts';

type Problems = Readonly<Record<string, string>>;

/** The sentences at the fields of a form that is still open. Slack shows nothing but a failure when a problem names no field: such a one is shown at the first. */
export function errorsAtFields(problems: Problems, { fields }: Submission): Record<string, string> {
  const first = Object.keys(fields)[0]!;
  const shown: Record<string, string> = {};
  for (const [id, problem] of Object.entries(problems)) {
    const at = Object.hasOwn(fields, id) ? id : first;
    shown[at] = shown[at] === undefined ? problem : `${shown[at]} ${problem}`;
  }
  return Object.keys(shown).length > 0 ? shown : { [first]: 'Please check this.' };
}

/** Once the form has closed, what has to be mended is said in messages to the person, with all they wrote: nothing typed is lost. */
export function fixMessages(problems: Problems, { fields }: Submission): Message[] {
  const wrong = shorten(`Your form was not accepted. ${Object.values(problems).join(' ')}`, 1500);
  const typed = Object.values(fields).filter(
    (value) => typeof value === 'string' && value !== '',
  ) as string[];
  // In pieces that a message carries whatever has to be escaped in them.
  const pieces = typed.flatMap((words) => words.match(/[\s\S]{1,1200}/gu) ?? []);
  const hint = typed.length > 0 ? [[paragraph('Please open it again. This is what you wrote:')]] : [];
  const cards = [[paragraph(wrong)], ...hint, ...pieces.map((words) => [paragraph(words)])];
  return splitToFit('Your form was not accepted.', cards);
}
