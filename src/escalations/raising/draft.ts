import type { App } from '../../app.ts';
import type { PersonRef } from '../../chat/incoming.ts';
import { deleted } from '../../chat/reference.ts';
import type { Permitted } from '../../community/access.ts';
import { type Group, knownPerson } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import type { EscalationId } from '../../queues.ts';
import { findTheme, type Theme } from '../theme/store.ts';
import { nameOf } from '../theme/theme.ts';
import { ownGroup } from './group.ts';

/** A theme with the group for which it is written, and its writer, who may still write for it. */
export interface Own {
  theme: Theme;
  group: Group;
  actor: Permitted;
}

/**
 * A theme for whoever wrote it, held until the end of `tx`: of two presses the second sees what the first has done. It may have been
 * raised meanwhile.
 * @returns null when it is gone: discarded, forgotten, or joined to another
 * @throws Forbidden when somebody else wrote it, or they may no longer write for its group
 */
export async function ownTheme(tx: Tx, person: PersonRef, id: number): Promise<Own | null> {
  const rows = await tx.$queryRaw<object[]>`SELECT id FROM theme WHERE id = ${id} FOR UPDATE`;
  if (rows.length === 0) return null;
  const theme = await findTheme(tx, id);
  const known = await knownPerson(tx, person);
  // To anybody else it is the same as if there were none.
  if (!known || theme.raiserId !== known.id) throw new Forbidden(gone().message, 'who wrote the draft');
  return { theme, ...(await ownGroup(tx, person, theme.groups[0]?.groupId ?? 0)) };
}

/** The same, while nobody has raised it. @throws Refusal when it was raised, or is gone */
export async function ownDraft(tx: Tx, person: PersonRef, id: number): Promise<Own> {
  const own = await ownTheme(tx, person, id);
  if (!own) throw gone();
  checkDraft(own.theme);
  return own;
}

/** @throws Refusal when it was raised */
export function checkDraft({ number }: Theme): void {
  if (number === null) return;
  throw new Refusal(
    `This has already been raised, as ${nameOf(number)}. To see its status, type /escalate show ${number}`,
  );
}

/** The no to a draft that is not there. */
export function gone(): Refusal {
  return deleted('This draft', 'Type /escalate to begin again.');
}

/** Drafts that nobody has raised are forgotten after a day. */
const kept = 86_400_000;

/** `drafts`, when there are some to be forgotten. */
export async function dueDrafts({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  const old = await db.theme.findFirst({ where: forgotten(now()), select: { id: true } });
  return old ? ['drafts'] : [];
}

export async function forgetDrafts({ db, now }: Pick<App, 'db' | 'now'>): Promise<void> {
  // In one statement: what is raised at this moment is no draft any more once the row is free.
  await db.$executeRaw`DELETE FROM theme WHERE state = 'draft' AND created_at <= ${forgotten(now()).createdAt.lte}`;
}

function forgotten(now: Date) {
  return { state: 'draft' as const, createdAt: { lte: new Date(now.getTime() - kept) } };
}
