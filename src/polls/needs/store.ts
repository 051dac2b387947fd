import type { Prisma, Tx } from '../../db.ts';
import type { Asked, Evidence, Figure } from './evidence.ts';

const all = {
  options: { where: { hidden: false }, orderBy: { place: 'asc' } },
  groups: { include: { group: { select: { id: true, name: true } } }, orderBy: { groupId: 'asc' } },
  results: { include: { counts: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.PollInclude;

type Closed = Prisma.PollGetPayload<{ include: typeof all }>;
type Option = Closed['options'][number];

/** Reads what closed polls say of each need that any of them offered, the polls newest first. */
export async function readEvidence(tx: Tx): Promise<Evidence[]> {
  const polls = await tx.poll.findMany({
    where: {
      state: 'closed',
      OR: [
        { options: { some: { needId: { not: null }, hidden: false } } },
        { template: 'level', needId: { not: null } },
      ],
    },
    include: all,
    orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
  });
  const needs = await tx.need.findMany({
    include: { marks: { orderBy: { id: 'desc' } } },
    orderBy: { id: 'asc' },
  });
  const asked = gather(polls.flatMap(offersOf));
  const levels = gather(polls.flatMap(levelOf));
  return needs
    .filter(({ id }) => asked.has(id))
    .map(({ id, title, topic, marks }) => ({
      need: { id, title, topic },
      marks,
      asked: asked.get(id)!,
      levels: levels.get(id) ?? [],
    }));
}

type About = readonly [need: number, asked: Asked];

function gather(found: readonly About[]): Map<number, Asked[]> {
  const byNeed = new Map<number, Asked[]>();
  for (const [need, asked] of found) {
    const known = byNeed.get(need);
    if (known) known.push(asked);
    else byNeed.set(need, [asked]);
  }
  return byNeed;
}

function offersOf(poll: Closed): About[] {
  const needs = new Set(poll.options.flatMap(({ needId }) => needId ?? []));
  // Two options of one need: who chose the better liked of them wants it, and who chose both is not two.
  return [...needs].flatMap((need) => {
    const options = poll.options.filter(({ needId }) => needId === need);
    const asked = askedOf(poll, options, (counts) => Math.max(...counts));
    return asked ? [[need, asked] as const] : [];
  });
}

function levelOf(poll: Closed): About[] {
  if (poll.template !== 'level' || poll.needId === null) return [];
  const low = poll.options.filter(({ place }) => place <= 2);
  const asked = askedOf(poll, low, (counts) => counts.reduce((sum, count) => sum + count, 0));
  return asked ? [[poll.needId, asked]] : [];
}

/** Null when the poll has no result of all together: it is only being closed. */
function askedOf(
  poll: Closed,
  options: readonly Option[],
  chosen: (counts: number[]) => number,
): Asked | null {
  const figure = ({ answers, people, counts }: Closed['results'][number]): Figure => {
    const of = options.map(({ id }) => counts.find(({ optionId }) => optionId === id)?.people ?? 0);
    // Who could have answered is counted at another time than who did.
    const known = people !== null && people >= answers ? people : null;
    return { answers, people: known, chosen: Math.min(answers, of.length > 0 ? chosen(of) : 0) };
  };
  const together = poll.results.find(({ groupId }) => groupId === null);
  if (!together) return null;
  return {
    poll: poll.id,
    previous: poll.previousId,
    question: poll.question,
    zone: poll.zone,
    closedAt: poll.closedAt ?? poll.closesAt,
    groups: poll.groups.map(({ group }) => group),
    all: figure(together),
    shown: new Map(
      poll.results.flatMap((result) => (result.groupId === null ? [] : [[result.groupId, figure(result)]])),
    ),
  };
}
