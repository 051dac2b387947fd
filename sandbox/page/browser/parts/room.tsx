import type { Channel } from '../../view.ts';
import { dayName } from '../times.ts';
import type { Drawing } from './drawing.ts';
import { useHands } from './hands.ts';
import { Pane } from './pane.tsx';
import { type Entry, timeline } from './timeline.ts';

/** Why this person cannot write in a place; nothing if they can. */
export function shutFor(closed: boolean, platform: string, name: string, user: string | undefined) {
  if (user === undefined) return `${name} has no account on ${platform}: you can read, but not write.`;
  return closed ? 'Nobody can write in this channel any longer.' : undefined;
}

/** Messages with the names of their days between them. */
export function Messages<Message extends { user: string }>(props: {
  drawing: Drawing<Message>;
  entries: readonly Entry<Message>[];
  threads: Record<string, Message[]>;
  inThread: boolean;
}) {
  const { drawing, entries, threads, inThread } = props;
  return (
    <>
      {entries.map((entry) => [
        entry.newDay && !inThread && (
          <li class="day" key={`day-${entry.id}`}>
            <span>{dayName(entry.at)}</span>
          </li>
        ),
        <drawing.Message
          key={entry.id}
          entry={entry}
          replies={entry.whisper ? [] : (threads[entry.id] ?? [])}
          inThread={inThread}
        />,
      ])}
    </>
  );
}

/** The open channel. */
export function Room<Message extends { user: string }>(props: {
  drawing: Drawing<Message>;
  room: Channel<Message>;
  whispers: readonly Message[];
  /** The last message that was seen here before, if the channel was open before. */
  seen: string | undefined;
  trouble: string | undefined;
}) {
  const { drawing, room, whispers, seen } = props;
  const { side, person, user, commands, act } = useHands();
  const entries = timeline(room.messages, whispers, drawing.idOf, drawing.atOf);
  const at = entries.findIndex(({ id }) => id === seen);
  const name = `${room.direct === undefined ? '#' : '@'}${room.name}`;
  const where = { on: side, person: person.id, channel: room.id };
  return (
    <Pane
      class="room"
      label={`Messages in ${name} on ${drawing.platform}`}
      place={room.id}
      head={
        <h3>
          <span class="hash">{name[0]}</span> {room.name}
        </h3>
      }
      last={entries.at(-1)?.id}
      from={entries[at + 1]?.id}
      shut={shutFor(room.closed, drawing.platform, person.name, user)}
      trouble={props.trouble}
      write={{
        label: `Message ${name}`,
        draft: `${side} ${room.id} ${person.id}`,
        commands,
        onSend: (text) =>
          text.startsWith('/')
            ? act({ do: 'command', ...where, line: text })
            : act({ do: 'say', ...where, text }),
      }}
    >
      <Messages drawing={drawing} entries={entries} threads={room.threads} inThread={false} />
    </Pane>
  );
}
