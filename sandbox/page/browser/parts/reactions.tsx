import type { Reactions as Given } from '../../view.ts';
import { emojiOf } from './emoji.ts';
import { useHands } from './hands.ts';
import { Press } from './press.tsx';

/** The reactions under a message; pressing one adds one's own. */
export function Reactions(props: { given: readonly Given[]; channel: string; message: string }) {
  const { given, channel, message } = props;
  const { side, person, user, names, act } = useHands();
  const shown = given.filter(({ by }) => by.length > 0);
  if (shown.length === 0) return null;
  return (
    <ul class="reactions" aria-label="Reactions">
      {shown.map(({ emoji, by }) => {
        const mine = user !== undefined && by.includes(user);
        const who = by.map((id) => names[id] ?? id).join(', ');
        return (
          <li key={emoji}>
            <Press
              class={mine ? 'reaction mine' : 'reaction'}
              off={user === undefined}
              label={`${emojiOf(emoji)} ${by.length}, by ${who}`}
              onPress={() => act({ do: 'react', on: side, person: person.id, channel, message, emoji })}
            >
              <span>{emojiOf(emoji)}</span> <span class="count">{by.length}</span>
            </Press>
          </li>
        );
      })}
    </ul>
  );
}
