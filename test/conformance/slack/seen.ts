import { elementsOf } from '../../../sandbox/slack/blocks.ts';
import { mentions, read, readBlock } from '../../../sandbox/slack/visible.ts';
import type { Message, UploadedFile, View } from '../../../sandbox/slack/workspace.ts';
import type { Seen, SeenControl, SeenForm } from '../harness.ts';

type Json = Readonly<Record<string, unknown>>;
const objects = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** What is of no width is not seen; what turns the direction of writing is. */
function visible(text: string): string {
  return text.replace(/(?![\u202a-\u202e\u2066-\u2069])\p{Cf}/gu, '');
}

const words = (content: unknown) =>
  visible(
    read(content)
      .map(({ text }) => text)
      .join(''),
  );

/** A message as Slack's client would show it. @param files where it finds what a block names */
export function seen(message: Message, files: ReadonlyMap<string, UploadedFile>): Seen {
  const blocks = message.blocks ?? [];
  const controls = blocks.flatMap(elementsOf).map(control);
  // A menu of several stands beside a text that repeats its placeholder.
  const written = blocks
    .filter(({ type, accessory }) => !unwritten.includes(type) && !accessory)
    .map(readBlock);
  const spans = written.flat();
  return {
    id: message.ts,
    text: written.map((block) => visible(block.map(({ text }) => text).join(''))).join('\n'),
    // `text` is not shown beside blocks, but a mention in it notifies all the same.
    mentions: [...spans.flatMap(({ mention }) => mention ?? []), ...mentions(message.text)],
    links: [
      ...spans.flatMap(({ text, link }) => (link ? [{ text: visible(text), url: link }] : [])),
      ...controls.flatMap((one) => (one.kind === 'link' ? [{ text: one.label, url: one.url }] : [])),
    ],
    styled: spans.flatMap(({ text, style, emoji }) =>
      [...Object.keys(style), ...(emoji ? ['emoji'] : [])].map((name) => ({
        text: visible(text),
        style: name,
      })),
    ),
    controls,
    pictures: blocks.filter(({ type }) => type === 'image').map((block) => shownPicture(block, files)),
    // An edit brings no preview of its own: chat.update knows no unfurling.
    unfurls:
      !message.edited && (unfurls(message.received.unfurl_links) || unfurls(message.received.unfurl_media)),
  };
}

const unwritten: readonly unknown[] = ['actions', 'divider', 'image'];

/** @throws when a block names a file that the workspace does not have */
function shownPicture(block: Json, files: ReadonlyMap<string, UploadedFile>): Seen['pictures'][number] {
  const { id } = block.slack_file as { id: string };
  const bytes = files.get(id)?.body;
  if (!bytes) throw new Error(`Slack has no file ${id}.`);
  return { alt: String(block.alt_text), bytes };
}

const unfurls = (flag: unknown) => flag !== 'false' && flag !== false;

function control(element: Json): SeenControl {
  const { action_id: id, type, style, url } = element as Record<string, string>;
  if (type === 'button')
    return url
      ? { kind: 'link', label: words(element.text), url }
      : {
          kind: 'button',
          id: id!,
          label: words(element.text),
          style: style === 'primary' || style === 'danger' ? style : 'plain',
        };
  return {
    kind: 'menu',
    id: id!,
    placeholder: words(element.placeholder),
    options: objects(element.options).map(({ text }) => words(text)),
    most: Number(element.max_selected_items ?? 1),
  };
}

/** A form as it stands open. @param typed what was sent off last: Slack leaves it where it was when there is something to mend */
export function seenForm({ view, errors }: View, typed: Readonly<Record<string, unknown>>): SeenForm {
  return {
    title: words(view.title),
    submit: words(view.submit),
    fields: objects(view.blocks).map((block) => field(block, typed)),
    problems: errors ?? {},
  };
}

function field(block: Json, typed: Readonly<Record<string, unknown>>): SeenForm['fields'][number] {
  const element = block.element as Json;
  const id = block.block_id as string;
  const initial = [element.initial_option, element.initial_options].flat().filter(Boolean) as Json[];
  const standing =
    element.type === 'plain_text_input' || element.type === 'datepicker'
      ? (element.initial_value ?? element.initial_date ?? '')
      : initial.map(({ value }) => value as string);
  return {
    id,
    label: words(block.label),
    ...(block.hint ? { hint: words(block.hint) } : {}),
    required: block.optional !== true,
    value: (typed[id] ?? standing) as string | string[],
    ...(element.options ? { options: objects(element.options).map(({ text }) => words(text)) } : {}),
  };
}
