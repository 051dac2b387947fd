import { type Span, spans, type Text } from '../../chat/text.ts';
import { type Part, type ReportDocument, tidy, webAddress } from './report-document.ts';

/** A paper as Markdown (CommonMark with GitHub's tables), in which only its own headings, links and tables are any. */
export function markdownOf({ title, parts }: ReportDocument): string {
  return `${[`# ${line(title)}`, ...parts.map(drawPart)].join('\n\n')}\n`;
}

function drawPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(part.level)} ${line(part.text)}`;
    case 'paragraph':
      // A line of its own stays one.
      return lines(part.text).map(inertStart).join('\\\n');
    case 'list':
      return part.items.map((item) => `- ${line(item)}`).join('\n');
    case 'table':
      return [part.head, part.head.map(() => null), ...part.rows].map(drawRow).join('\n');
  }
}

function drawRow(cells: readonly (Text | null)[]): string {
  return `| ${cells.map((cell) => (cell === null ? '---' : lines(cell).join(' '))).join(' | ')} |`;
}

function line(text: Text): string {
  return inertStart(lines(text).join(' '));
}

/** The lines of a text, none of them empty. */
function lines(text: Text): string[] {
  return spans(text)
    .map(drawSpan)
    .join('')
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function drawSpan(span: Span): string {
  if (typeof span === 'string') return literal(span);
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(span.text)!;
  const mark = `${span.bold ? '**' : ''}${span.italic ? '*' : ''}`;
  const drawn = literal(words.replace(/\s+/g, ' '));
  // Marks round nothing would show.
  if (!drawn) return before + after;
  const address = span.link === undefined ? null : webAddress(span.link);
  const linked = address === null ? drawn : `[${drawn}](<${inAddress(address)}>)`;
  return `${before}${mark}${linked}${mark}${after}`;
}

/**
 * A string as Markdown that shows just it (spec.commonmark.org, 2.4; github.github.com/gfm, 6.9). A backslash does not keep GitHub from
 * linking addresses and mentioning people: a character of no width does.
 */
function literal(text: string): string {
  return tidy(text)
    .replace(/[\\`*_[\]<>|~&$#!]/g, '\\$&')
    .replace(/@/g, '@\u200b')
    .replace(/#(?=\d)/g, '#\u200b')
    .replace(/:(?=\/\/)/g, ':\u200b')
    .replace(/www(?=\.)/gi, '$&\u200b');
}

/** What at the start of a line would make a list, a heading, a rule or a table of it. */
function inertStart(drawn: string): string {
  return drawn.replace(/^(\d{1,9})(?=[.)])/, '$1\\').replace(/^[-+=:]/, '\\$&');
}

function inAddress(address: string): string {
  return address.replace(/[<>\\|`\s]/g, encodeURIComponent).replaceAll('&', '\\&');
}
