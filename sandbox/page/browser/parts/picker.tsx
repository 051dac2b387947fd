import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Choice, PickList } from './pick-list.tsx';

/**
 * A menu of one or of several options, as both platforms draw it: a button that opens a list. One choice is told at once and
 * closes the list; several are told as they change (`eager`), or when the list closes.
 */
export function Picker(props: {
  class?: string;
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  most?: number;
  eager?: boolean;
  off?: boolean;
  /** Draws the placeholder whatever is chosen: for menus of deeds. */
  fixed?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  onPick: (values: string[]) => unknown;
}) {
  const { choices, most = 1, eager = false, off = false, onPick } = props;
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>(props.chosen);
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const many = most > 1;
  const told = useRef(props.chosen);

  // What the payload says is chosen wins again when it changes.
  const given = props.chosen.join('\n');
  useEffect(() => setChosen(given === '' ? [] : given.split('\n')), [given]);

  function close(values: readonly string[] = chosen): void {
    setOpen(false);
    button.current?.focus();
    if (many && !eager && values.join('\n') !== told.current.join('\n')) void onPick([...values]);
    told.current = values;
  }

  function pick(value: string): void {
    if (!many) {
      setChosen([value]);
      close([value]);
      void onPick([value]);
      return;
    }
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    if (next.length > most) return;
    setChosen(next);
    if (eager) void onPick(next);
  }

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });

  const labels = chosen.flatMap((value) => choices.find((choice) => choice.value === value)?.label ?? []);
  const shown = props.fixed || labels.length === 0 ? props.placeholder : labels.join(', ');
  return (
    <div class={`picker ${props.class ?? ''}`} ref={box}>
      <button
        type="button"
        ref={button}
        id={`${id}-button`}
        class={labels.length > 0 && !props.fixed ? 'picked' : ''}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-disabled={off}
        aria-invalid={props.invalid ? 'true' : undefined}
        aria-describedby={props.describedBy}
        aria-label={props.fixed ? props.label : `${props.label}: ${shown}`}
        onClick={() => !off && (open ? close() : setOpen(true))}
        onKeyDown={(event) => {
          if (off || open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <span>{shown}</span>
      </button>
      {open && (
        <PickList
          id={id}
          label={props.label}
          choices={choices}
          chosen={chosen}
          many={many}
          onPick={pick}
          onClose={close}
        />
      )}
    </div>
  );
}
