import type { CommandView } from '../../view.ts';

/** The commands that a line may become, or the one that it has become: a line that starts with `/`. */
export function matching(commands: readonly CommandView[], text: string): CommandView[] {
  const [, typed = '', rest] = /^\/(\S*)(\s[\s\S]*)?$/.exec(text) ?? [];
  if (!text.startsWith('/')) return [];
  return commands.filter(({ name }) => (rest === undefined ? name.startsWith(typed) : name === typed));
}

/** The list above the field: name, what may be typed behind it, and what it does. */
export function Completions(props: {
  id: string;
  commands: readonly CommandView[];
  /** None while words are typed behind a command: the list then only reminds. */
  active: string | undefined;
  onPick: (name: string) => void;
}) {
  const { id, commands, active, onPick } = props;
  if (active === undefined)
    return (
      <div class="completions">
        {commands.map((command) => (
          <div key={command.name} class="completion">
            <Words {...command} />
          </div>
        ))}
      </div>
    );
  return (
    // Where it is too long for a small screen it scrolls, also by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable
    <div class="completions" tabIndex={0}>
      <p class="group" aria-hidden="true">
        Commands
      </p>
      <div role="listbox" id={`${id}-list`} aria-label="Commands">
        {commands.map((command) => (
          // The field keeps the focus and moves the choice (aria-activedescendant).
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            key={command.name}
            role="option"
            id={`${id}-${command.name}`}
            class="completion"
            aria-selected={command.name === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(command.name)}
          >
            <Words {...command} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Words({ name, hint, description }: CommandView) {
  return (
    <>
      <span class="command">
        <b>/{name}</b> {hint && <span class="hint">{hint}</span>}
      </span>
      <span class="description">{description}</span>
    </>
  );
}
