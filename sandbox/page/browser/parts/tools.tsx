import { useHands } from './hands.ts';
import { Press } from './press.tsx';

/** What can be done with a message: shown when it is pointed at or holds the focus. */
export function Tools(props: {
  channel: string;
  message: string;
  raw: unknown;
  /** Said in the labels: `from Lookout at 08:00`. */
  about: string;
  whisper: boolean;
  inThread: boolean;
}) {
  const { channel, message, raw, about, whisper, inThread } = props;
  const { side, person, user, shortcuts, act, openThread, showPayload } = useHands();
  const where = { on: side, person: person.id, channel, message };
  const emoji = side === 'slack' ? '+1' : '👍';
  const reacts = user !== undefined && !whisper;
  return (
    <div class="tools">
      {reacts && (
        <Press
          label={`React 👍 to the message ${about}`}
          onPress={() => act({ do: 'react', ...where, emoji })}
        >
          👍
        </Press>
      )}
      {!whisper && !inThread && (
        <button
          type="button"
          aria-label={`Reply in thread to the message ${about}`}
          onClick={() => openThread(message)}
        >
          💬
        </button>
      )}
      {reacts &&
        shortcuts.map((name) => (
          <Press key={name} class="word" onPress={() => act({ do: 'shortcut', ...where, name })}>
            {name}
          </Press>
        ))}
      <button
        type="button"
        class="word"
        aria-label={`Payload of the message ${about}`}
        onClick={() => showPayload(raw)}
      >
        Payload
      </button>
    </div>
  );
}
