import type { Tx } from '../../db.ts';
import { closingOf, type Repeat } from '../calendar.ts';
import { keyOf } from '../option.ts';
import type { Template } from './templates.ts';

/** A poll that has not gone out yet. */
export interface Plan {
  template: Template;
  question: string;
  /** Read by `readOptions`: no two are the same. */
  options: readonly string[];
  groupIds: readonly number[];
  most: number;
  mayAdd: boolean;
  anonymous: boolean;
  shows: 'closed' | 'voted' | 'always';
  repeat: Repeat;
  lasts: number;
  zone: string;
  needId: number | null;
  askerId: number | null;
  asker: string;
  /** The poll that it asks again. */
  previousId?: number;
}

/** Puts a poll down that goes out at `opensAt`; a draft's opening is decided when it is sent. @returns its id */
export async function makePoll(
  tx: Tx,
  now: Date,
  state: 'draft' | 'planned',
  opensAt: Date,
  plan: Plan,
): Promise<number> {
  const { options, groupIds, previousId, ...row } = plan;
  const { id } = await tx.poll.create({
    data: {
      ...row,
      previousId: previousId ?? null,
      state,
      createdAt: now,
      opensAt,
      closesAt: closingOf(opensAt, plan.lasts, plan.zone),
      options: { createMany: { data: optionRows(options) } },
      groups: { createMany: { data: groupIds.map((groupId) => ({ groupId })) } },
    },
    select: { id: true },
  });
  return id;
}

/** Options as rows, in their order. */
export function optionRows(options: readonly string[]) {
  return options.map((text, at) => ({ place: at + 1, text, key: keyOf(text) }));
}
