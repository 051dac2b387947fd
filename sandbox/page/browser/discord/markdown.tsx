import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Piece, readMarkdown } from '../../../discord/text/markdown.ts';
import { useHands } from '../parts/hands.ts';
import { Link } from '../parts/link.tsx';
import { dateAndTime } from '../times.ts';

const blocks: readonly Piece['kind'][] = ['heading', 'subtext', 'item', 'quote', 'codeblock'];

/** A text with Discord's markdown, drawn as its client shows it. */
export function Markdown(props: { of: string; children?: ComponentChildren }) {
  return (
    <div class="markdown">
      <Pieces of={readMarkdown(props.of)} />
      {props.children}
    </div>
  );
}

function Pieces(props: { of: readonly Piece[] }) {
  const pieces = props.of.map((piece, at) => {
    const before = props.of[at - 1];
    // A heading, quotation or the like ends its line itself.
    const ended = before !== undefined && blocks.includes(before.kind) && piece.kind === 'text';
    return ended ? { ...piece, text: piece.text.replace(/^\n/, '') } : piece;
  });
  return (
    <>
      {pieces.map((piece, at) => (
        <Drawn key={at} piece={piece} />
      ))}
    </>
  );
}

function Drawn({ piece }: { piece: Piece }): ComponentChildren {
  const { kind, text, children, target = '' } = piece;
  const { user, names, channels } = useHands();
  const inside = children ? <Pieces of={children} /> : text;
  switch (kind) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'strike':
      return <s>{inside}</s>;
    case 'spoiler':
      return <Spoiler length={text.length}>{inside}</Spoiler>;
    case 'code':
      return <code>{text}</code>;
    case 'codeblock':
      return <pre>{text}</pre>;
    case 'heading':
      return <h4>{inside}</h4>;
    case 'subtext':
      return <small class="subtext">{inside}</small>;
    case 'quote':
      return <blockquote>{inside}</blockquote>;
    case 'item': {
      const mark = text.slice(0, text.indexOf(' '));
      return (
        <span class="item">
          <span class="bullet">{mark}</span>
          <span>{inside}</span>
        </span>
      );
    }
    case 'link':
      return <Link to={target}>{inside}</Link>;
    case 'user':
      return <Mention me={target === user}>@{names[target] ?? 'unknown-user'}</Mention>;
    case 'channel':
      return <Mention># {channels[target] ?? 'unknown'}</Mention>;
    case 'role':
      return <Mention>@role</Mention>;
    case 'command':
      return <Mention>{text}</Mention>;
    case 'everyone':
    case 'here':
      return <Mention me={true}>{text}</Mention>;
    case 'time': {
      const at = new Date(Number(target) * 1000);
      return Number.isNaN(at.getTime()) ? text : <time class="stamp">{dateAndTime(at)}</time>;
    }
    default:
      return inside;
  }
}

function Mention(props: { me?: boolean; children: ComponentChildren }) {
  return <span class={props.me ? 'mention me' : 'mention'}>{props.children}</span>;
}

/** A bar as long as what it hides, which is not on the page before it is asked for. */
function Spoiler({ length, children }: { length: number; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return open ? (
    <span class="spoiler open">{children}</span>
  ) : (
    <button type="button" class="spoiler" onClick={() => setOpen(true)}>
      <span class="unseen">Spoiler: show it</span>
      {' \u00a0'.repeat(Math.ceil(length / 2))}
    </button>
  );
}
