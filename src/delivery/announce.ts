import type { Place } from '../chat/incoming.ts';
import type { Message } from '../chat/message.ts';
import type { Prisma, Tx } from '../db.ts';
import { laneOf } from './delivery.ts';
import { about, type Subject } from './subject.ts';

/** A message that shall stand once in one place. */
export interface Announcement {
  /** Names it for good; announcing the same key again changes nothing. */
  key: string;
  /**
   * A place; the thread of another announcement, whose key it names; or a person whom the database must not name, as `seal` wrote them
   * (src/seal.ts): where such a message stands is not kept, so it is never redrawn, and nothing goes under it.
   */
  to: Place | { under: string } | { platform: string; sealed: Uint8Array<ArrayBuffer> };
  /** What it is about: by it the message is found again when that is hidden, erased or renamed. */
  subject: Subject;
  /** Which page of its subject it shows, counted from 0, to be redrawn as that changes; without it, something is said about its subject. */
  page?: number;
  message: Message;
  /** From then on it is too late; without it, it is posted however late. */
  expiresAt?: Date;
}

/**
 * Puts messages down to be delivered, inside the transaction of whoever announces. Within a channel they keep this order.
 * @returns the ids of the new deliveries, to be woken after commit: `wake('delivery', ids)` (src/commit.ts)
 * @throws RangeError when `under` names nothing that was announced, or a message whose place is not kept
 */
export async function announce(tx: Tx, now: Date, announcements: readonly Announcement[]): Promise<number[]> {
  const rows: Prisma.DeliveryCreateManyInput[] = [];
  for (const { key, to, subject, page, message, expiresAt } of announcements) {
    const where =
      'under' in to ? await thread(tx, to.under, rows) : 'sealed' in to ? person(to, key) : place(to);
    rows.push({
      key,
      ...where,
      ...about(subject),
      page: page ?? null,
      message: message as object,
      dueAt: now,
      createdAt: now,
      expiresAt: expiresAt ?? null,
    });
  }
  const made = await tx.delivery.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

type Where = Pick<
  Prisma.DeliveryCreateManyInput,
  'platform' | 'channel' | 'person' | 'sealed' | 'under' | 'lane'
>;

/** A lane of its own: one that is shared would say that two messages go to one person. */
function person(
  { platform, sealed }: { platform: string; sealed: Uint8Array<ArrayBuffer> },
  key: string,
): Where {
  return { platform, sealed, lane: `${platform}/~${key}` };
}

function place(to: Place): Where {
  const { platform } = to;
  if ('person' in to) return { platform, person: to.person, lane: laneOf(to) };
  if (to.thread !== undefined)
    throw new RangeError('a thread is announced under the key of the message it hangs from');
  return { platform, channel: to.channel, lane: laneOf(to) };
}

async function thread(
  tx: Tx,
  under: string,
  earlier: readonly Prisma.DeliveryCreateManyInput[],
): Promise<Where> {
  const parent =
    earlier.find(({ key }) => key === under) ?? (await tx.delivery.findUnique({ where: { key: under } }));
  if (!parent) throw new RangeError(`nothing was announced as ${under}`);
  if (parent.sealed) throw new RangeError(`where ${under} stands is not kept, so nothing goes under it`);
  return { platform: parent.platform, channel: parent.channel ?? null, under, lane: parent.lane };
}
