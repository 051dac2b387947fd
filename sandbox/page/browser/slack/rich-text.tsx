import { isObject, type Json } from '../../../slack/schema.ts';
import { readBlock } from '../../../slack/visible.ts';
import { Spans } from './mrkdwn.tsx';

const parts = (of: Json): Json[] => (Array.isArray(of.elements) ? of.elements.filter(isObject) : []);

/** A `rich_text` block: paragraphs, lists, quotations and code. */
export function RichText(props: { block: Json }) {
  return (
    <div class="rich-text">
      {parts(props.block).map((part, at) => (
        <Part key={at} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: Json }) {
  switch (part.type) {
    case 'rich_text_list':
      return <List part={part} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inline of={part} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Inline of={part} />
        </pre>
      );
    default:
      return (
        <p>
          <Inline of={part} />
        </p>
      );
  }
}

function List({ part }: { part: Json }) {
  const items = parts(part).map((item, at) => (
    <li key={at}>
      <Inline of={item} />
    </li>
  ));
  const indent = `indent-${Math.min(8, Number(part.indent) || 0)}`;
  return part.style === 'ordered' ? (
    <ol class={indent} start={(Number(part.offset) || 0) + 1}>
      {items}
    </ol>
  ) : (
    <ul class={indent}>{items}</ul>
  );
}

/** The runs of one part, read by the sandbox's own reader. */
function Inline({ of }: { of: Json }) {
  const section = { type: 'rich_text_section', elements: of.elements };
  return <Spans spans={readBlock({ type: 'rich_text', elements: [section] })} />;
}
