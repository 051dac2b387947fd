import { aside, type Block, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { type Kind, kinds, nameOf, type State, states } from '../idea/idea.ts';
import { postsOf, wayTo } from '../idea/posts.ts';
import { supportOf } from '../idea/store.ts';

/** Ideas on one page: what is read at a glance, and what fits into one message however they are called. */
export const IDEAS_A_PAGE = 6;

/** An idea in a list. Who sent it in is no part of it. */
export interface Found {
  id: number;
  /** Null: not taken in yet. */
  number: number | null;
  kind: Kind;
  title: string;
  state: State;
  hidden: boolean;
  group: { id: number; name: string };
  /** The number of the idea that it was merged into. */
  into: number | null;
  /** People, those of the ideas merged into it with them. */
  support: number;
  /** Where it stands in a channel. */
  url: string | null;
}

/** Where somebody asks: of several copies of a post, theirs is linked. */
export interface Asking {
  platform: string;
  channel: string | null;
}

/** Ideas by their row ids, in this order. */
export async function findAll(tx: Tx, ids: readonly number[], asking: Asking): Promise<Found[]> {
  const rows = await tx.idea.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      number: true,
      kind: true,
      title: true,
      state: true,
      hidden: true,
      group: { select: { id: true, name: true } },
      merged: { select: { number: true } },
    },
  });
  const found: Found[] = [];
  for (const id of ids) {
    const row = rows.find((one) => one.id === id);
    if (!row) continue;
    const { merged, ...idea } = row;
    const url = wayTo(await postsOf(tx, id), asking) ?? null;
    found.push({ ...idea, into: merged?.number ?? null, support: await supportOf(tx, id), url });
  }
  return found;
}

/** @param notes behind the state: what the idea is to who asks. @param group whether to name its group */
export function cardOf(found: Found, group: boolean, notes: readonly string[] = []): Block[] {
  const { number, title, url, support } = found;
  const name = number === null ? 'No number yet' : nameOf(number);
  const words = shorten(title, 100);
  const named: Span = { text: name, bold: true, ...(url === null ? {} : { link: url }) };
  const facts = [
    standing(found),
    kinds[found.kind],
    ...(support > 0 ? [support === 1 ? '1 person supports it' : `${support} people support it`] : []),
    ...(group ? [shorten(found.group.name, 60)] : []),
    ...notes,
  ];
  return [paragraph([named, ` · ${words}`]), aside(facts.join(' · '))];
}

function standing({ number, state, hidden, into }: Found): string {
  if (hidden) return 'Hidden by a chair';
  if (number === null) return 'Being received';
  return state === 'merged' && into !== null ? `Merged with ${nameOf(into)}` : states[state];
}
