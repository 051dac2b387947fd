import type { Component } from '../../../discord/component.ts';
import { useTouch } from '../parts/hands.ts';
import { isWebAddress } from '../parts/link.tsx';
import type { Choice } from '../parts/pick-list.tsx';
import { Picker } from '../parts/picker.tsx';
import { Press } from '../parts/press.tsx';

/** The looks of a button, by its number (Component Reference, Button styles). */
const looks = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

/** A button of a message. */
export function Button({ button }: { button: Component }) {
  const { can, press } = useTouch();
  const { custom_id: id, label = '', emoji, url = '', style = 2, disabled = false } = button;
  const shown = (
    <>
      {emoji?.name && `${emoji.name} `}
      {label}
    </>
  );
  if (style === 5 && isWebAddress(url))
    return (
      <a class="button link" href={url} target="_blank" rel="noopener noreferrer">
        {shown} <span aria-hidden="true">↗</span>
      </a>
    );
  return (
    <Press
      class={`button ${looks[style] ?? 'secondary'}`}
      off={!can || disabled || id === undefined}
      onPress={() => (id === undefined ? undefined : press(id))}
    >
      {shown}
    </Press>
  );
}

/** The options of a select, with their emoji. */
export function choicesOf(select: Component): Choice[] {
  return (select.options ?? []).map(({ value, label, description, emoji }) => ({
    value,
    label: emoji?.name ? `${emoji.name} ${label}` : label,
    ...(description ? { description } : {}),
  }));
}

/** What a select holds from the start. */
export function defaultsOf(select: Component): string[] {
  return (select.options ?? []).filter((option) => option.default).map(({ value }) => value);
}

/** A menu of a message. */
export function Select({ select }: { select: Component }) {
  const { can, choose } = useTouch();
  const { custom_id: id, placeholder = 'Make a selection', max_values: most = 1 } = select;
  return (
    <Picker
      class="select"
      label={placeholder}
      placeholder={placeholder}
      choices={choicesOf(select)}
      chosen={defaultsOf(select)}
      most={most}
      off={!can || select.disabled === true}
      onPick={(values) => (id === undefined ? undefined : choose(id, values))}
    />
  );
}
