import type { Tx } from '../../db.ts';
import type { DataSubject } from '../data-subject.ts';
import { called } from './reading.ts';

const theme = { select: { number: true } } as const;
const thing = {
  include: {
    item: { select: { title: true } },
    idea: { select: { number: true } },
    poll: { select: { question: true } },
  },
} as const;

/** What is held of somebody with what they flagged, raised and decided. Of a flagged message only where it stands: the words may be another's. */
export async function storedThemes(tx: Tx, whose: DataSubject) {
  const personId = whose.personId ?? 0;
  const byThem = { where: { byId: personId }, orderBy: { id: 'asc' } } as const;
  const flags = await tx.flag.findMany({
    where: { personId },
    include: { thing, group: true },
    orderBy: { at: 'asc' },
  });
  const raised = await tx.theme.findMany({ where: { raiserId: personId }, orderBy: { id: 'asc' } });
  const taken = await tx.theme.findMany({ where: { ownerId: personId }, orderBy: { id: 'asc' } });
  const joined = await tx.themeGroup.findMany({
    where: { byId: personId },
    include: { theme, group: true },
    orderBy: { joinedAt: 'asc' },
  });
  const changes = await tx.themeChange.findMany({ ...byThem, include: { theme } });
  const priorities = await tx.priority.findMany(byThem);
  return {
    flags: flags.map(({ thing: { kind, item, idea, poll, url }, group, reason, at }) => ({
      kind,
      of: item?.title ?? (idea ? called(idea.number) : (poll?.question ?? url)),
      ...{ group: group.name, reason, at },
    })),
    themesRaised: raised.map(
      ({ number, title, words, ask, urgency, topic, raiser, createdAt, raisedAt }) => ({
        ...{ theme: themed(number), title, words, ask, urgency, topic, as: raiser, at: createdAt, raisedAt },
      }),
    ),
    themesTaken: taken.map(({ number, owner, ownerPlatform, ownerUser }) => ({
      ...{ theme: themed(number), as: owner, platform: ownerPlatform, user: ownerUser },
    })),
    groupsBrought: joined.map(({ theme, group, joinedAt, by, platform, user }) => ({
      ...{ theme: themed(theme.number), group: group.name, at: joinedAt, as: by, platform, user },
    })),
    themesDecided: changes.map(({ theme, act, state, words, action, who, day, at, by }) => ({
      ...{ theme: themed(theme.number), act, state, words, action, who, day, at, as: by },
    })),
    prioritiesSet: priorities.map(({ topic, keywords, words, until, at, by }) => ({
      ...{ topic, keywords, words, until, at, as: by },
    })),
  };
}

/** A theme as people know it. */
function themed(number: number | null): string {
  return number === null ? 'not raised yet' : `THEME-${number}`;
}
