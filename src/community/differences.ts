import { isDeepStrictEqual } from 'node:util';

/** What differs between two rows of the same shape, each in a few words: `name “MR” → “MR SIG”`. */
export function differences(old: object, row: object): string[] {
  const before = old as Record<string, unknown>;
  return Object.entries(row).flatMap(([key, value]) => {
    if (isDeepStrictEqual(before[key], value)) return [];
    return `${words(key)} ${show(before[key])} → ${show(value)}`;
  });
}

function words(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function show(value: unknown): string {
  if (value === null || value === '') return 'none';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (typeof value !== 'object') return typeof value === 'string' ? `“${value}”` : String(value);
  const pairs = Object.entries(value as object).map(([key, inner]) => `${key} ${inner}`);
  return pairs.length > 0 ? pairs.join(', ') : 'none';
}
