import type { Tx } from '../db.ts';
import { priorityStart, themeStart } from '../escalations/keys.ts';

/** Where the name of somebody stands in what the council is told and tells: the beginnings of keys, and the name as it was kept. */
export async function namesInThemes(
  tx: Tx,
  personId: number,
): Promise<{ startsWith: string; name: string }[]> {
  const themes = await tx.theme.findMany({ where: { OR: [{ raiserId: personId }, { ownerId: personId }] } });
  const by = { where: { byId: personId }, select: { themeId: true, by: true } } as const;
  const groups = await tx.themeGroup.findMany(by);
  const changes = await tx.themeChange.findMany(by);
  const priorities = await tx.priority.findMany({ where: { byId: personId } });
  const named = [
    ...themes.flatMap(({ id, raiserId, raiser, ownerId, owner }) => [
      ...(raiserId === personId ? [{ themeId: id, by: raiser }] : []),
      ...(ownerId === personId && owner !== null ? [{ themeId: id, by: owner }] : []),
    ]),
    ...groups,
    ...changes,
  ];
  return [
    ...named.map(({ themeId, by }) => ({ startsWith: themeStart(themeId), name: by })),
    // The council and others above are reminded of themes, with whoever has them.
    ...[...new Set(named.map(({ by }) => by))].map((name) => ({ startsWith: 'escalations/', name })),
    ...priorities.map(({ id, by }) => ({ startsWith: priorityStart(id), name: by })),
  ];
}
