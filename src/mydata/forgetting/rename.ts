import type { Message } from '../../chat/message.ts';
import type { Prisma, SubjectKind, Tx } from '../../db.ts';
import { refresh } from '../../delivery/refresh.ts';
import { mentioning, type Subject } from '../../delivery/subject.ts';
import type { DataSubject } from '../data-subject.ts';
import { ownIdeas } from '../own-ideas.ts';
import { namesInThemes } from '../own-themes.ts';
import { withoutNames } from './pseudonym.ts';

/** What bears a name, and the name as it was kept. */
interface Bearing {
  subject: Subject;
  name: string;
}

/** Chairs, the council and those above are told of several at once, with whoever has them. */
const reminders: Readonly<Partial<Record<SubjectKind, readonly SubjectKind[]>>> = {
  idea: ['idea_reminder'],
  theme: ['theme_reminder', 'flag_note', 'forming'],
};

/** Where the name of somebody stands. Read before the rows lose it. */
export async function bearing(tx: Tx, secret: string, whose: DataSubject): Promise<Bearing[]> {
  const personId = whose.personId ?? 0;
  const { named } = await ownIdeas(tx, secret, whose);
  const polls = await tx.poll.findMany({ where: { askerId: personId } });
  const ideas = await tx.idea.findMany({ where: { id: { in: named } } });
  const changes = await tx.ideaChange.findMany({ where: { byId: personId } });
  const questions = await tx.question.findMany({ where: { byId: personId } });
  const accounts = whose.accounts.map(({ platform, user }) => ({ platform, user }));
  const shares = await tx.share.findMany({
    where: { OR: [{ personId }, ...accounts] },
    include: { item: { include: { shares: true, entries: true } } },
  });
  const judged = whose.name === null ? [] : await tx.share.findMany({ where: judgedBy(whose.name) });
  const rows = [
    ...polls.map(({ id, asker }) => bears('poll', id, asker)),
    ...ideas.map(({ id, author }) => bears('idea', id, author ?? '')),
    ...[...changes, ...questions].map(({ ideaId, by }) => bears('idea', ideaId, by)),
    ...(await namesInThemes(tx, personId)),
    ...judged.map(({ id, decidedBy }) => bears('share', id, decidedBy ?? '')),
    // What is asked of an item stands under its first share, with the names of all.
    ...shares.flatMap(({ name, groupId, item }) =>
      item.shares.filter((other) => other.groupId === groupId).map(({ id }) => bears('share', id, name)),
    ),
    // A digest gives credit to whoever has shown an item.
    ...shares.flatMap(({ name, groupId, item }) =>
      item.entries
        .filter((entry) => entry.groupId === groupId)
        .map(({ editionId }) => bears('edition', editionId, name)),
    ),
  ];
  // What the office calls them may stand beside what they are called elsewhere.
  return rows.flatMap((row) => (whose.name === null ? [row] : [row, { ...row, name: whose.name }]));
}

function bears(kind: SubjectKind, id: number, name: string): Bearing {
  return { subject: { kind, id }, name };
}

/** The shares that somebody of this name has decided on: no row has the person. */
export function judgedBy(name: string) {
  return { OR: [{ decidedBy: name }, { decidedBy: { startsWith: `${name} (` } }] };
}

/**
 * Takes a name out of the messages that bear it, also where they stand already.
 * @returns ids of the deliveries to be woken after commit
 */
export async function rename(tx: Tx, bearing: readonly Bearing[]): Promise<number[]> {
  // What lists several things is read once for all of them.
  const all = new Map<string, { where: Prisma.DeliveryWhereInput; names: string[] }>();
  for (const { subject, name } of bearing)
    for (const where of mentioning(subject, reminders[subject.kind] ?? [])) {
      const key = JSON.stringify(where);
      all.set(key, { where, names: [...(all.get(key)?.names ?? []), name] });
    }
  const woken: number[] = [];
  for (const { where, names } of all.values()) {
    const rows = await tx.delivery.findMany({ where, orderBy: { id: 'asc' } });
    for (const { id, key, message, state, sealed } of rows) {
      const before = message as unknown as Message;
      const after = withoutNames(before, names);
      if (JSON.stringify(after) === JSON.stringify(before)) continue;
      // What has failed does not stand, and where a message to a sender stands nobody knows.
      if (state === 'failed' || sealed !== null)
        await tx.delivery.update({ where: { id }, data: { message: after as object } });
      else woken.push(...(await refresh(tx, [key], after)));
    }
  }
  return woken;
}
