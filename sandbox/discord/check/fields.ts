import type { FormErrors, Path } from './form-errors.ts';

/** A JSON object whose fields nobody has checked yet. */
export type Loose = Record<string, unknown>;

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the list at `path`; anything else is complained of and read as empty. */
export function listOf(value: unknown, path: Path, errors: FormErrors): Loose[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  return value.flatMap((entry, index) => {
    if (isObject(entry)) return [entry];
    errors.add([...path, index], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return [];
  });
}

export interface TextRule {
  min?: number;
  max: number;
  required?: boolean;
}

/** Complains of a text that is missing, no string, too short or too long, with the codes Discord uses. */
export function checkText(value: unknown, path: Path, rule: TextRule, errors: FormErrors): void {
  if (value === undefined || value === null || (value === '' && rule.required)) {
    if (rule.required) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  if (typeof value !== 'string') {
    errors.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${JSON.stringify(value)}" as string.`);
    return;
  }
  checkLength(value.length, path, rule, errors);
}

/** Complains of a length outside `min` and `max`. */
export function checkLength(
  length: number,
  path: Path,
  { min = 0, max }: { min?: number; max: number },
  errors: FormErrors,
): void {
  if (length >= min && length <= max) return;
  if (min > 0) errors.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  else errors.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}

/** Complains of a number that is no integer or outside `min` and `max`; a missing one is fine unless required. */
export function checkInteger(
  value: unknown,
  path: Path,
  { min, max, required = false }: { min: number; max: number; required?: boolean },
  errors: FormErrors,
): void {
  if (value === undefined || value === null) {
    if (required) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  } else if (typeof value !== 'number' || !Number.isInteger(value)) {
    errors.add(path, 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(value)} is not int.`);
  } else if (value < min) {
    errors.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
  } else if (value > max) {
    errors.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  }
}

/** Complains unless the value is one of `choices`. */
export function checkChoice(
  value: unknown,
  path: Path,
  choices: readonly number[],
  errors: FormErrors,
): void {
  if (value === undefined || value === null) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (!choices.includes(value as number))
    errors.add(path, 'BASE_TYPE_CHOICES', `Value must be one of (${choices.join(', ')}).`);
}

const SCHEMES = ['http', 'https'];

/** Complains of an address that is malformed or of a scheme Discord does not open. */
export function checkUrl(
  value: unknown,
  path: Path,
  { schemes = SCHEMES, max = 2048 }: { schemes?: readonly string[]; max?: number },
  errors: FormErrors,
): void {
  checkText(value, path, { required: true, max }, errors);
  if (typeof value !== 'string' || value === '') return;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
  if (!scheme || !URL.canParse(value)) {
    errors.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  } else if (!schemes.includes(scheme)) {
    const list = schemes.map((name) => `'${name}'`).join(', ');
    errors.add(
      path,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${scheme}" is not supported. Scheme must be one of (${list}).`,
    );
  }
}
