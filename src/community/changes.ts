import type { Change, Rows } from './change.ts';
import { differences } from './differences.ts';
import { accounts, channels, roles, subscriptions } from './link-changes.ts';
import type { State } from './state.ts';

/**
 * What has to be done so that the database says what the file says. Groups, people and sources that the file does not name
 * are left, with all that ties them to each other and to the rest; of those that it names, everything follows the file.
 */
export function planChanges(current: State, wanted: State): Change[] {
  const groups = new Set(wanted.groups.map(({ slug }) => slug));
  const people = new Set(wanted.people.map(({ slug }) => slug));
  const sources = new Set(wanted.sources.map(({ address }) => address));
  return [
    ...things('group', current.groups, wanted.groups, (row) => row.slug),
    ...things('person', current.people, wanted.people, (row) => row.slug),
    ...things('source', current.sources, wanted.sources, (row) => row.address),
    ...channels(current.channels, wanted.channels, groups),
    ...accounts(current.accounts, wanted.accounts, people),
    ...roles(current.roles, wanted.roles, (row) => people.has(row.person) && groups.has(row.group)),
    ...subscriptions(current, wanted, (row) => sources.has(row.source) && groups.has(row.group)),
    ...left(current, groups, people, sources),
  ];
}

function things<What extends 'group' | 'person' | 'source'>(
  what: What,
  current: readonly Rows[What][],
  wanted: readonly Rows[What][],
  key: (row: Rows[What]) => string,
): Change[] {
  const known = new Map(current.map((row) => [key(row), row]));
  return wanted.flatMap((row) => {
    const old = known.get(key(row));
    const title = `${what[0]!.toUpperCase()}${what.slice(1)} “${key(row)}”`;
    if (!old) return { act: 'added', what, row, sentence: `${title} added: ${row.name}.` } as Change;
    const changed = differences(old, row);
    if (changed.length === 0) return [];
    return { act: 'changed', what, row, sentence: `${title} changed: ${changed.join('; ')}.` } as Change;
  });
}

function left(
  current: State,
  groups: ReadonlySet<string>,
  people: ReadonlySet<string>,
  sources: ReadonlySet<string>,
): Change[] {
  const rest = 'not in the file and stays as it is';
  return [
    ...current.groups
      .filter(({ slug }) => !groups.has(slug))
      .map(
        (row): Change => ({ act: 'left', what: 'group', row, sentence: `Group “${row.slug}” is ${rest}.` }),
      ),
    ...current.people
      .filter(({ slug }) => !people.has(slug))
      .map((row): Change => {
        const has = current.roles
          .filter(({ person }) => person === row.slug)
          .map(({ kind, group }) => `${kind} of “${group}”`);
        const still = has.length > 0 ? ` (still ${has.join(', ')})` : '';
        return { act: 'left', what: 'person', row, sentence: `Person “${row.slug}” is ${rest}${still}.` };
      }),
    ...current.sources
      .filter(({ address }) => !sources.has(address))
      .map(
        (row): Change => ({
          act: 'left',
          what: 'source',
          row,
          sentence: `Source “${row.address}” is ${rest}.`,
        }),
      ),
  ];
}
