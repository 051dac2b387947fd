import { useId, useState } from 'preact/hooks';
import type { Side } from '../../view.ts';
import { Press } from '../parts/press.tsx';
import { Told, useDeed } from './deed.tsx';

const kinds = [
  ['rate-limit', 'Rate limit'],
  ['lost-answer', 'Lost answer'],
  ['server-error', 'Server error'],
  ['disconnect', 'Disconnect'],
] as const;

/** What goes wrong next, on which side. */
export function Faults({ waiting }: { waiting: readonly string[] }) {
  const id = useId();
  const deed = useDeed();
  const [on, setOn] = useState<Side>('slack');
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Faults</h3>
      <fieldset class="switch">
        <legend class="unseen">Platform that fails</legend>
        {(['slack', 'discord'] as const).map((side) => (
          <label key={side}>
            <input type="radio" name={id} checked={on === side} onChange={() => setOn(side)} />
            <span>{side === 'slack' ? 'Slack' : 'Discord'}</span>
          </label>
        ))}
      </fieldset>
      <div class="buttons">
        {kinds.map(([kind, label]) => (
          <Press key={kind} onPress={() => deed.perform({ do: 'fault', on, kind }, `${label}: set.`)}>
            {label}
          </Press>
        ))}
        <Press onPress={() => deed.perform({ do: 'calm' }, 'Nothing will fail now.')}>Calm</Press>
      </div>
      {waiting.length > 0 && (
        <ul class="waiting-faults" aria-label="Faults waiting to happen">
          {waiting.map((fault, at) => (
            <li key={at}>{fault}</li>
          ))}
        </ul>
      )}
      <Told {...deed} />
    </section>
  );
}
