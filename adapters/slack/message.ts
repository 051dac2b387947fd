import type { Block, Control, Menu, Message, Option } from '../../src/chat/message.ts';
import { escapeText, isAddress, type Json, literal, plainText, richText, smallPrint } from './text.ts';

/** Action ids with this start belong to link buttons: Slack reports their presses, and nobody waits for them. */
export const linkAction = '#link-';

/** The part of a Web API call that says what a message looks like. */
export interface Rendered {
  /** Slack shows it where it shows no blocks: in notifications. */
  text: string;
  blocks: Json[];
}

/** Ids of files in the workspace, by the names of the pictures that they are. */
export type Files = ReadonlyMap<string, string>;

/**
 * A message as Block Kit. Pure; strings stay literal (docs.slack.dev, Block Kit reference).
 * @param files for its pictures; one that is not there is shown as its words
 */
export function renderMessage({ summary, blocks }: Message, files: Files = new Map()): Rendered {
  const rendered = blocks.map((block, at) => renderBlock(block, at, files));
  return { text: escapeText(summary), blocks: rendered.length > 0 ? rendered : [richText(summary)] };
}

function renderBlock(block: Block, at: number, files: Files): Json {
  switch (block.kind) {
    case 'heading':
      // A header holds 150 characters, and keeping a string literal may cost some.
      return literal(block.text).length > 150
        ? richText(block.text, true)
        : { type: 'header', text: plainText(block.text, 150) };
    case 'text':
      return richText(block.text);
    case 'aside':
      return smallPrint(block.text);
    case 'divider':
      return { type: 'divider' };
    case 'picture': {
      const id = files.get(block.picture);
      return id === undefined
        ? smallPrint(block.alt)
        : { type: 'image', slack_file: { id }, alt_text: block.alt };
    }
    case 'controls':
      return renderRow(block.controls, at);
  }
}

function renderRow(controls: readonly Control[], at: number): Json {
  const [first] = controls;
  // Slack refuses a menu of several among actions; beside a text it takes it.
  if (first?.kind === 'menu' && first.most > 1)
    return { type: 'section', text: plainText(first.placeholder, 3000), accessory: renderMenu(first) };
  return {
    type: 'actions',
    elements: controls.map((control, place) => renderControl(control, `${linkAction}${at}-${place}`)),
  };
}

function renderControl(control: Control, unnamed: string): Json {
  switch (control.kind) {
    case 'button':
      return {
        type: 'button',
        action_id: control.id,
        text: plainText(control.label, 75),
        ...(control.style === 'plain' ? {} : { style: control.style }),
      };
    case 'link':
      return {
        type: 'button',
        action_id: unnamed,
        text: plainText(control.label, 75),
        ...(isAddress(control.url) ? { url: control.url } : {}),
      };
    case 'menu':
      return renderMenu(control);
  }
}

function renderMenu({ id, placeholder, options, most }: Menu): Json {
  return {
    ...renderSelect(options, most),
    action_id: id,
    placeholder: plainText(placeholder, 150),
  };
}

/** A select of one or of several, for messages and forms. */
export function renderSelect(options: readonly Option[], most: number): Json {
  const choices = options.map(renderOption);
  return most > 1
    ? { type: 'multi_static_select', options: choices, max_selected_items: most }
    : { type: 'static_select', options: choices };
}

/** An option; a select names its first choice by repeating it whole. */
export function renderOption({ value, label, description }: Option): Json {
  return {
    value,
    text: plainText(label, 75),
    ...(description === undefined || description === '' ? {} : { description: plainText(description, 75) }),
  };
}
