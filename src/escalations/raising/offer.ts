import { limits } from '../../chat/limits.ts';
import type { Option } from '../../chat/message.ts';
import { isSeen, oneLine, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { type FlaggedThing, flaggedBy } from '../flagging/flagged.ts';
import { type Thing, titleOf } from '../theme/thing.ts';
import { ideasOf } from './ideas.ts';
import { pollsOf } from './polls.ts';

/** What a chair can tick for a theme of their group, each thing once: `thing/12`, `idea/4` and `poll/3` are the values. */
export interface Offers {
  /** What stands in the draft already. */
  kept: Option[];
  flagged: Option[];
  ideas: Option[];
  polls: Option[];
}

/** Places that ideas and polls have beside flagged things, if there are so many of them. */
const places = { ideas: 6, polls: 4 };

/**
 * All that a group has: what was flagged in it, strongest first; its open ideas, by support; results of its polls, newest first. What is
 * evidence of a theme of the group already, and what is hidden, is left out.
 * @param kept the things of the draft
 */
export async function offersFor(
  tx: Tx,
  groupId: number,
  at: Date,
  kept: readonly Thing[] = [],
): Promise<Offers> {
  const seen = kept.filter(({ idea }) => !idea?.hidden);
  const ids = new Set(kept.map(({ id }) => id));
  const flagged = (await flaggedBy(tx, groupId)).filter(({ thing }) => !ids.has(thing.id));
  const known = [...kept, ...flagged.map(({ thing }) => thing)];
  const used = await tx.thing.findMany({
    where: {
      OR: [{ ideaId: { not: null } }, { pollId: { not: null } }],
      evidence: { some: { theme: { number: { not: null }, groups: { some: { groupId } } } } },
    },
    select: { ideaId: true, pollId: true },
  });
  const without = {
    ideas: [...known, ...used].flatMap(({ ideaId }) => ideaId ?? []),
    polls: [...known, ...used].flatMap(({ pollId }) => pollId ?? []),
  };
  return {
    kept: seen.map((thing) => option(`thing/${thing.id}`, titleOf(thing), 'In your draft')),
    flagged: flagged.map((one) => option(`thing/${one.thing.id}`, titleOf(one.thing), flaggedWords(one))),
    ideas: (await ideasOf(tx, groupId, without.ideas)).map(({ id, title, words }) =>
      option(`idea/${id}`, title, words),
    ),
    polls: (await pollsOf(tx, groupId, at, without.polls)).map(({ id, title, words }) =>
      option(`poll/${id}`, title, words),
    ),
  };
}

/** Those of them for which a form has room: the draft's own, then flagged things, ideas and polls. */
export function inForm({ kept, flagged, ideas, polls }: Offers): Option[] {
  const room = Math.max(0, limits.menu.options - kept.length);
  const fewIdeas = Math.min(ideas.length, places.ideas);
  const fewPolls = Math.min(polls.length, places.polls);
  const first = flagged.slice(0, Math.max(0, room - fewIdeas - fewPolls));
  const second = ideas.slice(0, Math.max(0, room - first.length - fewPolls));
  return [...kept, ...first, ...second, ...polls].slice(0, limits.menu.options);
}

/** Every value that may be ticked, however many there are. */
export function valuesOf({ kept, flagged, ideas, polls }: Offers): Set<string> {
  return new Set([...kept, ...flagged, ...ideas, ...polls].map(({ value }) => value));
}

function flaggedWords({ people, others }: FlaggedThing): string {
  const here = people === 1 ? '1 flag' : `${people} flags`;
  if (others.length === 0) return here;
  const [first] = others;
  const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
  return `${here}; also in ${shorten(first!.name, 40)}${more}`;
}

function option(value: string, title: string, description: string): Option {
  const line = oneLine(title);
  return {
    value,
    label: isSeen(line) ? shorten(line, limits.menu.label) : 'Untitled',
    description: shorten(description, limits.menu.description),
  };
}
