import { type Component, SELECTS, TYPE } from '../component.ts';
import { checkCustomId, checkOptions, checkSelect } from './controls.ts';
import { checkChoice, checkInteger, checkLength, checkText, isObject, type Loose, listOf } from './fields.ts';
import { createFormErrors, type FormErrors, type Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';
import { checkIdentities, checkType, place } from './tree.ts';

const IN_LABEL = [
  ...[TYPE.stringSelect, TYPE.textInput, TYPE.userSelect, TYPE.roleSelect, TYPE.mentionableSelect],
  ...[TYPE.channelSelect, TYPE.upload, TYPE.radioGroup, TYPE.checkboxGroup, TYPE.checkbox],
];

/**
 * Checks the modal of an interaction answer of type 9 (interactions/receiving-and-responding#interaction-response-object-modal).
 *
 * @throws ApiRefusal 50035 with paths under `data`.
 */
export function checkModal(modal: Loose): void {
  const errors = createFormErrors(['data']);
  checkText(modal.title, ['title'], { required: true, min: 1, max: LIMITS.modalTitle }, errors);
  checkCustomId(modal.custom_id, [], errors);
  const path = ['components'];
  const components = listOf(modal.components, path, errors) as unknown as Component[];
  checkLength(components.length, path, { min: 1, max: LIMITS.modalComponents }, errors);
  components.forEach((component, index) => {
    const at = [...path, index];
    if (!checkType(component, at, [TYPE.row, TYPE.text, TYPE.label], errors)) return;
    if (component.type === TYPE.row) checkInputRow(component, at, errors);
    else if (component.type === TYPE.label) checkLabel(component, at, errors);
    else
      checkText(
        component.content,
        [...at, 'content'],
        { required: true, min: 1, max: LIMITS.displayableText },
        errors,
      );
  });
  checkIdentities(place(components, path), errors);
  errors.throwIfAny();
}

function checkInputRow(row: Component, path: Path, errors: FormErrors): void {
  const at = [...path, 'components'];
  const inputs = listOf(row.components, at, errors) as unknown as Component[];
  checkLength(inputs.length, at, { min: 1, max: 1 }, errors);
  inputs.forEach((input, index) => {
    if (!checkType(input, [...at, index], [TYPE.textInput], errors)) return;
    checkText(
      input.label,
      [...at, index, 'label'],
      { required: true, min: 1, max: LIMITS.inputLabel },
      errors,
    );
    checkInput(input, [...at, index], errors);
  });
}

function checkLabel(label: Component, path: Path, errors: FormErrors): void {
  checkText(label.label, [...path, 'label'], { required: true, min: 1, max: LIMITS.labelText }, errors);
  checkText(label.description, [...path, 'description'], { max: LIMITS.labelDescription }, errors);
  const at = [...path, 'component'];
  const child = label.component;
  if (!isObject(child)) {
    errors.add(at, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  if (!checkType(child, at, IN_LABEL, errors)) return;
  if (child.type === TYPE.textInput) {
    checkText(child.label, [...at, 'label'], { min: 1, max: LIMITS.inputLabel }, errors);
    checkInput(child, at, errors);
  } else if (SELECTS.includes(child.type)) checkSelect(child, at, errors, true);
  else checkChoiceInput(child, at, errors);
}

function checkInput(input: Component, path: Path, errors: FormErrors): void {
  checkCustomId(input.custom_id, path, errors);
  checkChoice(input.style, [...path, 'style'], [1, 2], errors);
  checkInteger(input.min_length, [...path, 'min_length'], { min: 0, max: LIMITS.inputValue }, errors);
  checkInteger(input.max_length, [...path, 'max_length'], { min: 1, max: LIMITS.inputValue }, errors);
  checkText(input.placeholder, [...path, 'placeholder'], { max: LIMITS.inputPlaceholder }, errors);
  checkText(input.value, [...path, 'value'], { max: input.max_length ?? LIMITS.inputValue }, errors);
}

function checkChoiceInput(input: Component, path: Path, errors: FormErrors): void {
  checkCustomId(input.custom_id, path, errors);
  const most = input.type === TYPE.upload ? LIMITS.uploads : LIMITS.groupOptions;
  checkInteger(input.min_values, [...path, 'min_values'], { min: 0, max: most }, errors);
  checkInteger(input.max_values, [...path, 'max_values'], { min: 1, max: most }, errors);
  if (input.type === TYPE.radioGroup) checkOptions(input, path, { min: 2, max: LIMITS.groupOptions }, errors);
  if (input.type === TYPE.checkboxGroup)
    checkOptions(input, path, { min: 1, max: LIMITS.groupOptions }, errors);
}
