import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../nearest.ts';

/** Something in the file that cannot be: where, what is there, and what should be. */
export interface Mistake {
  path: PropertyKey[];
  /** It is this key of what stands at `path` that is wrong, not the value. */
  key?: string | undefined;
  /** Follows the name of the place: `has “Funday”`. */
  found: string;
  expected: string;
}

/** The mistakes that a schema found in `value`. */
export function mistakesOf(error: z.ZodError, value: unknown): Mistake[] {
  return error.issues.flatMap((issue): Mistake | Mistake[] => {
    const { path, message } = issue;
    if (issue.code === 'unrecognized_keys') {
      const names = message.split(', ');
      return issue.keys.map((key) => {
        const meant = nearest(key, names);
        const found = `has “${short(key)}”, which is not a key here`;
        return {
          path,
          key,
          found,
          expected: hint(meant, message),
        };
      });
    }
    if (issue.code === 'invalid_key') {
      const expected = issue.issues[0]?.message ?? message;
      return {
        path: path.slice(0, -1),
        key: String(path.at(-1)),
        found: `has “${short(String(path.at(-1)))}”`,
        expected,
      };
    }
    const there = at(value, path);
    const number = typeof there === 'number' || typeof there === 'bigint';
    // YAML reads bare digits as a number, and a long one comes out with other digits than were written.
    if (number && message.includes('in quotes'))
      return { path, found: 'has a number without quotes', expected: message };
    const near =
      issue.code === 'invalid_value' && typeof there === 'string'
        ? nearest(there, issue.values.map(String))
        : null;
    return {
      path,
      found: there === undefined ? 'is missing' : `has ${describe(there)}`,
      expected: hint(near, message),
    };
  });
}

function hint(meant: string | null, expected: string): string {
  return meant ? `${expected} (did you mean “${meant}”?)` : expected;
}

/** A mistake as a person reads it: `community.yaml:41: group “mr”: digest.days has “Funday”. Expected: mon, tue, …`. */
export function sentence(
  mistake: Mistake,
  name: string,
  doc: Document,
  lines: LineCounter,
  value: unknown,
): string {
  const [list, index, ...rest] = mistake.path;
  const singular = { groups: 'group', people: 'person', sources: 'source' }[String(list)];
  const item = at(value, mistake.path.slice(0, 2)) as Record<string, unknown> | undefined;
  const id = item && typeof item === 'object' ? (item.slug ?? item.name ?? item.address) : undefined;
  const which = typeof id === 'string' ? `“${short(id)}”` : `number ${Number(index) + 1}`;
  const subject = singular && index !== undefined ? `${singular} ${which}` : 'the file';
  const place = (index === undefined ? [list] : rest).filter((part) => typeof part === 'string').join('.');
  const words = place ? `${subject}: ${place} ${mistake.found}` : `${subject} ${mistake.found}`;
  return `${name}:${lineOf(mistake, doc, lines)}: ${words}. Expected: ${mistake.expected}.`;
}

/** The line on which a mistake stands; for what is missing, that of the thing it is missing from. */
function lineOf({ path, key }: Mistake, doc: Document, lines: LineCounter): number {
  let node: unknown = doc.contents;
  let offset = 0;
  for (const part of key === undefined ? path : [...path, key]) {
    if (isAlias(node)) node = node.resolve(doc);
    const pair = isMap(node)
      ? node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(part))
      : null;
    const next = isSeq(node) ? node.items[Number(part)] : pair?.value;
    offset = start(pair?.key) ?? start(next) ?? offset;
    if (!pair && !next) break;
    node = next;
  }
  // A value may stand lines below its key, as in a list that is written down the page.
  if (key === undefined && isScalar(node)) offset = start(node) ?? offset;
  return lines.linePos(offset).line;
}

function start(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[part] : undefined,
    value,
  );
}

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a set of keys';
  return typeof value === 'string' ? `“${short(value)}”` : String(value);
}

function short(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
