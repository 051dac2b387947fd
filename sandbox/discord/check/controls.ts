import { type Component, type SelectOption, TYPE } from '../component.ts';
import { checkChoice, checkInteger, checkLength, checkText, checkUrl, listOf } from './fields.ts';
import type { FormErrors, Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';

const LINK = 5;
const PREMIUM = 6;

/** Checks a button (components/reference#button): label, id or address, emoji. */
export function checkButton(button: Component, path: Path, errors: FormErrors): void {
  checkChoice(button.style, [...path, 'style'], [1, 2, 3, 4, 5, 6], errors);
  checkText(button.label, [...path, 'label'], { max: LIMITS.buttonLabel }, errors);
  checkEmoji(button.emoji, [...path, 'emoji'], errors);
  if (button.style === PREMIUM) {
    checkText(button.sku_id, [...path, 'sku_id'], { required: true, max: 20 }, errors);
    return;
  }
  if (!button.label && !button.emoji)
    errors.add(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji');
  if (button.style === LINK) {
    checkUrl(
      button.url,
      [...path, 'url'],
      { schemes: ['discord', 'http', 'https'], max: LIMITS.buttonUrl },
      errors,
    );
    if (button.custom_id)
      errors.add(
        path,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    return;
  }
  checkCustomId(button.custom_id, path, errors);
  if (button.url)
    errors.add(
      path,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
}

/** Checks a select menu of any type; `inModal` applies the rules of modals (`required`, no `disabled`). */
export function checkSelect(select: Component, path: Path, errors: FormErrors, inModal = false): void {
  checkCustomId(select.custom_id, path, errors);
  checkText(select.placeholder, [...path, 'placeholder'], { max: LIMITS.selectPlaceholder }, errors);
  checkInteger(select.min_values, [...path, 'min_values'], { min: 0, max: LIMITS.selectOptions }, errors);
  checkInteger(select.max_values, [...path, 'max_values'], { min: 1, max: LIMITS.selectOptions }, errors);
  if ((select.min_values ?? 1) > (select.max_values ?? 1))
    errors.add(
      [...path, 'max_values'],
      'SELECT_COMPONENT_MAX_VALUES_TOO_SMALL',
      'max_values must not be below min_values',
    );
  if (inModal) {
    if (select.disabled)
      errors.add(
        [...path, 'disabled'],
        'MODAL_COMPONENT_CANNOT_BE_DISABLED',
        'Components in a modal cannot be disabled',
      );
    if (select.min_values === 0 && select.required !== false)
      errors.add(
        [...path, 'min_values'],
        'NUMBER_TYPE_MIN',
        'int value should be greater than or equal to 1.',
      );
  }
  if (select.type !== TYPE.stringSelect) return;
  const options = checkOptions(select, path, { min: 1, max: LIMITS.selectOptions }, errors);
  if (options.length > 0 && (select.max_values ?? 1) > options.length)
    errors.add(
      [...path, 'max_values'],
      'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
      'max_values must not exceed the number of options',
    );
  if (options.filter((option) => option.default).length > (select.max_values ?? 1))
    errors.add(
      [...path, 'options'],
      'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
      'Too many options are selected by default',
    );
}

/** Checks the options of a select, radio group or checkbox group: count, texts, each value once. Returns them. */
export function checkOptions(
  holder: Component,
  path: Path,
  count: { min: number; max: number },
  errors: FormErrors,
): SelectOption[] {
  const at = [...path, 'options'];
  const options = listOf(holder.options, at, errors) as unknown as SelectOption[];
  if (holder.options === undefined) errors.add(at, 'BASE_TYPE_REQUIRED', 'This field is required');
  else checkLength(options.length, at, count, errors);
  const seen = new Set<string>();
  options.forEach((option, index) => {
    checkText(
      option.label,
      [...at, index, 'label'],
      { required: true, min: 1, max: LIMITS.optionLabel },
      errors,
    );
    checkText(
      option.value,
      [...at, index, 'value'],
      { required: true, min: 1, max: LIMITS.optionValue },
      errors,
    );
    checkText(option.description, [...at, index, 'description'], { max: LIMITS.optionDescription }, errors);
    checkEmoji(option.emoji, [...at, index, 'emoji'], errors);
    if (seen.has(option.value))
      errors.add(
        [...at, index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    seen.add(option.value);
  });
  return options;
}

/** Checks the developer's id of a control: 1 to 100 characters. */
export function checkCustomId(value: unknown, path: Path, errors: FormErrors): void {
  checkText(value, [...path, 'custom_id'], { required: true, min: 1, max: LIMITS.customId }, errors);
}

function checkEmoji(emoji: Component['emoji'], path: Path, errors: FormErrors): void {
  if (emoji === undefined || emoji === null || emoji.id) return;
  const isUnicode = isUnicodeEmoji(emoji.name ?? '');
  if (!isUnicode) errors.add([...path, 'name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}

/** True for a text that holds an emoji of Unicode: a pictograph, a flag or a keycap. */
export function isUnicodeEmoji(text: string): boolean {
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text);
}
