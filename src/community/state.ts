import type { Tx } from '../db.ts';
import type { Community } from './schema.ts';

/** The community as plain rows that name each other by slug and address: as the database has it, or as the file wants it. */
export interface State {
  groups: GroupRow[];
  people: { slug: string; name: string }[];
  sources: SourceRow[];
  channels: { platform: string; channel: string; group: string }[];
  /** `person` is null for somebody who is known only because the account acted; `linked`: its owner linked it, not the file. */
  accounts: { platform: string; user: string; person: string | null; linked: boolean }[];
  roles: { person: string; group: string; kind: Community['people'][number]['roles'][string] }[];
  subscriptions: { source: string; group: string }[];
}

export interface GroupRow {
  slug: string;
  name: string;
  kind: Community['groups'][number]['kind'];
  zone: string;
  digestTime: string | null;
  /** ISO weekdays. */
  digestDays: number[];
  digestSize: number;
  topics: Record<string, number>;
  keywords: string[];
}

export interface SourceRow {
  address: string;
  name: string;
  kind: Community['sources'][number]['kind'];
  weight: number;
  licence: string | null;
  attribution: string | null;
}

/** What the file wants. */
export function stateOf({ groups, people, sources }: Community): State {
  const slugs = groups.map(({ slug }) => slug);
  return {
    groups: groups.map(({ channels: _channels, digest, ...group }) => ({
      ...group,
      digestTime: digest?.time ?? null,
      digestDays: digest?.days ?? [],
      digestSize: digest?.size ?? 8,
    })),
    people: people.map(({ slug, name }) => ({ slug, name })),
    sources: sources.map(({ groups: _groups, ...source }) => source),
    channels: groups.flatMap(({ slug, channels }) =>
      Object.entries(channels).flatMap(([platform, ids]) =>
        ids.map((channel) => ({ platform, channel, group: slug })),
      ),
    ),
    accounts: people.flatMap(({ slug, accounts }) =>
      Object.entries(accounts).map(([platform, user]) => ({ platform, user, person: slug, linked: false })),
    ),
    roles: people.flatMap(({ slug, roles }) =>
      Object.entries(roles).map(([group, kind]) => ({ person: slug, group, kind })),
    ),
    subscriptions: sources.flatMap(({ address, groups }) =>
      (groups === 'all' ? slugs : groups).map((group) => ({ source: address, group })),
    ),
  };
}

/** What the database has. */
export async function readState(tx: Tx): Promise<State> {
  const slug = { select: { slug: true } };
  const groups = await tx.group.findMany({ omit: { id: true, createdAt: true, notedAt: true } });
  const people = await tx.person.findMany({ where: { slug: { not: null } } });
  const sources = await tx.source.findMany({
    select: { address: true, name: true, kind: true, weight: true, licence: true, attribution: true },
  });
  const channels = await tx.channel.findMany({ include: { group: slug } });
  const accounts = await tx.account.findMany({ include: { person: slug } });
  const roles = await tx.role.findMany({ include: { person: slug, group: slug } });
  const subscriptions = await tx.subscription.findMany({
    include: { source: { select: { address: true } }, group: slug },
  });
  return {
    groups: groups.map((group) => ({ ...group, topics: group.topics as Record<string, number> })),
    people: people.map(({ slug, name }) => ({ slug: slug!, name: name ?? '' })),
    sources,
    channels: channels.map(({ platform, channel, group }) => ({ platform, channel, group: group.slug })),
    accounts: accounts.map(({ platform, user, person, linked }) => ({
      platform,
      user,
      person: person.slug,
      linked,
    })),
    roles: roles.flatMap(({ person, group, kind }) =>
      person.slug === null ? [] : { person: person.slug, group: group.slug, kind },
    ),
    subscriptions: subscriptions.map(({ source, group }) => ({ source: source.address, group: group.slug })),
  };
}
