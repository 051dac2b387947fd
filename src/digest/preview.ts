import type { App } from '../app.ts';
import type { Message } from '../chat/message.ts';
import { Refusal } from '../errors.ts';
import { draft } from './draft.ts';
import { renderEdition } from './render.ts';
import { type Slot, scheduleOf, slotAfter } from './schedule.ts';

/**
 * The next edition of a group as it would be if it were made now, without leaving a trace.
 * @throws Refusal when there is no such group, or no digest is planned for it
 */
export async function preview(
  { db, now }: Pick<App, 'db' | 'now'>,
  slug: string,
): Promise<{ slot: Slot; pages: Message[] }> {
  const group = await db.group.findUnique({ where: { slug } });
  if (!group) {
    const known = await db.group.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } });
    throw new Refusal(
      `There is no group “${slug}”. There are: ${known.map((one) => one.slug).join(', ') || 'none yet'}.`,
    );
  }
  const slot = slotAfter(scheduleOf(group), now());
  if (!slot)
    throw new Refusal(`No digest is planned for ${group.name}. Give it a time in the community file.`);
  // The real thing is made and then undone, so that a preview can never differ from the edition.
  const undone = new Error('undone');
  let pages: Message[] = [];
  await db
    .$transaction(async (tx) => {
      await tx.edition.create({
        data: { groupId: group.id, day: slot.day, state: 'missed', composedAt: now() },
      });
      const edition = await draft(tx, group.id, slot.day, now());
      pages = renderEdition(edition).map(({ message }) => message);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return { slot, pages };
}
