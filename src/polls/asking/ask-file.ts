import type { App } from '../../app.ts';
import { shownName } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { showMoment } from '../../time.ts';
import { findPoll } from '../store.ts';
import { readPolls } from './file.ts';
import {
  type FilePoll,
  type Known,
  opensAtOf,
  optionsOf,
  repeatOf,
  slugsOf,
  zoneOfPoll,
} from './file-schema.ts';
import { makePoll } from './make.ts';
import { needsOf } from './need.ts';
import { groupNames, repeats } from './preview.ts';
import { beginnings } from './templates.ts';

/** Who asks when the file names nobody. */
const nobodyNamed = 'National Office';

/**
 * Plans the polls of a file: all of them, or none. What stands there planned or open already, of the same question for the same groups,
 * is left as it is.
 * @returns a sentence for each poll
 * @throws Refusal with every mistake in the file
 */
export async function askFile({ db, now }: Pick<App, 'db' | 'now'>, path: string): Promise<string[]> {
  const at = now();
  return db.$transaction(async (tx) => {
    const known = await readKnown(tx, at);
    const polls = await readPolls(path, known);
    const said: string[] = [];
    for (const poll of polls) said.push(await plan(tx, known, poll));
    return said;
  });
}

async function plan(tx: Tx, known: Known, poll: FilePoll): Promise<string> {
  const { now } = known;
  const { template, anonymous, shows, lasts } = poll;
  const subject = poll.subject ?? '';
  const question = poll.question ?? beginnings[template].question(subject);
  const slugs = slugsOf(poll, known);
  const groups = await tx.group.findMany({ where: { slug: { in: slugs } }, orderBy: { id: 'asc' } });
  const groupIds = groups.map(({ id }) => id);
  const opensAt = opensAtOf(poll, known);
  if (await stands(tx, question, groupIds, opensAt))
    return `Left unchanged: “${question}” is already planned or open for the same groups.`;
  const asker = await askerIn(tx, poll.asker);
  const level = template === 'level';
  const id = await makePoll(tx, now, 'planned', opensAt ?? now, {
    template,
    question,
    options: optionsOf(poll),
    groupIds,
    most: level ? 1 : poll.choose,
    mayAdd: !level && (poll.add ?? beginnings[template].mayAdd),
    anonymous,
    shows,
    repeat: repeatOf(poll),
    lasts,
    zone: zoneOfPoll(poll, known),
    needId: level ? (await needsOf(tx, now, [subject]))[0]! : null,
    ...asker,
  });
  const made = await findPoll(tx, id);
  const out = opensAt ? `on ${showMoment(opensAt, made.zone)} (${made.zone})` : 'as soon as Lookout runs';
  const until = `until ${showMoment(made.closesAt, made.zone)}`;
  return `Planned: “${question}” for ${groupNames(made)}, ${out}, ${until}; goes out ${repeats[made.repeat]}.`;
}

async function stands(tx: Tx, question: string, groupIds: number[], opensAt: Date | null): Promise<boolean> {
  const same = await tx.poll.findMany({
    where: { question, state: { in: ['planned', 'open'] }, ...(opensAt ? { opensAt } : {}) },
    include: { groups: true },
  });
  const key = (ids: number[]) => ids.sort((a, b) => a - b).join();
  return same.some(({ groups }) => key(groups.map(({ groupId }) => groupId)) === key([...groupIds]));
}

async function askerIn(
  tx: Tx,
  asker: string | undefined,
): Promise<{ askerId: number | null; asker: string }> {
  if (asker === undefined) return { askerId: null, asker: nobodyNamed };
  const person = await tx.person.findFirstOrThrow({
    where: { OR: [{ slug: asker }, { name: asker, slug: { not: null } }] },
    orderBy: { id: 'asc' },
  });
  return { askerId: person.id, asker: shownName(person.name ?? asker) };
}

async function readKnown(tx: Tx, now: Date): Promise<Known> {
  const groups = await tx.group.findMany({
    include: { _count: { select: { channels: true } } },
    orderBy: { slug: 'asc' },
  });
  const people = await tx.person.findMany({ where: { slug: { not: null } } });
  return {
    groups: new Map(groups.map(({ slug, zone, _count }) => [slug, { zone, reached: _count.channels > 0 }])),
    people: people.flatMap(({ slug, name }) => [slug, name]).filter((one) => one !== null),
    now,
  };
}
