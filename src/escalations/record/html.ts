import { type Span, spans, type Text } from '../../chat/text.ts';
import { type Part, type ReportDocument, tidy, webAddress } from './report-document.ts';

/** Plain rules that word processors take over when a page is pasted. */
const style = [
  'body{font:11pt/1.4 Arial,sans-serif;color:#1b1f24;max-width:60em;margin:2em auto;padding:0 1em}',
  'table{border-collapse:collapse;width:100%}',
  'th,td{border:1px solid #8a949e;padding:.3em .5em;text-align:left;vertical-align:top}',
  'th{background:#e9edf1}',
  'a{color:#005a9c}',
].join('\n');

/** A paper as one HTML page that needs nothing beside it, to be opened, printed, or pasted into a word processor. */
export function htmlOf({ title, parts }: ReportDocument): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${literal(title)}</title>
<style>
${style}
</style>
</head>
<body>
<h1>${literal(title)}</h1>
${parts.map(drawPart).join('\n')}
</body>
</html>
`;
}

function drawPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `<h${part.level}>${literal(part.text)}</h${part.level}>`;
    case 'paragraph':
      return `<p>${words(part.text)}</p>`;
    case 'list':
      return ['<ul>', ...part.items.map((item) => `<li>${words(item)}</li>`), '</ul>'].join('\n');
    case 'table':
      return [
        '<table>',
        `<thead><tr>${part.head.map((cell) => `<th scope="col">${literal(cell)}</th>`).join('')}</tr></thead>`,
        '<tbody>',
        ...part.rows.map((row) => `<tr>${row.map((cell) => `<td>${words(cell)}</td>`).join('')}</tr>`),
        '</tbody>',
        '</table>',
      ].join('\n');
  }
}

function words(text: Text): string {
  return spans(text).map(drawSpan).join('').replace(/\n+/g, '<br>');
}

function drawSpan(span: Span): string {
  if (typeof span === 'string') return literal(span);
  const address = span.link === undefined ? null : webAddress(span.link);
  const linked =
    address === null ? literal(span.text) : `<a href="${escaped(address)}">${literal(span.text)}</a>`;
  const slanted = span.italic ? `<em>${linked}</em>` : linked;
  return span.bold ? `<strong>${slanted}</strong>` : slanted;
}

function literal(text: string): string {
  return escaped(tidy(text));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
