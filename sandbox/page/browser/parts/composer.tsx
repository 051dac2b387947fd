import { useId, useState } from 'preact/hooks';
import type { CommandView } from '../../view.ts';
import { Completions, matching } from './completions.tsx';

/** What was typed and not sent, by place; as long as the page. */
const drafts = new Map<string, string>();

/** Where one writes: Enter sends, Shift and Enter begin a new line, `/` offers the commands. */
export function Composer(props: {
  /** One place of one person: its draft waits here. */
  place: string;
  label: string;
  commands: readonly CommandView[];
  /** Sends a message or a command line; what could not be sent comes back into the field. */
  onSend: (text: string) => Promise<boolean>;
}) {
  const { place, label, commands, onSend } = props;
  const [, redraw] = useState(0);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState(false);
  const id = useId();
  const text = drafts.get(place) ?? '';
  const found = shut ? [] : matching(commands, text);
  const choosing = found.length > 0 && !text.includes(' ');
  const active = choosing ? found[Math.min(at, found.length - 1)] : undefined;

  function write(value: string): void {
    drafts.set(place, value);
    setShut(false);
    setAt(0);
    redraw((count) => count + 1);
  }

  async function send(): Promise<void> {
    if (text.trim() === '') return;
    write('');
    if (!(await onSend(text.trim())) && !drafts.get(place)) write(text);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key, shiftKey } = event;
    if (active && (key === 'ArrowDown' || key === 'ArrowUp')) {
      setAt((at + (key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (found.length > 0 && key === 'Escape') setShut(true);
    else if (active && !shiftKey && (key === 'Tab' || (key === 'Enter' && text !== `/${active.name}`))) {
      write(`/${active.name} `);
    } else if (key === 'Enter' && !shiftKey) void send();
    else return;
    event.preventDefault();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {found.length > 0 && (
        <Completions
          id={id}
          commands={found}
          active={active?.name}
          onPick={(name) => {
            write(`/${name} `);
            document.getElementById(`${id}-text`)?.focus();
          }}
        />
      )}
      <div class="field">
        <textarea
          id={`${id}-text`}
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          aria-label={label}
          placeholder={label}
          autocomplete="off"
          aria-autocomplete="list"
          aria-controls={choosing ? `${id}-list` : undefined}
          aria-activedescendant={active ? `${id}-${active.name}` : undefined}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class={text.trim() ? 'send ready' : 'send'} aria-label="Send">
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <path fill="currentColor" d="M2.5 3.2 18 10 2.5 16.8 4.6 11l7-1-7-1z" />
          </svg>
        </button>
      </div>
    </form>
  );
}
