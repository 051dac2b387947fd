import type { Message } from '../../chat/message.ts';
import type { Tx } from '../../db.ts';
import { refresh } from '../../delivery/refresh.ts';
import { editionKey } from '../../digest/keys.ts';
import { ideaStart } from '../../ideas/keys.ts';
import { pollStart } from '../../polls/keys.ts';
import type { DataSubject } from '../data-subject.ts';
import { ownIdeas } from '../own-ideas.ts';
import { namesInThemes } from '../own-themes.ts';
import { withoutNames } from './pseudonym.ts';

/** The beginning of the keys of messages that bear a name, and the name as it was kept. */
interface Bearing {
  startsWith: string;
  name: string;
}

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
    include: { group: true, item: { include: { shares: true, entries: { include: { edition: true } } } } },
  });
  const judged = whose.name === null ? [] : await tx.share.findMany({ where: judgedBy(whose.name) });
  const rows = [
    ...polls.map(({ id, asker }) => ({ startsWith: pollStart(id), name: asker })),
    ...ideas.map(({ id, author }) => ({ startsWith: ideaStart(id), name: author ?? '' })),
    ...[...changes, ...questions].map(({ ideaId, by }) => ({ startsWith: ideaStart(ideaId), name: by })),
    ...(await namesInThemes(tx, personId)),
    // Chairs and the office are reminded of ideas, with whatever is said of them.
    ...ideas.map(({ author }) => ({ startsWith: 'ideas/', name: author ?? '' })),
    ...judged.map(({ id, decidedBy }) => ({ startsWith: `share/${id}/`, name: decidedBy ?? '' })),
    // What is asked of an item stands under its first share, with the names of all.
    ...shares.flatMap(({ name, groupId, item }) =>
      item.shares
        .filter((other) => other.groupId === groupId)
        .map(({ id }) => ({ startsWith: `share/${id}/`, name })),
    ),
    // A digest gives credit to whoever has shown an item.
    ...shares.flatMap(({ name, group, groupId, item }) =>
      item.entries
        .filter((entry) => entry.groupId === groupId)
        .map(({ edition }) => ({ startsWith: `${editionKey(group.slug, edition.day)}/`, name })),
    ),
  ];
  // What the office calls them may stand beside what they are called elsewhere.
  return rows.flatMap((row) => (whose.name === null ? [row] : [row, { ...row, name: whose.name }]));
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
  const names = new Map<string, string[]>();
  for (const { startsWith, name } of bearing) names.set(startsWith, [...(names.get(startsWith) ?? []), name]);
  const woken: number[] = [];
  for (const [startsWith, some] of names) {
    const rows = await tx.delivery.findMany({ where: { key: { startsWith } }, orderBy: { id: 'asc' } });
    for (const { id, key, message, state, sealed } of rows) {
      const before = message as unknown as Message;
      const after = withoutNames(before, some);
      if (JSON.stringify(after) === JSON.stringify(before)) continue;
      // What has failed does not stand, and where a message to a sender stands nobody knows.
      if (state === 'failed' || sealed !== null)
        await tx.delivery.update({ where: { id }, data: { message: after as object } });
      else woken.push(...(await refresh(tx, [key], after)));
    }
  }
  return woken;
}
