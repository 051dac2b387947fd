import type { Block, Control, Message } from './message.ts';
import { spans, type Text } from './text.ts';

/** A message for a terminal: what a reader would see, links behind their words, controls in brackets. */
export function print({ blocks }: Message): string {
  return blocks.map(printBlock).join('\n');
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${block.text}\n${'─'.repeat(block.text.length)}`;
    case 'text':
      return `\n${words(block.text)}`;
    case 'aside':
      return words(block.text).replace(/^/gm, '  ');
    case 'divider':
      return '─'.repeat(40);
    case 'picture':
      return `[Picture: ${block.alt}]`;
    case 'controls':
      return `  ${block.controls.map(printControl).join(' ')}`;
  }
}

function printControl(control: Control): string {
  return control.kind === 'menu' ? `[${control.placeholder} ▾]` : `[${control.label}]`;
}

function words(text: Text): string {
  return spans(text)
    .map((span) => (typeof span === 'string' ? span : span.link ? `${span.text} <${span.link}>` : span.text))
    .join('');
}
