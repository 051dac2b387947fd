import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMediaGalleryItem,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { type Block, type Control, type Message, type Option, picturesIn } from '../../src/chat/message.ts';
import { fileName } from './pictures.ts';
import type { PostKey } from './post-key.ts';
import { headline, label, markdown } from './text.ts';

/** The body of a call that posts a message, edits it, or answers an interaction with it. */
export interface Rendered {
  flags: number;
  components: APIContainerComponent[];
  /** The files that come along, and in a message that is edited the only ones that stay (docs.discord.com, Uploading Files). */
  attachments: { id: number; filename: string }[];
  allowed_mentions: { parse: []; replied_user: false };
}

type Words = Exclude<Block, { kind: 'controls' | 'divider' | 'picture' }>;

/**
 * A message in components v2 (docs.discord.com, Component Reference): one container, as few texts as may be. Pure. Pictures
 * are named here, and their bytes read beside it (pictures.ts).
 * @param postKey ids for the container and for what comes first in it, by which the message is found again
 */
export function renderMessage(message: Message, postKey?: PostKey): Rendered {
  const components = parts(message.blocks);
  if (components.length === 0)
    components.push({ type: ComponentType.TextDisplay, content: markdown(message.summary) });
  if (postKey) components[0]!.id = postKey[1];
  return {
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
    components: [{ type: ComponentType.Container, ...(postKey ? { id: postKey[0] } : {}), components }],
    attachments: picturesIn(message).map((picture, id) => ({ id, filename: fileName(picture) })),
    allowed_mentions: { parse: [], replied_user: false },
  };
}

/** The same, for one person's eyes. */
export function renderPrivately(message: Message): Rendered {
  const body = renderMessage(message);
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}

/** Texts that follow each other become one, as `fits` in src/chat/fit.ts counts them. */
function parts(blocks: readonly Block[]): APIComponentInContainer[] {
  const rendered: APIComponentInContainer[] = [];
  let before: Words['kind'] | undefined;
  for (const block of blocks) {
    if (block.kind === 'controls') {
      rendered.push({ type: ComponentType.ActionRow, components: block.controls.map(renderControl) });
    } else if (block.kind === 'divider') {
      rendered.push({ type: ComponentType.Separator });
    } else if (block.kind === 'picture') {
      rendered.push({ type: ComponentType.MediaGallery, items: [renderPicture(block)] });
    } else {
      const content = renderWords(block);
      const last = rendered.at(-1);
      if (!content) continue;
      if (last?.type === ComponentType.TextDisplay)
        last.content += `${before === 'text' && block.kind === 'text' ? '\n\n' : '\n'}${content}`;
      else rendered.push({ type: ComponentType.TextDisplay, content });
      before = block.kind;
    }
  }
  return rendered;
}

function renderWords(block: Words): string {
  if (block.kind === 'heading') {
    const words = headline(block.text);
    return words && `## ${words}`;
  }
  const words = markdown(block.text).trim();
  return block.kind === 'aside' ? words.replace(/^(?=.*\S)/gm, '-# ') : words;
}

function renderPicture({ picture, alt }: Extract<Block, { kind: 'picture' }>): APIMediaGalleryItem {
  return { media: { url: `attachment://${fileName(picture)}` }, description: label(alt) };
}

function renderControl(control: Control): APIButtonComponent | APIStringSelectComponent {
  if (control.kind === 'link')
    return {
      type: ComponentType.Button,
      style: ButtonStyle.Link,
      label: label(control.label),
      url: control.url,
    };
  if (control.kind === 'button')
    return {
      type: ComponentType.Button,
      style: buttonStyle[control.style],
      label: label(control.label),
      custom_id: control.id,
    };
  return {
    type: ComponentType.StringSelect,
    custom_id: control.id,
    placeholder: label(control.placeholder),
    min_values: 1,
    max_values: Math.min(control.most, control.options.length),
    options: control.options.map(renderOption),
  };
}

/** An option of a menu or a form's choice. */
export function renderOption({ value, label: words, description }: Option): APISelectMenuOption {
  return { value, label: label(words), ...(description ? { description: label(description) } : {}) };
}

const buttonStyle = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const;
