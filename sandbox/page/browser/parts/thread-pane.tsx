import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Channel } from '../../view.ts';
import type { Drawing } from './drawing.ts';
import { useHands } from './hands.ts';
import { Pane } from './pane.tsx';
import { Messages, shutFor } from './room.tsx';
import { timeline } from './timeline.ts';

/** A message and what was answered to it. */
export function ThreadPane<Message extends { user: string }>(props: {
  drawing: Drawing<Message>;
  room: Channel<Message>;
  parent: Message;
  whispers: readonly Message[];
  trouble: string | undefined;
  onClose: () => void;
}) {
  const { drawing, room, parent, whispers, onClose } = props;
  const { side, person, user, commands, act } = useHands();
  const id = drawing.idOf(parent);
  const replies = timeline(room.threads[id] ?? [], whispers, drawing.idOf, drawing.atOf);
  const above = timeline([parent], [], drawing.idOf, drawing.atOf);
  const count = room.threads[id]?.length ?? 0;
  const close = useRef<HTMLButtonElement>(null);
  const where = { on: side, person: person.id, channel: room.id, thread: id };

  // Opening a thread moves one there; closing it gives the focus back to what opened it, if that still stands.
  useLayoutEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      // Where the thread lay over its channel, that comes into sight only with the next frame.
      requestAnimationFrame(() => before instanceof HTMLElement && before.isConnected && before.focus());
    };
  }, [id]);

  return (
    <Pane
      class="thread"
      label={`Thread in #${room.name} on ${drawing.platform}`}
      place={id}
      head={
        <>
          <h3>
            Thread <span class="of"># {room.name}</span>
          </h3>
          <button type="button" class="close" ref={close} aria-label="Close thread" onClick={onClose}>
            ✕
          </button>
        </>
      }
      last={replies.at(-1)?.id}
      from={undefined}
      shut={shutFor(room.closed, drawing.platform, person.name, user)}
      trouble={props.trouble}
      write={{
        label: side === 'slack' ? 'Reply…' : `Message the thread in #${room.name}`,
        draft: `${side} ${id} ${person.id}`,
        commands,
        onSend: (text) =>
          text.startsWith('/')
            ? act({ do: 'command', ...where, line: text })
            : act({ do: 'say', ...where, text }),
      }}
    >
      <Messages drawing={drawing} entries={above} threads={{}} inThread={true} />
      {count > 0 && (
        <li class="replies-count">
          <span>{count === 1 ? '1 reply' : `${count} replies`}</span>
        </li>
      )}
      <Messages
        drawing={drawing}
        entries={replies.map((entry) => ({ ...entry, newDay: false }))}
        threads={{}}
        inThread={true}
      />
    </Pane>
  );
}
