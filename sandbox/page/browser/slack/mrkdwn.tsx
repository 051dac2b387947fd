import type { ComponentChildren } from 'preact';
import type { Span } from '../../../slack/mrkdwn.ts';
import { readText } from '../../../slack/visible.ts';
import { emojiOf } from '../parts/emoji.ts';
import { useHands } from '../parts/hands.ts';
import { Link } from '../parts/link.tsx';

/** A text object, or a message's `text`, drawn as Slack reads it. */
export function Text(props: { of: unknown }) {
  return <Spans spans={readText(props.of)} />;
}

/** What a text object says, in plain characters: for labels and menus. */
export function words(text: unknown): string {
  return readText(text)
    .map((span) => (span.emoji ? emojiOf(span.emoji) : span.text))
    .join('');
}

/** Runs of text with their styles; quoted lines stand together behind a bar, fenced code in a box. */
export function Spans(props: { spans: readonly Span[] }) {
  return (
    <>
      {inGroups(props.spans).map(({ quote, spans }, at) => {
        const inside = spans.map((span, index) => <Run key={index} span={span} />);
        return quote ? <blockquote key={at}>{inside}</blockquote> : inside;
      })}
    </>
  );
}

interface Group {
  quote: boolean;
  spans: Span[];
}

/** Parts quoted runs from others. A quotation ends its line itself; between two quoted lines the line end belongs to both. */
function inGroups(spans: readonly Span[]): Group[] {
  const groups: Group[] = [];
  spans.forEach((span, at) => {
    const quote = span.style.quote === true;
    const last = groups.at(-1);
    const lineEnd = span.text === '\n' && !quote;
    if (lineEnd && last?.quote) {
      if (spans[at + 1]?.style.quote) last.spans.push(span);
      else groups.push({ quote: false, spans: [] });
    } else if (lineEnd && spans[at + 1]?.style.quote) return;
    else if (last?.quote === quote) last.spans.push(span);
    else groups.push({ quote, spans: [span] });
  });
  return groups;
}

function Run({ span }: { span: Span }): ComponentChildren {
  const { text, style, link, mention, emoji } = span;
  let drawn: ComponentChildren = emoji ? emojiOf(emoji) : text;
  if (mention) drawn = <Mention id={mention} written={text} />;
  if (style.code) drawn = text.includes('\n') ? <pre>{drawn}</pre> : <code>{drawn}</code>;
  if (style.strike) drawn = <s>{drawn}</s>;
  if (style.underline) drawn = <u>{drawn}</u>;
  if (style.italic) drawn = <i>{drawn}</i>;
  if (style.bold) drawn = <b>{drawn}</b>;
  return link ? <Link to={link}>{drawn}</Link> : drawn;
}

function Mention({ id, written }: { id: string; written: string }) {
  const { user, names, channels } = useHands();
  const channel = channels[id];
  if (channel !== undefined) return <span class="mention">#{channel}</span>;
  const loud = id === user || /^(here|channel|everyone)$/.test(id);
  const name = names[id];
  return <span class={loud ? 'mention me' : 'mention'}>{name === undefined ? written : `@${name}`}</span>;
}
