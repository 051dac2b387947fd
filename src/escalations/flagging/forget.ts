import type { App } from '../../app.ts';
import type { EscalationId } from '../../queues.ts';

/** Milliseconds for which a thing is kept that nobody wants seen: of whoever opened the form and did not send it off. */
const kept = 86_400_000;
/** At most so many at once. */
const some = 500;

/** Whether there are things that nobody flags and that speak for no theme: as `things`. */
export async function dueThings({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  const found = await db.thing.findFirst({ where: idle(now()), select: { id: true } });
  return found ? ['things'] : [];
}

/** Forgets them. */
export async function forgetThings({ db, now }: Pick<App, 'db' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - kept);
  await db.$transaction(async (tx) => {
    // Held before they are looked at: one that is being flagged at this moment is left alone, and none can be flagged meanwhile.
    const held = await tx.$queryRaw<{ id: number }[]>`
      SELECT id FROM thing WHERE made_at < ${before}
        AND NOT EXISTS (SELECT FROM flag WHERE thing_id = thing.id)
        AND NOT EXISTS (SELECT FROM evidence WHERE thing_id = thing.id)
      ORDER BY id LIMIT ${some} FOR UPDATE SKIP LOCKED`;
    await tx.thing.deleteMany({ where: { ...idle(now()), id: { in: held.map(({ id }) => id) } } });
  });
}

function idle(now: Date) {
  return {
    madeAt: { lt: new Date(now.getTime() - kept) },
    flags: { none: {} },
    evidence: { none: {} },
  };
}
