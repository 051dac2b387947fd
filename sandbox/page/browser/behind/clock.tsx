import { useId, useState } from 'preact/hooks';
import { Press } from '../parts/press.tsx';
import { dateAndTime, fieldTime, instantOf, tomorrowAt } from '../times.ts';
import { Told, useDeed } from './deed.tsx';

/** The clock of the servers and the app: moved on by hand, never back. */
export function Clock({ now }: { now: Date }) {
  const id = useId();
  const deed = useDeed();
  const [typed, setTyped] = useState('');
  const move = (to: Date) =>
    deed.perform({ do: 'clock', to: to.toISOString() }, `It is now ${dateAndTime(to)}.`);
  const wanted = instantOf(typed);
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Clock</h3>
      <p class="now">
        <time dateTime={now.toISOString()}>{dateAndTime(now)}</time> <small>UK time</small>
      </p>
      <div class="buttons">
        <Press onPress={() => move(new Date(now.getTime() + 3_600_000))}>+1 hour</Press>
        <Press onPress={() => move(tomorrowAt(now, 8))}>Tomorrow 08:00</Press>
      </div>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted) void move(wanted);
        }}
      >
        <label for={id}>Move forward to</label>
        <input
          id={id}
          type="datetime-local"
          value={typed || fieldTime(now)}
          min={fieldTime(now)}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit">Go</button>
      </form>
      <Told {...deed} />
    </section>
  );
}
