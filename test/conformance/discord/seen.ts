import { type Component, flatten, TYPE } from '../../../sandbox/discord/component.ts';
import { marksIn, type PieceKind, visibleText } from '../../../sandbox/discord/text/markdown.ts';
import { mentions } from '../../../sandbox/discord/text/mentions.ts';
import type { ShownModal, StoredMessage } from '../../../sandbox/discord/world.ts';
import type { Seen, SeenControl, SeenForm } from '../harness.ts';

const SUPPRESS_EMBEDS = 1 << 2;
const COMPONENTS_V2 = 1 << 15;

const calls: readonly PieceKind[] = ['user', 'role', 'channel', 'everyone', 'here'];
/** Headings and small print are plain; links and mentions are told of on their own. */
const plainKinds: readonly PieceKind[] = [...calls, 'link', 'heading', 'subtext'];

/** A message as Discord's client would show it. */
export function seen(message: StoredMessage): Seen {
  const parts = flatten(message.components);
  const texts = [
    message.content,
    ...parts.flatMap(({ type, content }) => (type === TYPE.text ? [content ?? ''] : [])),
  ];
  const marks = texts.flatMap((text) => marksIn(text));
  const called = mentions(texts.join('\n'), message.allowedMentions);
  const controls = parts.flatMap(control);
  return {
    id: message.id,
    text: texts.map(words).filter(Boolean).join('\n'),
    mentions: [
      ...marks.flatMap(({ kind, text }) => (calls.includes(kind) ? [text] : [])),
      ...called.users,
      ...called.roles,
      ...(called.everyone ? ['@everyone'] : []),
      ...(called.here ? ['@here'] : []),
    ],
    links: [
      ...marks.flatMap(({ kind, text, target }) =>
        kind === 'link' ? [{ text: visible(text), url: target ?? '' }] : [],
      ),
      ...controls.flatMap((one) => (one.kind === 'link' ? [{ text: one.label, url: one.url }] : [])),
    ],
    styled: marks.flatMap(({ kind, text }) =>
      plainKinds.includes(kind) ? [] : [{ text: visible(text), style: kind === 'item' ? 'list' : kind }],
    ),
    controls,
    pictures: parts.flatMap((part) => picturesOf(message, part)),
    unfurls:
      (message.flags & (SUPPRESS_EMBEDS | COMPONENTS_V2)) === 0 && marks.some(({ kind }) => kind === 'link'),
  };
}

/** What a client would fetch for a gallery: files of the message, by name. One that is not there is shown as nothing. */
function picturesOf({ attachments }: StoredMessage, { type, items = [] }: Component): Seen['pictures'] {
  if (type !== TYPE.gallery) return [];
  return items.map(({ media, description = '' }) => {
    const found = attachments.find(({ filename }) => media.url === `attachment://${filename}`);
    return { alt: description, bytes: found?.content ?? new Uint8Array() };
  });
}

/** A gap between paragraphs is no line of words. */
function words(content: string): string {
  return visible(visibleText(content)).replace(/\n{2,}/g, '\n');
}

/** What turns the direction of writing stays, for it is seen; so does nothing else of no width. The wide brackets stand in links for lone ones. */
function visible(text: string): string {
  return text
    .replace(/(?![\u202a-\u202e\u2066-\u2069])\p{Cf}/gu, '')
    .replaceAll('\uff3b', '[')
    .replaceAll('\uff3d', ']');
}

const styles: Readonly<Record<number, 'plain' | 'primary' | 'danger'>> = {
  1: 'primary',
  2: 'plain',
  4: 'danger',
};

function control(part: Component): SeenControl[] {
  const { type, custom_id: id = '', label = '', url, style = 0, placeholder = '', options = [] } = part;
  if (type === TYPE.button)
    return [
      url ? { kind: 'link', label, url } : { kind: 'button', id, label, style: styles[style] ?? 'plain' },
    ];
  if (type !== TYPE.stringSelect) return [];
  return [
    {
      kind: 'menu',
      id,
      placeholder,
      options: options.map((option) => option.label),
      most: part.max_values ?? 1,
    },
  ];
}

/** A form as it stands open. On the button that sends it off Discord writes a word of its own. */
export function seenForm({ title, components }: ShownModal): SeenForm {
  return {
    title,
    submit: null,
    fields: components.flatMap((label) => (label.component ? [field(label, label.component)] : [])),
    problems: {},
  };
}

function field(label: Component, input: Component): SeenForm['fields'][number] {
  const chosen = input.options?.filter((option) => option.default).map(({ value }) => value) ?? [];
  return {
    id: input.custom_id ?? '',
    label: label.label ?? '',
    ...(label.description ? { hint: label.description } : {}),
    required: input.required ?? true,
    value: input.type === TYPE.textInput ? (input.value ?? '') : chosen,
    ...(input.options ? { options: input.options.map((option) => option.label) } : {}),
  };
}
