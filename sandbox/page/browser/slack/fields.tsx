import { useId } from 'preact/hooks';
import { isObject, type Json } from '../../../slack/schema.ts';
import type { Filled, Need } from '../parts/fields.ts';
import { Picker } from '../parts/picker.tsx';
import { choicesOf, initialOf } from './elements.tsx';
import { words } from './mrkdwn.tsx';

const str = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const elementOf = (block: Json): Json => (isObject(block.element) ? block.element : {});
const several = (element: Json) => /^(multi_|checkboxes)/.test(str(element.type));
const chosen = (element: Json) => /select$|^checkboxes$|^radio_buttons$/.test(str(element.type));

/** What an input block must hold. */
export function needOf(block: Json): Need {
  const element = elementOf(block);
  return {
    name: str(block.block_id),
    required: block.optional !== true,
    least: Number(element.min_length ?? 0),
    many: several(element),
  };
}

/** What an input block holds from the start. */
export function startOf(block: Json): string | string[] | undefined {
  const element = elementOf(block);
  if (several(element)) return initialOf(element);
  if (chosen(element)) return initialOf(element)[0];
  return str(element.initial_value ?? element.initial_date ?? element.initial_time);
}

/** The kinds of field that a browser has of its own. */
const native: Record<string, 'email' | 'url' | 'number' | 'date' | 'time'> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
};

/** An input block of a modal: label, field, hint and what the app complains of. */
export function Input(props: { block: Json; filled: Filled; error: string | undefined }) {
  const { block, filled, error } = props;
  const id = useId();
  const name = str(block.block_id);
  const element = elementOf(block);
  const label = words(block.label);
  const hint = words(block.hint);
  const boxes = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const labelled = chosen(element);
  const optional = block.optional === true && <span class="optional"> (optional)</span>;
  const says = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const shared = {
    id,
    'aria-describedby': says,
    'aria-invalid': error ? ('true' as const) : undefined,
    placeholder: words(element.placeholder),
  };
  const write = (event: { currentTarget: { value: string } }) => filled.set(name, event.currentTarget.value);
  const start = filled.get(name);
  const text = typeof start === 'string' ? start : '';
  let field = (
    <input
      {...shared}
      // The types of JSX know each kind apart; this may be any of them.
      type={(native[str(element.type)] ?? 'text') as 'text'}
      defaultValue={text}
      {...(element.max_length === undefined ? {} : { maxLength: Number(element.max_length) })}
      onInput={write}
    />
  );
  if (element.type === 'plain_text_input' && element.multiline === true)
    field = (
      <textarea
        {...shared}
        rows={4}
        defaultValue={text}
        maxLength={Number(element.max_length ?? 3000)}
        onInput={write}
      />
    );
  if (boxes) field = <Boxes element={element} name={`${id}-box`} filled={filled} field={name} says={says} />;
  else if (labelled)
    field = (
      <Picker
        class="select"
        label={label}
        placeholder={words(element.placeholder) || (several(element) ? 'Select options' : 'Select an option')}
        choices={choicesOf(element)}
        chosen={[start ?? []].flat()}
        most={several(element) ? Number(element.max_selected_items ?? 100) : 1}
        eager={true}
        invalid={error !== undefined}
        describedBy={says}
        onPick={(values) => filled.set(name, several(element) ? values : (values[0] ?? ''))}
      />
    );
  return (
    <div class={error ? 'input wrong' : 'input'} data-field={name}>
      {labelled ? (
        <p class="label" id={`${id}-label`} aria-hidden={!boxes}>
          {label}
          {optional}
        </p>
      ) : (
        <label class="label" for={id}>
          {label}
          {optional}
        </label>
      )}
      {boxes ? <fieldset aria-labelledby={`${id}-label`}>{field}</fieldset> : field}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          <span aria-hidden="true">⚠ </span>
          {error}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Radio buttons and checkboxes. */
function Boxes(props: {
  element: Json;
  name: string;
  field: string;
  filled: Filled;
  says: string | undefined;
}) {
  const { element, name, field, filled, says } = props;
  const many = element.type === 'checkboxes';
  function change(value: string, on: boolean): void {
    if (!many) filled.set(field, value);
    else {
      const others = [filled.get(field) ?? []].flat().filter((one) => one !== value);
      filled.set(field, on ? [...others, value] : others);
    }
  }
  return (
    <>
      {choicesOf(element).map(({ value, label, description }) => (
        <label class="box" key={value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            defaultChecked={initialOf(element).includes(value)}
            aria-describedby={says}
            onChange={(event) => change(value, event.currentTarget.checked)}
          />
          <span>
            {label}
            {description && <small>{description}</small>}
          </span>
        </label>
      ))}
    </>
  );
}
