import { isObject } from '../../../slack/schema.ts';
import type { DiscordMessage } from '../../view.ts';
import { Avatar } from '../parts/avatar.tsx';
import { File } from '../parts/file.tsx';
import { MessageContext, useHands } from '../parts/hands.ts';
import { Reactions } from '../parts/reactions.tsx';
import type { Entry } from '../parts/timeline.ts';
import { Tools } from '../parts/tools.tsx';
import { clockTime, dateNumbers, dayKey } from '../times.ts';
import { CommandUsed, ReplyTo, ThreadCard } from './around.tsx';
import { Components } from './components.tsx';
import { Embed } from './embeds.tsx';
import { Markdown } from './markdown.tsx';

/** `Today at 08:00`, `Yesterday at 08:00` or `18/11/2026, 08:00`, seen from the sandbox's clock. */
function whenSaid(at: Date, clock: Date): string {
  if (dayKey(at) === dayKey(clock)) return `Today at ${clockTime(at)}`;
  const before = new Date(clock.getTime() - 86_400_000);
  return dayKey(at) === dayKey(before)
    ? `Yesterday at ${clockTime(at)}`
    : `${dateNumbers(at)}, ${clockTime(at)}`;
}

/** A message of the server. */
export function Message(props: {
  entry: Entry<DiscordMessage>;
  replies: readonly DiscordMessage[];
  inThread: boolean;
}) {
  const { entry, replies, inThread } = props;
  const { message, at, whisper, opens } = entry;
  const { names, bot, clock, dismiss } = useHands();
  const name = names[message.user] ?? message.user;
  const byApp = message.byBot || message.user === bot;
  const reference = isObject(message.raw) ? message.raw.message_reference : undefined;
  const above = message.answers ? (
    <CommandUsed by={message.answers} />
  ) : (
    isObject(reference) && <ReplyTo id={String(reference.message_id)} />
  );
  const files = Object.fromEntries(message.attachments.map(({ filename, url }) => [filename, url]));
  // With components, a file is drawn where one of them names it, and nowhere else.
  const named = JSON.stringify(message.components);
  const loose = message.attachments.filter(({ filename }) => !named.includes(`attachment://${filename}`));
  const edited = message.edited && <span class="edited"> (edited)</span>;
  return (
    <li class={`message${opens || above ? ' opens' : ''}${whisper ? ' whisper' : ''}`} data-id={entry.id}>
      {above}
      {(opens || above) && <Avatar name={name} bot={byApp} />}
      <div class="body">
        <p class={opens || above ? 'byline' : 'byline unseen'}>
          <b>{name}</b>
          {byApp && <span class="app">APP</span>}
          <time dateTime={at.toISOString()}>{whenSaid(at, clock)}</time>
        </p>
        <MessageContext.Provider value={{ channel: message.channel, id: message.id, files }}>
          {message.thinking && <p class="thinking">{name} is thinking …</p>}
          {message.content && <Markdown of={message.content}>{edited}</Markdown>}
          <Components of={message.components} />
        </MessageContext.Provider>
        {message.embeds.map((embed, index) => (
          <Embed key={index} embed={embed} />
        ))}
        {loose.map(({ filename, url, description }) => (
          <File key={url} title={filename} url={url} alt={description ?? filename} />
        ))}
        {!message.content && edited && <p class="edited-line">{edited}</p>}
        {whisper && (
          <p class="only">
            <span aria-hidden="true">👁</span> Only you can see this •{' '}
            <button type="button" onClick={() => dismiss(message.id)}>
              Dismiss message
            </button>
          </p>
        )}
        <Reactions given={message.reactions} channel={message.channel} message={message.id} />
        {!inThread && <ThreadCard parent={message.id} replies={replies} />}
      </div>
      <Tools
        channel={message.channel}
        message={message.id}
        raw={message.raw}
        about={`from ${name} at ${clockTime(at)}`}
        whisper={whisper}
        inThread={inThread}
      />
    </li>
  );
}
