import { refuse } from '../rest/refusal.ts';
import { checkChoice, checkLength, checkText, isObject, type Loose, listOf } from './fields.ts';
import { createFormErrors, type FormErrors, type Path } from './form-errors.ts';
import { LIMITS } from './limits.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const SLASH = 1;

/**
 * Checks the commands an application registers (interactions/application-commands): names, descriptions, options, counts. `single`: paths
 * without the index, as when one command is added.
 *
 * @throws ApiRefusal 50035 with a path per command; 30032 beyond 100 slash or 15 menu commands.
 */
export function checkCommands(commands: readonly Loose[], single = false): void {
  const errors = createFormErrors();
  const names = new Set<string>();
  commands.forEach((command, index) => {
    const path: Path = single ? [] : [index];
    checkCommand(command, path, errors);
    const key = `${command.type ?? SLASH} ${String(command.name)}`;
    if (names.has(key))
      errors.add(
        [...path, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    names.add(key);
  });
  errors.throwIfAny();
  for (const type of [1, 2, 3]) {
    const most = type === SLASH ? LIMITS.slashCommands : LIMITS.menuCommands;
    if (commands.filter((command) => (command.type ?? SLASH) === type).length > most)
      throw refuse.tooManyCommands(most);
  }
}

function checkCommand(command: Loose, path: Path, errors: FormErrors): void {
  const type = command.type ?? SLASH;
  checkChoice(type, [...path, 'type'], [1, 2, 3], errors);
  if (type === SLASH) {
    checkName(command.name, path, errors);
    checkText(
      command.description,
      [...path, 'description'],
      { required: true, min: 1, max: LIMITS.commandDescription },
      errors,
    );
  } else {
    checkText(command.name, [...path, 'name'], { required: true, min: 1, max: LIMITS.commandName }, errors);
    if (command.description)
      errors.add(
        [...path, 'description'],
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
        'Context menu commands cannot have a description',
      );
  }
  checkOptions(command.options, [...path, 'options'], errors);
  if (size(command) > LIMITS.commandTotal)
    errors.add(
      path,
      'APPLICATION_COMMAND_TOO_LARGE',
      `Command exceeds maximum size (${LIMITS.commandTotal})`,
    );
}

function checkName(name: unknown, path: Path, errors: FormErrors): void {
  checkText(name, [...path, 'name'], { required: true, min: 1, max: LIMITS.commandName }, errors);
  if (typeof name === 'string' && name && (!NAME.test(name) || name !== name.toLowerCase()))
    errors.add([...path, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function checkOptions(options: unknown, path: Path, errors: FormErrors): void {
  const list = listOf(options, path, errors);
  checkLength(list.length, path, { max: LIMITS.commandOptions }, errors);
  const names = new Set<unknown>();
  let optionalSeen = false;
  list.forEach((option, index) => {
    const at = [...path, index];
    checkChoice(option.type, [...at, 'type'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], errors);
    checkName(option.name, at, errors);
    checkText(
      option.description,
      [...at, 'description'],
      { required: true, min: 1, max: LIMITS.commandDescription },
      errors,
    );
    if (names.has(option.name))
      errors.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option name must be unique');
    names.add(option.name);
    if (option.required && optionalSeen)
      errors.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    optionalSeen ||= !option.required;
    const choices = listOf(option.choices, [...at, 'choices'], errors);
    checkLength(choices.length, [...at, 'choices'], { max: LIMITS.optionChoices }, errors);
    choices.forEach((choice, place) => {
      checkText(
        choice.name,
        [...at, 'choices', place, 'name'],
        { required: true, min: 1, max: LIMITS.choiceName },
        errors,
      );
      if (typeof choice.value === 'string')
        checkText(choice.value, [...at, 'choices', place, 'value'], { max: LIMITS.choiceValue }, errors);
    });
    checkOptions(option.options, [...at, 'options'], errors);
  });
}

/** Characters of names, descriptions and choice values, through all levels. */
function size(part: Loose): number {
  let sum = 0;
  for (const key of ['name', 'description', 'value']) {
    const text = part[key];
    if (typeof text === 'string') sum += text.length;
  }
  for (const key of ['options', 'choices']) {
    const list = part[key];
    if (Array.isArray(list)) for (const entry of list) if (isObject(entry)) sum += size(entry);
  }
  return sum;
}
