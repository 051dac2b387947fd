import type { Channel, Person, View } from '../view.ts';

interface Found {
  user: string;
  words: string;
}

/** What a screen reader is told when the state changes: which messages are new, by others than the one who looks. */
export function newsBetween(before: View, after: View, person: Person): string {
  const found = [
    ...added(before.slack, after.slack, person.slack, 'Slack', ({ ts }) => ts),
    ...added(before.discord, after.discord, person.discord, 'Discord', ({ id }) => id),
  ];
  if (found.length > 3) return `${found.length} new messages`;
  return found.map(({ words }) => words).join('. ');
}

interface Side<Message> {
  names: Record<string, string>;
  channels: Channel<Message>[];
  whispers: Record<string, Message[]>;
}

function added<Message extends { user: string; channel: string }>(
  before: Side<Message>,
  after: Side<Message>,
  me: string | undefined,
  platform: string,
  idOf: (message: Message) => string,
): Found[] {
  const all = ({ channels }: Side<Message>) =>
    channels.flatMap(({ name, messages, threads }) => [
      ...messages.map((message) => ({ message, place: ` in #${name}` })),
      ...Object.values(threads).flatMap((replies) =>
        replies.map((message) => ({ message, place: ` in a thread of #${name}` })),
      ),
    ]);
  const whispers = ({ whispers: of }: Side<Message>) =>
    me === undefined ? [] : (of[me] ?? []).map((message) => ({ message, place: ', for you alone,' }));
  const known = new Set([...all(before), ...whispers(before)].map(({ message }) => idOf(message)));
  return [...all(after), ...whispers(after)]
    .filter(({ message }) => !known.has(idOf(message)) && message.user !== me)
    .map(({ message, place }) => ({
      user: message.user,
      words: `New message${place} on ${platform} from ${after.names[message.user] ?? message.user}`,
    }));
}
