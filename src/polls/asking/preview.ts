import {
  aside,
  type Block,
  button,
  type Control,
  controls,
  divider,
  heading,
  type Message,
  menu,
  paragraph,
} from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import { closingOf } from '../calendar.ts';
import { renderPoll } from '../render.ts';
import type { Poll } from '../store.ts';
import { any } from './templates.ts';

/** How many may be chosen, as the menu names it. */
export const mosts: Readonly<Record<string, string>> = {
  '1': 'one',
  '2': 'up to two',
  '3': 'up to three',
  [String(any)]: 'any number',
};

export const showings = {
  closed: 'only at the end',
  voted: 'to those who have answered',
  always: 'to everybody, always',
} as const;

export const repeats = {
  never: 'once',
  weekly: 'every week',
  monthly: 'every month',
  quarterly: 'every quarter',
} as const;

/** A draft for its asker's eyes: the poll exactly as it will stand, then what can be set. As if it were sent at `now`. */
export function renderDraft(draft: Poll, now: Date): Message {
  const poll = { ...draft, closesAt: closingOf(now, draft.lasts, draft.zone) };
  const looks = renderPoll(poll, null, draft.zone).blocks.map(inert);
  return {
    summary: 'Preview of your poll',
    blocks: [
      aside('👁 Preview: only you see this, and nothing has been sent yet.'),
      ...looks,
      divider,
      paragraph([{ text: 'Before you send it', bold: true }, ...settings(draft)]),
      ...menus(draft),
      controls(
        button(`poll-send:${draft.id}`, 'Send now', 'primary'),
        button(`poll-later:${draft.id}`, 'Send later…'),
        button(`poll-change:${draft.id}`, 'Change…'),
        button(`poll-discard:${draft.id}`, 'Discard', 'danger'),
      ),
    ],
  };
}

/** What is left of a draft once it was sent, planned or discarded. */
export function renderDone(title: string, lines: string): Message {
  return { summary: title, blocks: [heading(title), paragraph(lines)] };
}

/** The groups' names, as many as a message takes: `A, B and 7 more`. */
export function groupNames(poll: Pick<Poll, 'groups'>): string {
  const names = poll.groups.map(({ group }) => shorten(group.name, 60));
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'nobody');
}

function settings(draft: Poll): Span[] {
  const { template, mayAdd, shows, most, repeat } = draft;
  const lines = [
    `Goes to: ${groupNames(draft)}`,
    ...(template === 'level' ? [] : [`A person may choose: ${mosts[String(most)]}`]),
    `Counts are shown: ${showings[shows]}`,
    ...(template === 'level' ? [] : [`Members may add options: ${mayAdd ? 'yes' : 'no'}`]),
    `Goes out: ${repeats[repeat]}`,
  ];
  return lines.map((line) => `\n${line}`);
}

function menus({ id, template, mayAdd }: Poll): Block[] {
  const list = (words: Readonly<Record<string, string>>, before: string) =>
    Object.entries(words).map(([value, label]) => ({ value, label: `${before} ${label}` }));
  const blocks = [
    controls(menu(`poll-shows:${id}`, 'When the counts are shown', list(showings, 'Counts:'))),
    controls(menu(`poll-repeat:${id}`, 'How often it goes out', list(repeats, 'Goes out'))),
  ];
  // Of a level one is chosen, from a scale that is whole.
  if (template === 'level') return blocks;
  const adding = button(
    `poll-adding:${id}/${mayAdd ? 'no' : 'yes'}`,
    mayAdd ? 'Do not let members add options' : 'Let members add options',
  );
  return [
    controls(menu(`poll-most:${id}`, 'How many a person may choose', list(mosts, 'Choose'))),
    ...blocks,
    controls(adding),
  ];
}

/** A block whose controls lead nowhere: pressing says that this is the preview. */
function inert(block: Block): Block {
  if (block.kind !== 'controls') return block;
  return { kind: 'controls', controls: block.controls.map(idle) };
}

function idle(control: Control): Control {
  return control.kind === 'link' ? control : { ...control, id: `poll-trial:${control.id}` };
}
