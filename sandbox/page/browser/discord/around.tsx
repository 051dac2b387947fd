import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { visibleText } from '../../../discord/text/markdown.ts';
import type { Channel, DiscordMessage } from '../../view.ts';
import { Avatar } from '../parts/avatar.tsx';
import { useHands } from '../parts/hands.ts';
import { textsOf } from './texts.ts';

/** All channels of the server, for looking up what an answer answers. */
export const ChannelsContext = createContext<readonly Channel<DiscordMessage>[]>([]);

/** The line above an answer that says what it answers. */
export function ReplyTo({ id }: { id: string }) {
  const { names, bot } = useHands();
  const all = useContext(ChannelsContext).flatMap(({ messages, threads }) => [
    ...messages,
    ...Object.values(threads).flat(),
  ]);
  const found = all.find((message) => message.id === id);
  if (!found) return <p class="reply-to">Original message was deleted</p>;
  const name = names[found.user] ?? found.user;
  return (
    <p class="reply-to">
      <span class="unseen">In answer to </span>
      <Avatar name={name} bot={found.user === bot} />
      <b>{name}</b> <span class="said">{visibleText(textsOf(found)).slice(0, 120)}</span>
    </p>
  );
}

/** The line above an answer to a command. */
export function CommandUsed({ by }: { by: { user: string; command: string } }) {
  const { names } = useHands();
  const name = names[by.user] ?? by.user;
  return (
    <p class="reply-to">
      <Avatar name={name} />
      <b>{name}</b> used <span class="used">/{by.command}</span>
    </p>
  );
}

/** The card of the thread that hangs from a message: how much it holds and what was said last. */
export function ThreadCard(props: { parent: string; replies: readonly DiscordMessage[] }) {
  const { parent, replies } = props;
  const { names, bot, openThread } = useHands();
  const last = replies.at(-1);
  if (!last) return null;
  const name = names[last.user] ?? last.user;
  return (
    <button type="button" class="thread-card" onClick={() => openThread(parent)}>
      <span class="thread-title">
        <b>Thread</b>{' '}
        <span class="count">{replies.length === 1 ? '1 message ›' : `${replies.length} messages ›`}</span>
      </span>
      <span class="thread-last">
        <Avatar name={name} bot={last.user === bot} />
        <b>{name}</b> <span class="said">{visibleText(textsOf(last)).slice(0, 120)}</span>
      </span>
    </button>
  );
}
