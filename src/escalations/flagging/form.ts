import { type Field, type Form, form } from '../../chat/form.ts';
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
  return form(id, 'Flag for your chair', 'Flag', [
    {
      kind: 'choice',
      id: 'item',
      label: 'Which one?',
      required: true,
      most: 1,
      options: [...items]
        .slice(0, limits.menu.options)
        .map(([value, title]) => ({ value: String(value), label: shorten(title, limits.menu.label) })),
    },
    reasonField(''),
  ]);
}

const keeping: Field = {
  kind: 'choice',
  id: 'what',
  label: 'You have flagged this',
  required: true,
  most: 1,
  options: [
    { value: 'keep', label: 'Keep it' },
    { value: 'back', label: 'Take it back' },
  ],
  chosen: ['keep'],
};

function reasonField(value: string): Field {
  return {
    kind: 'lines',
    id: 'reason',
    label: 'Why?',
    hint: whatIsSeen,
    required: false,
    value: shorten(value, LENGTHS.reason),
    most: LENGTHS.reason,
  };
}

function textField(value: string): Field {
  return {
    kind: 'lines',
    id: 'text',
    label: 'What your chair should read',
    hint: 'Only this is stored. Shorten it as you like, and please do not name patients.',
    required: true,
    value: shorten(value, LENGTHS.words),
    most: LENGTHS.words,
  };
}
