import type { Prisma, Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import type { State } from './theme.ts';
import { findThings, type Thing } from './thing.ts';

type Row = Prisma.ThemeGetPayload<object>;
type Joined = Prisma.ThemeGroupGetPayload<{ include: { group: true } }>;
export type Change = Prisma.ThemeChangeGetPayload<object>;

/** A theme with its groups (the one that raised it first), its evidence and its history, each in the order in which they came. */
export interface Theme extends Row {
  groups: Joined[];
  evidence: (Prisma.EvidenceGetPayload<object> & { thing: Thing })[];
  changes: Change[];
}

/** A theme that the council has. */
export type Raised = Theme & { number: number; state: State; raisedAt: Date; decideBy: string };

/** @throws Refusal when there is none of this id */
export function findTheme(tx: Tx, id: number): Promise<Theme> {
  return find(tx, { id });
}

/** By its number, as in THEME-7. @throws Refusal when there is none */
export async function findNumbered(tx: Tx, number: number): Promise<Raised> {
  return asRaised(await find(tx, { number }));
}

/** The same, no longer a draft. @throws Refusal when it is one */
export function asRaised(theme: Theme): Raised {
  if (theme.number === null) throw noSuchTheme();
  return theme as Raised;
}

/** Until the end of `tx` nobody else changes this theme. It is as it is now. @throws Refusal when there is none */
export async function lockTheme(tx: Tx, id: number): Promise<Theme> {
  await tx.$queryRaw`SELECT id FROM theme WHERE id = ${id} FOR NO KEY UPDATE`;
  return findTheme(tx, id);
}

// One after the other: of several relations at once the driver complains, which sends them through one connection.
async function find(tx: Tx, where: { id: number } | { number: number }): Promise<Theme> {
  const theme = await tx.theme.findUnique({ where });
  if (!theme) throw noSuchTheme();
  const themeId = theme.id;
  const groups = await tx.themeGroup.findMany({
    where: { themeId },
    include: { group: true },
    orderBy: [{ joinedAt: 'asc' }, { groupId: 'asc' }],
  });
  const rows = await tx.evidence.findMany({ where: { themeId }, orderBy: { thingId: 'asc' } });
  const things = await findThings(tx, { id: { in: rows.map(({ thingId }) => thingId) } });
  const evidence = rows.flatMap((row) => {
    const thing = things.find(({ id }) => id === row.thingId);
    return thing ? [{ ...row, thing }] : [];
  });
  const changes = await tx.themeChange.findMany({ where: { themeId }, orderBy: { id: 'asc' } });
  return { ...theme, groups, evidence, changes };
}

export function noSuchTheme(): Refusal {
  return new Refusal('There is no theme with this number. Type /escalate register to see all themes.');
}

/** The council: its name, its zone, and the channels where its cards stand. */
export interface Council {
  /** Of the council's group; null where the community file names none. */
  groupId: number | null;
  name: string;
  zone: string;
  channels: { platform: string; channel: string }[];
}

export async function councilOf(tx: Tx): Promise<Council> {
  const group = await tx.group.findFirst({ where: { kind: 'council' }, orderBy: { id: 'asc' } });
  if (!group) return { groupId: null, name: 'The council', zone: 'Europe/London', channels: [] };
  const channels = await tx.channel.findMany({
    where: { group: { kind: 'council' } },
    select: { platform: true, channel: true },
    orderBy: { id: 'asc' },
  });
  return { groupId: group.id, name: group.name, zone: group.zone, channels };
}
