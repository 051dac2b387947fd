import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Choice {
  value: string;
  label: string;
  description?: string;
}

/** The open list of a menu: arrows, Home, End and first letters move; Enter or Space chooses; Escape or Tab closes. */
export function PickList(props: {
  id: string;
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  many: boolean;
  onPick: (value: string) => void;
  onClose: () => void;
}) {
  const { id, label, choices, chosen, many, onPick, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  const first = choices.findIndex(({ value }) => chosen.includes(value));
  const [at, setAt] = useState(Math.max(0, first));

  // At once, not after the next frame: the keys of quick fingers belong to the list already.
  useLayoutEffect(() => {
    list.current?.focus({ preventScroll: true });
    list.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function move(event: KeyboardEvent): void {
    const { key } = event;
    const last = choices.length - 1;
    if (key === 'ArrowDown') setAt(Math.min(last, at + 1));
    else if (key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (key === 'Home') setAt(0);
    else if (key === 'End') setAt(last);
    else if (key === 'Escape' || key === 'Tab') onClose();
    else if (key === 'Enter' || key === ' ') {
      const choice = choices[at];
      if (choice) onPick(choice.value);
    } else if (/^[\p{L}\p{N}]$/u.test(key)) {
      const starts = choices.findIndex((choice) => choice.label.toLowerCase().startsWith(key.toLowerCase()));
      if (starts >= 0) setAt(starts);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      class="pick-list"
      role="listbox"
      // The list holds the focus; which option is meant is told by aria-activedescendant.
      tabIndex={0}
      ref={list}
      aria-label={label}
      aria-multiselectable={many}
      aria-activedescendant={`${id}-${at}`}
      onKeyDown={move}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the list
        // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus
        <div
          key={choice.value}
          role="option"
          id={`${id}-${index}`}
          aria-selected={chosen.includes(choice.value)}
          class={index === at ? 'option at' : 'option'}
          onClick={() => onPick(choice.value)}
          onMouseMove={() => index !== at && setAt(index)}
        >
          <span class="tick" aria-hidden="true">
            {chosen.includes(choice.value) ? '✓' : ''}
          </span>
          <span>
            {choice.label}
            {choice.description && <small>{choice.description}</small>}
          </span>
        </div>
      ))}
    </div>
  );
}
