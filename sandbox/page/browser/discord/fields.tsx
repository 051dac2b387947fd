import { useId } from 'preact/hooks';
import { type Component, TYPE } from '../../../discord/component.ts';
import type { Filled, Need } from '../parts/fields.ts';
import { Picker } from '../parts/picker.tsx';
import { choicesOf, defaultsOf } from './controls.tsx';
import { Markdown } from './markdown.tsx';

const lists: readonly number[] = [TYPE.stringSelect, TYPE.checkboxGroup];

/** What an input must hold. */
export function needOf(input: Component): Need {
  return {
    name: String(input.custom_id),
    required: input.required !== false,
    least: input.type === TYPE.textInput ? (input.min_length ?? 0) : 0,
    many: lists.includes(input.type),
  };
}

/** What an input holds from the start. */
export function startOf(input: Component): string | string[] | undefined {
  if (lists.includes(input.type)) return defaultsOf(input);
  return input.type === TYPE.radioGroup ? defaultsOf(input)[0] : (input.value ?? '');
}

/** One part of a modal: a label with its input, a row with one (the older form), or a text. */
export function Field(props: { part: Component; filled: Filled; errors: Record<string, string> }) {
  const { part, filled, errors } = props;
  if (part.type === TYPE.text) return <Markdown of={part.content ?? ''} />;
  const input = part.component ?? part.components?.[0];
  if (!input) return null;
  const label = part.label ?? input.label ?? '';
  return (
    <Labelled
      input={input}
      label={label}
      hint={part.description ?? ''}
      filled={filled}
      error={errors[String(input.custom_id)]}
    />
  );
}

function Labelled(props: {
  input: Component;
  label: string;
  hint: string;
  filled: Filled;
  error: string | undefined;
}) {
  const { input, label, hint, filled, error } = props;
  const id = useId();
  const name = String(input.custom_id);
  const says = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const typed = input.type === TYPE.textInput;
  const star = input.required !== false && (
    <span class="star" title="Required">
      <span aria-hidden="true">*</span>
      <span class="unseen"> required</span>
    </span>
  );
  return (
    <div class={error ? 'input wrong' : 'input'} data-field={name}>
      {typed ? (
        <label class="label" for={id}>
          {label} {star}
        </label>
      ) : (
        <p class="label" id={`${id}-label`}>
          {label} {star}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {typed ? (
        <Words id={id} input={input} filled={filled} says={says} wrong={error !== undefined} />
      ) : (
        <Choices id={id} input={input} label={label} filled={filled} says={says} />
      )}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Words(props: {
  id: string;
  input: Component;
  filled: Filled;
  says: string | undefined;
  wrong: boolean;
}) {
  const { id, input, filled, says, wrong } = props;
  const name = String(input.custom_id);
  const start = filled.get(name);
  const shared = {
    id,
    defaultValue: typeof start === 'string' ? start : '',
    maxLength: input.max_length ?? 4000,
    placeholder: input.placeholder ?? '',
    'aria-describedby': says,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    onInput: (event: { currentTarget: { value: string } }) =>
      void filled.set(name, event.currentTarget.value),
  };
  return input.style === 1 ? <input type="text" {...shared} /> : <textarea rows={4} {...shared} />;
}

function Choices(props: {
  id: string;
  input: Component;
  label: string;
  filled: Filled;
  says: string | undefined;
}) {
  const { id, input, label, filled, says } = props;
  const name = String(input.custom_id);
  if (input.type === TYPE.stringSelect)
    return (
      <Picker
        class="select"
        label={label}
        placeholder={input.placeholder ?? 'Make a selection'}
        choices={choicesOf(input)}
        chosen={[filled.get(name) ?? []].flat()}
        most={input.max_values ?? 1}
        eager={true}
        describedBy={says}
        onPick={(values) => filled.set(name, values)}
      />
    );
  const many = input.type === TYPE.checkboxGroup;
  if (!many && input.type !== TYPE.radioGroup) return <p class="unknown">{`[component ${input.type}]`}</p>;
  return (
    <fieldset aria-labelledby={`${id}-label`} aria-describedby={says}>
      {choicesOf(input).map(({ value, label: words, description }) => (
        <label class="box" key={value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={`${id}-box`}
            defaultChecked={defaultsOf(input).includes(value)}
            onChange={(event) => {
              const others = [filled.get(name) ?? []].flat().filter((one) => one !== value);
              if (!many) filled.set(name, value);
              else filled.set(name, event.currentTarget.checked ? [...others, value] : others);
            }}
          />
          <span>
            {words}
            {description && <small>{description}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
