import type { Tx } from '../db.ts';
import type { Subject } from '../delivery/subject.ts';

/** Where the name of somebody stands in what the council is told and tells, and the name as it was kept. */
export async function namesInThemes(tx: Tx, personId: number): Promise<{ subject: Subject; name: string }[]> {
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
    ...named.map(({ themeId, by }) => ({ subject: { kind: 'theme' as const, id: themeId }, name: by })),
    ...priorities.map(({ id, by }) => ({ subject: { kind: 'priority' as const, id }, name: by })),
  ];
}
