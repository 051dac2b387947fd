import { chosenIn, type Problems, type Read, readAll, readLine, readLines } from '../../chat/fields.ts';
import { choiceField, type Field, type Form, form, linesField } from '../../chat/form.ts';
import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import { shorten } from '../../chat/text.ts';
import { LENGTHS } from '../theme/theme.ts';

/** What stands in the form when it opens. */
export interface Filling {
  /** This person's flag, if they have flagged it already. */
  flag: { reason: string | null } | null;
  /** What is said of a message that nobody has flagged yet; undefined for all else. */
  text?: string | undefined;
}

/** What somebody has filled the form with. */
export interface Given {
  /** They take their flag back. */
  back: boolean;
  /** Null: none was given. */
  reason: string | null;
  /** The form held a reason that they could change, or take away. */
  changed: boolean;
  /** Of a message; undefined where it was not asked for. */
  text: string | undefined;
}

const whatIsSeen = 'Your chair sees how many people flagged it, and why, but not who.';

/** The form in which something is flagged: its sending off is the second press. @param id `flag:entry/12` */
export function flagForm(id: string, { flag, text }: Filling): Form {
  const fields: Field[] = [
    ...(flag ? [keeping] : []),
    ...(text === undefined ? [] : [textField(text)]),
    reasonField(flag?.reason ?? ''),
  ];
  return flag
    ? form(id, 'You flagged this', 'Save', fields)
    : form(id, 'Flag for your chair', 'Flag', fields);
}

/** The same for a message in which several things stand. @param items by their ids, what they are called */
export function chooseForm(id: string, items: ReadonlyMap<number, string>): Form {
  const options = [...items]
    .slice(0, limits.menu.options)
    .map(([value, title]) => ({ value: String(value), label: shorten(title, limits.menu.label) }));
  return form(id, 'Flag for your chair', 'Flag', [
    choiceField('item', 'Which one?', options),
    reasonField(''),
  ]);
}

/** Reads either form. */
export function readGiven({ fields }: Submission): Given | { problems: Problems } {
  const asked = 'Please say in a few words what the message is about.';
  const text: Read<string | undefined> =
    fields.text === undefined ? { value: undefined } : readLines(fields.text, LENGTHS.words, asked);
  const read = readAll({ reason: readLine(fields.reason, LENGTHS.reason), text });
  if ('problems' in read) return read;
  return {
    back: chosenIn(fields.what) === 'back',
    reason: read.reason || null,
    changed: fields.what !== undefined,
    text: read.text,
  };
}

const keeping = choiceField(
  'what',
  'You have flagged this',
  { keep: 'Keep it', back: 'Take it back' },
  { chosen: 'keep' },
);

function reasonField(value: string): Field {
  return linesField('reason', 'Why?', LENGTHS.reason, { hint: whatIsSeen, required: false, value });
}

function textField(value: string): Field {
  return linesField('text', 'What your chair should read', LENGTHS.words, {
    hint: 'Only this is stored. Shorten it as you like, and please do not name patients.',
    value,
  });
}
