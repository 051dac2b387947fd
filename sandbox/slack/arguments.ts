/** Reads a call's arguments, which come as JSON or as a form (where everything is a string and objects are JSON inside). */

import { refuse } from './refuse.ts';
import { isObject, type Json } from './schema.ts';

/** A text argument, or undefined when it is missing or empty. */
export function word(args: Json, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A yes or no. */
export function flag(args: Json, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1' || args[name] === 1;
}

/** A whole number from 1 to `max`; `fallback` when missing; Slack says `invalid_limit` to anything else. */
export function count(args: Json, name: string, fallback: number, max: number): number {
  const text = word(args, name);
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) refuse('invalid_limit');
  return Math.min(number, max);
}

/** A structured argument: JSON itself, or JSON in a string. Refuses with `code` what cannot be read. */
export function structure(args: Json, name: string, code: string): unknown {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return refuse(code);
  }
}

/** A list of objects, or undefined when missing. */
export function objectList(args: Json, name: string, code: string): Json[] | undefined {
  const value = structure(args, name, code);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) return refuse(code);
  return value;
}

/** Slices a list by Slack's opaque cursor; gives the page and the metadata that goes with it. */
export function page<Item>(items: Item[], args: Json, fallback: number, max: number) {
  const limit = count(args, 'limit', fallback, max);
  const cursor = word(args, 'cursor');
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(start) || start < 0) refuse('invalid_cursor');
  const more = start + limit < items.length;
  const next = more ? Buffer.from(`next:${start + limit}`).toString('base64') : '';
  return { items: items.slice(start, start + limit), more, response_metadata: { next_cursor: next } };
}
