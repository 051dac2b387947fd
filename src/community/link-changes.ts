import type { Change, Rows } from './change.ts';
import type { State } from './state.ts';

export function channels(
  current: State['channels'],
  wanted: State['channels'],
  named: ReadonlySet<string>,
): Change[] {
  const name = (row: { platform: string; channel: string }) => `${row.platform} ${row.channel}`;
  const known = new Map(current.map((row) => [name(row), row]));
  const kept = new Set(wanted.map(name));
  const what = 'channel';
  return [
    ...current
      .filter((row) => named.has(row.group) && !kept.has(name(row)))
      .map(
        (row): Change => ({
          act: 'removed',
          what,
          row,
          sentence: `Channel ${name(row)} removed from group “${row.group}”.`,
        }),
      ),
    ...wanted.flatMap((row): Change[] => {
      const old = known.get(name(row));
      if (!old)
        return [{ act: 'added', what, row, sentence: `Channel ${name(row)} added to group “${row.group}”.` }];
      if (old.group === row.group) return [];
      return [
        {
          act: 'moved',
          what,
          row,
          sentence: `Channel ${name(row)} moved from group “${old.group}” to “${row.group}”.`,
        },
      ];
    }),
  ];
}

export function accounts(
  current: State['accounts'],
  wanted: State['accounts'],
  named: ReadonlySet<string>,
): Change[] {
  const name = (row: { platform: string; user: string }) => `${row.platform} ${row.user}`;
  const known = new Map(current.map((row) => [name(row), row]));
  const kept = new Set(wanted.map(name));
  const what = 'account';
  return [
    ...current
      .filter((row) => row.person !== null && named.has(row.person))
      // What somebody linked themselves the file need not know.
      .filter((row) => !row.linked && !kept.has(name(row)))
      .map(
        (row): Change => ({
          act: 'removed',
          what,
          row,
          sentence: `Account ${name(row)} removed from “${row.person}”.`,
        }),
      ),
    ...wanted.flatMap((row): Change[] => {
      const old = known.get(name(row));
      if (!old)
        return [{ act: 'added', what, row, sentence: `Account ${name(row)} added to “${row.person}”.` }];
      if (old.person === row.person && !old.linked) return [];
      if (old.person === row.person)
        return [
          {
            act: 'changed',
            what,
            row,
            sentence: `Account ${name(row)}, which “${row.person}” linked themselves, is now in the file.`,
          },
        ];
      if (old.person === null)
        return [
          {
            act: 'adopted',
            what,
            row,
            sentence: `Account ${name(row)}, already in use, now belongs to “${row.person}”.`,
          },
        ];
      return [
        {
          act: 'moved',
          what,
          row,
          sentence: `Account ${name(row)} moved from “${old.person}” to “${row.person}”.`,
        },
      ];
    }),
  ];
}

export function roles(
  current: State['roles'],
  wanted: State['roles'],
  named: (row: Rows['role']) => boolean,
): Change[] {
  const key = (row: Rows['role']) => `${row.person} ${row.group}`;
  const known = new Map(current.map((row) => [key(row), row]));
  const kept = new Set(wanted.map(key));
  const what = 'role';
  return [
    ...current
      .filter((row) => named(row) && !kept.has(key(row)))
      .map(
        (row): Change => ({
          act: 'removed',
          what,
          row,
          sentence: `“${row.person}” is no longer ${row.kind} of “${row.group}”.`,
        }),
      ),
    ...wanted.flatMap((row): Change[] => {
      const old = known.get(key(row));
      if (!old)
        return [
          { act: 'added', what, row, sentence: `“${row.person}” is now ${row.kind} of “${row.group}”.` },
        ];
      if (old.kind === row.kind) return [];
      return [
        {
          act: 'changed',
          what,
          row,
          sentence: `“${row.person}” is now ${row.kind} of “${row.group}”, no longer ${old.kind}.`,
        },
      ];
    }),
  ];
}

export function subscriptions(
  current: State,
  wanted: State,
  named: (row: State['subscriptions'][number]) => boolean,
): Change[] {
  const key = (row: State['subscriptions'][number]) => `${row.group} ${row.source}`;
  const has = new Set(current.subscriptions.map(key));
  const wants = new Set(wanted.subscriptions.map(key));
  const bySource = (rows: State['subscriptions'], address: string) =>
    rows.filter(({ source }) => source === address).map(({ group }) => group);
  const added = wanted.subscriptions.filter((row) => !has.has(key(row)));
  const removed = current.subscriptions.filter((row) => named(row) && !wants.has(key(row)));
  const what = 'subscriptions';
  return wanted.sources.flatMap(({ address: source, name }): Change[] => {
    const [more, fewer] = [bySource(added, source), bySource(removed, source)];
    return [
      ...(fewer.length > 0
        ? [
            {
              act: 'removed',
              what,
              row: { source, groups: fewer },
              sentence: `Source “${name}” is no longer read for ${fewer.join(', ')}.`,
            } as const,
          ]
        : []),
      ...(more.length > 0
        ? [
            {
              act: 'added',
              what,
              row: { source, groups: more },
              sentence: `Source “${name}” is now read for ${more.join(', ')}.`,
            } as const,
          ]
        : []),
    ];
  });
}
