/**
 * A small language to say what a JSON value may be, with complaints worded as Slack words them
 * (`must be less than 3001 characters [json-pointer:/blocks/0/text/text]`).
 */

export type Json = Record<string, unknown>;
export type Complain = (message: string, pointer: string) => void;
export type Check = (value: unknown, pointer: string, complain: Complain) => void;

/** Whether a value is a plain JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Runs a check and returns the complaints in Slack's form, without the `[ERROR]` that a response puts before each. */
export function complaints(check: Check, value: unknown, pointer: string): string[] {
  const found: string[] = [];
  check(value, pointer, (message, at) => found.push(`${message} [json-pointer:${at}]`));
  return found;
}

/** A string of `min` to `max` characters (Slack counts code units as JavaScript does, as far as is known). */
export function string(max: number, min = 1): Check {
  return (value, pointer, complain) => {
    if (typeof value !== 'string') return complain('must provide a string', pointer);
    if (value.length < min) complain(`must be more than ${min - 1} characters`, pointer);
    if (value.length > max) complain(`must be less than ${max + 1} characters`, pointer);
  };
}

export const boolean: Check = (value, pointer, complain) => {
  if (typeof value !== 'boolean') complain('must provide a boolean', pointer);
};

/** A day of the calendar, as `2026-12-04`. */
export const day: Check = (value, pointer, complain) => {
  if (typeof value !== 'string') return complain('must provide a string', pointer);
  if (!isDay(value)) complain('must be a valid date in the format YYYY-MM-DD', pointer);
};

/** Is this a day of the calendar, as `2026-12-04`? */
export function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`);
  // The 30th of February comes out as a day of March.
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value;
}

/** A whole number in a range, both ends allowed. */
export function integer(min: number, max: number): Check {
  return (value, pointer, complain) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      return complain('must provide a number', pointer);
    if (value < min) complain(`must be at least ${min}`, pointer);
    if (value > max) complain(`must be at most ${max}`, pointer);
  };
}

/** One of a few strings. */
export function oneOf(...allowed: string[]): Check {
  return (value, pointer, complain) => {
    if (typeof value !== 'string' || !allowed.includes(value)) {
      complain(`must be a valid enum value (${allowed.join(', ')})`, pointer);
    }
  };
}

/** A web address; Slack refuses anything but http(s), and mailto in a few places. */
export function url(max: number, protocols = ['http:', 'https:', 'mailto:']): Check {
  return (value, pointer, complain) => {
    string(max)(value, pointer, complain);
    if (typeof value !== 'string') return;
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
      complain('must be a valid URL', pointer);
    }
  };
}

/** A list of `min` to `max` things. */
export function list(check: Check, max: number, min = 1): Check {
  return (value, pointer, complain) => {
    if (!Array.isArray(value)) return complain('must provide an array', pointer);
    if (value.length < min) complain(`no less than ${min} items allowed`, pointer);
    if (value.length > max) complain(`no more than ${max} items allowed`, pointer);
    value.forEach((item, index) => {
      check(item, `${pointer}/${index}`, complain);
    });
  };
}

/** An object with these fields and no others; `required` names those that must be there. */
export function object(fields: Record<string, Check>, required: string[] = []): Check {
  return (value, pointer, complain) => {
    if (!isObject(value)) return complain('must provide an object', pointer);
    for (const name of required) {
      if (value[name] === undefined) complain(`missing required field: ${name}`, pointer);
    }
    for (const [name, inner] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!check) complain(`invalid additional property: ${name}`, pointer);
      else if (inner !== undefined) check(inner, `${pointer}/${name}`, complain);
    }
  };
}

/** Picks the check by the value's `type`. */
export function byType(kinds: Record<string, Check>): Check {
  return (value, pointer, complain) => {
    if (!isObject(value)) return complain('must provide an object', pointer);
    if (value.type === undefined) return complain('missing required field: type', pointer);
    const kind = String(value.type);
    const check = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (check) check(value, pointer, complain);
    else complain(`unsupported type: ${kind}`, `${pointer}/type`);
  };
}

/** All checks, one after another. */
export function all(...checks: Check[]): Check {
  return (value, pointer, complain) => {
    for (const check of checks) check(value, pointer, complain);
  };
}

/** Anything at all. */
export const any: Check = () => {};
