import type { SlackMessage } from '../../view.ts';
import { Avatar } from '../parts/avatar.tsx';
import { File } from '../parts/file.tsx';
import { MessageContext, useHands } from '../parts/hands.ts';
import { Reactions } from '../parts/reactions.tsx';
import type { Entry } from '../parts/timeline.ts';
import { Tools } from '../parts/tools.tsx';
import { clockTime, dayKey, dayName } from '../times.ts';
import { Blocks } from './blocks.tsx';
import { Text } from './mrkdwn.tsx';

/** A message of the workspace. */
export function Message(props: {
  entry: Entry<SlackMessage>;
  replies: readonly SlackMessage[];
  inThread: boolean;
}) {
  const { entry, replies, inThread } = props;
  const { message, at, whisper, opens } = entry;
  const { user, names, bot } = useHands();
  const name = names[message.user] ?? message.user;
  const byApp = message.byBot || message.user === bot;
  const about = `from ${name} at ${clockTime(at)}`;
  const edited = message.edited && <span class="edited"> (edited)</span>;
  return (
    <li class={`message${opens ? ' opens' : ''}${whisper ? ' whisper' : ''}`} data-id={entry.id}>
      {whisper && (
        <p class="only">
          <span aria-hidden="true">👁</span> Only visible to you
        </p>
      )}
      {opens && <Avatar name={name} bot={byApp} />}
      <div class="body">
        <p class={opens ? 'byline' : 'byline unseen'}>
          <b class={message.user === user ? 'self' : ''}>{name}</b>
          {byApp && <span class="app">APP</span>}
          <time dateTime={at.toISOString()}>{clockTime(at)}</time>
        </p>
        <MessageContext.Provider value={{ channel: message.channel, id: message.ts }}>
          {message.blocks.length > 0 ? (
            <Blocks blocks={message.blocks} />
          ) : (
            <p class="text">
              <Text of={message.text} />
              {edited}
            </p>
          )}
        </MessageContext.Provider>
        {message.files?.map(({ title, url }) => (
          <File key={url} title={title} url={url} />
        ))}
        {message.blocks.length > 0 && edited && <p class="edited-line">{edited}</p>}
        <Reactions given={message.reactions} channel={message.channel} message={message.ts} />
        {!inThread && <Replies parent={message.ts} replies={replies} />}
      </div>
      <Tools
        channel={message.channel}
        message={message.ts}
        raw={message.raw}
        about={about}
        whisper={whisper}
        inThread={inThread}
      />
    </li>
  );
}

/** Who answered, how often and when last; opens the thread. */
function Replies(props: { parent: string; replies: readonly SlackMessage[] }) {
  const { parent, replies } = props;
  const { names, bot, clock, openThread } = useHands();
  const last = replies.at(-1);
  if (!last) return null;
  const at = new Date(Number(last.ts) * 1000);
  const when = dayKey(at) === dayKey(clock) ? `today at ${clockTime(at)}` : `on ${dayName(at)}`;
  const people = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  return (
    <button type="button" class="replies" onClick={() => openThread(parent)}>
      {people.map((id) => (
        <Avatar key={id} name={names[id] ?? id} bot={id === bot} />
      ))}
      <b>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</b>
      <span class="when">Last reply {when}</span>
    </button>
  );
}
