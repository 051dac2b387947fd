import type { App } from '../../app.ts';
import type { PersonRef } from '../../chat/incoming.ts';
import { deleted } from '../../chat/reference.ts';
import { shorten } from '../../chat/text.ts';
import { moderators } from '../../community/access.ts';
import type { Tx } from '../../db.ts';
import { Forbidden, Refusal } from '../../errors.ts';
import { DRAFTS_KEPT_MS } from '../due.ts';
import { mayAsk } from '../rights.ts';
import { findPoll, type Poll } from '../store.ts';
import { type Asker, askerOf } from './asker.ts';
import { forgetNeed } from './need.ts';

const gone = () => deleted('This draft', 'Type /needs ask to begin again.');

/** The draft that an id such as `poll-send:12` speaks of. @throws Refusal for an id that was never ours */
export function draftIdIn(id: string): number {
  const found = /^[a-z-]+:(\d{1,9})$/.exec(id)?.[1];
  if (found === undefined) throw gone();
  return Number(found);
}

/**
 * A draft, for its asker alone, and locked until the end of `tx`: of two presses the second sees what the first has done.
 * @throws Forbidden when it is not theirs @throws Refusal when it was sent already or is gone
 */
export async function ownDraft(tx: Tx, ref: PersonRef, id: number): Promise<{ asker: Asker; draft: Poll }> {
  await tx.$queryRaw`SELECT id FROM poll WHERE id = ${id} FOR UPDATE`;
  const asker = await askerOf(tx, ref);
  const poll = await tx.poll.findUnique({ where: { id }, select: { askerId: true, state: true } });
  // To anybody else it is the same as if there were none.
  if (!poll) throw gone();
  if (poll.askerId !== asker.id) throw new Forbidden(gone().message, 'who began the draft');
  if (poll.state !== 'draft')
    throw new Refusal('This poll has already been sent or planned. To see its status, type /needs polls');
  return { asker, draft: await findPoll(tx, id) };
}

/** The same for a draft that is to be sent: its asker may still ask all of its groups. @throws Forbidden when not */
export async function readyDraft(tx: Tx, ref: PersonRef, id: number): Promise<{ asker: Asker; draft: Poll }> {
  const { asker, draft } = await ownDraft(tx, ref, id);
  const lost = draft.groups.find(({ groupId }) => !mayAsk(asker.roles, groupId));
  if (lost)
    throw new Forbidden(
      `You can no longer ask ${shorten(lost.group.name, 80)}: you are no longer its chair. Press Change… and choose other groups.`,
      moderators(lost.group).needed,
    );
  const channels = await tx.channel.count({
    where: { groupId: { in: draft.groups.map(({ groupId }) => groupId) } },
  });
  if (channels === 0)
    throw new Refusal(
      'None of these groups has a channel for the poll. Press Change… and choose other groups, or ask the office to add a channel to the community file.',
    );
  return { asker, draft };
}

/** Forgets a draft that nobody has sent for a day. */
export async function forgetDraft(app: App, id: number): Promise<void> {
  const before = new Date(app.now().getTime() - DRAFTS_KEPT_MS);
  const old = await app.db.poll.findFirst({
    where: { id, state: 'draft', createdAt: { lte: before } },
    select: { id: true },
  });
  if (old) await app.db.$transaction((tx) => dropDraft(tx, id));
}

/** Takes a draft away, and what it alone has brought. What was sent meanwhile stays. */
export async function dropDraft(tx: Tx, id: number): Promise<void> {
  const where = { id, state: 'draft' as const };
  const draft = await tx.poll.findFirst({ where, select: { needId: true } });
  const { count } = await tx.poll.deleteMany({ where });
  if (draft && count === 1) await forgetNeed(tx, draft.needId);
}
