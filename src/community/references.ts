import { nearest } from '../nearest.ts';
import type { Mistake } from './mistakes.ts';

/**
 * Mistakes between the parts of a file: what stands twice, and groups that are named and do not exist.
 * Takes what YAML made of the file, of any shape: what has a wrong shape is passed over, for the schema names it.
 */
export function crossCheck(file: unknown): Mistake[] {
  const groups = entries(file, 'groups');
  const people = entries(file, 'people');
  const sources = entries(file, 'sources');
  const slugs = new Set(groups.flatMap(({ value }) => (typeof value.slug === 'string' ? value.slug : [])));
  return [
    ...twice(groups.map(({ value, path }) => ({ id: value.slug, path: [...path, 'slug'] }))),
    ...twice(people.map(({ value, path }) => ({ id: value.slug, path: [...path, 'slug'] }))),
    ...twice(sources.map(({ value, path }) => ({ id: href(value.address), path: [...path, 'address'] }))),
    ...twice(
      groups.flatMap((group) => ids(group, 'channels')),
      'each channel under one group, once',
    ),
    ...twice(
      people.flatMap((person) => ids(person, 'accounts')),
      'each account under one person',
    ),
    ...people.flatMap(({ value, path }) =>
      Object.keys(record(value.roles)).flatMap((slug) =>
        unknownGroup(slug, slugs, [...path, 'roles', slug], true),
      ),
    ),
    ...sources.flatMap(({ value, path }) =>
      array(value.groups).flatMap((slug, index) =>
        unknownGroup(slug, slugs, [...path, 'groups', index], false),
      ),
    ),
    ...sources.flatMap(({ value, path }) =>
      twice(
        array(value.groups).map((id, index) => ({ id, path: [...path, 'groups', index] })),
        'each group once',
      ),
    ),
  ];
}

const mostNames = 200;

interface Entry {
  value: Record<string, unknown>;
  path: PropertyKey[];
}
interface Named {
  id: unknown;
  path: PropertyKey[];
}

function twice(all: readonly Named[], expected = 'a value that nothing else here has'): Mistake[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ id, path }) => {
    if (typeof id !== 'string') return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const shown = id.replace(/^\S+ /, '');
    return { path, found: `has ${show(shown)}, which is already here`, expected };
  });
}

function ids({ value, path }: Entry, key: string): Named[] {
  return Object.entries(record(value[key])).flatMap(([platform, given]) => {
    const at = [...path, key, platform];
    if (!Array.isArray(given)) return { id: `${platform} ${String(given)}`, path: at };
    return given.map((id, index) => ({ id: `${platform} ${String(id)}`, path: [...at, index] }));
  });
}

function unknownGroup(
  slug: unknown,
  slugs: ReadonlySet<string>,
  path: PropertyKey[],
  key: boolean,
): Mistake[] {
  if (typeof slug !== 'string' || slugs.has(slug)) return [];
  // Comparing every slip with thousands of names would take minutes.
  const meant = slugs.size <= mostNames ? nearest(slug, [...slugs]) : null;
  const expected = meant ? `a group of this file (did you mean “${meant}”?)` : 'a group of this file';
  return [
    {
      path: key ? path.slice(0, -1) : path,
      key: key ? slug : undefined,
      found: `names the group ${show(slug)}, which is not in the file`,
      expected,
    },
  ];
}

function entries(file: unknown, key: string): Entry[] {
  return array(record(file)[key]).flatMap((value, index) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { value: value as Record<string, unknown>, path: [key, index] }
      : [],
  );
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function href(address: unknown): unknown {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).href : address;
}

function show(value: unknown): string {
  return `“${String(value).slice(0, 60)}”`;
}
