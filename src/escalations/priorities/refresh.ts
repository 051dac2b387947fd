import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { refresh } from '../../delivery/refresh.ts';
import { showing } from '../../delivery/subject.ts';
import type { EscalationId } from '../../queues.ts';
import { priorityOverKey } from '../keys.ts';
import { councilOf } from '../theme/store.ts';
import { isOver } from './priority.ts';
import { renderEnd, renderPriority } from './render.ts';
import { countIdeas, findPriorities, findPriority, type Priority } from './store.ts';

/** Milliseconds in which all ideas that come to a call become one drawing. */
const gathered = 2_000;

/** `priority-3`: its message counts another number of ideas than have come, or it is over and does not say so. */
export async function duePriorities({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  const at = now();
  const ids = new Set(await miscounted(db, at));
  for (const priority of await findPriorities(db, { drawnOver: false }))
    if (unended(priority, at)) ids.add(priority.id);
  return [...ids].map((id) => `priority-${id}` as const);
}

/** Draws a priority anew wherever it stands, if it is due; when it is over everywhere, for the last time, and tells the council. */
export async function refreshPriority(app: App, id: number): Promise<void> {
  const at = app.now();
  await commit(app, async (tx, wake) => {
    // One at a time: an older count must not be written over a newer one.
    await tx.$queryRaw`SELECT id FROM priority WHERE id = ${id} FOR NO KEY UPDATE`;
    const priority = await findPriority(tx, id);
    if (!priority) return;
    const due = unended(priority, at) || (await miscounted(tx, at)).includes(id);
    if (due) wake('delivery', await draw(tx, priority, at));
  });
}

async function draw(tx: Tx, priority: Priority, at: Date): Promise<number[]> {
  const { id } = priority;
  const council = await councilOf(tx);
  const zones = await zonesOf(tx, priority);
  const over = overEverywhere(priority, at);
  const ideas = await countIdeas(tx, id);
  const woken: number[] = [];
  for (const { key, platform, channel } of await postsOf(tx, id)) {
    const zone = zones.get(`${platform}/${channel}`);
    const here = zone === undefined ? over : isOver(priority, zone, at);
    woken.push(...(await refresh(tx, [key], renderPriority(priority, council.name, { ideas, over: here }))));
  }
  await tx.priority.update({ where: { id }, data: { drawn: ideas, drawnOver: over } });
  const ended = priority.groups.filter(({ group }) => isOver(priority, group.zone, at));
  await tx.priorityGroup.updateMany({
    where: { priorityId: id, groupId: { in: ended.map(({ group }) => group.id) } },
    data: { drawnOver: true },
  });
  if (over && !priority.drawnOver) {
    const message = renderEnd(priority, await byGroup(tx, id));
    const subject = { kind: 'priority' as const, id };
    const word = council.channels.map((to) => ({ key: priorityOverKey(id, to), to, subject, message }));
    woken.push(...(await announce(tx, at, word)));
  }
  return woken;
}

/** Calls that show fewer ideas than had come two seconds ago, or more than there are. */
async function miscounted(tx: Tx, at: Date): Promise<number[]> {
  const before = new Date(at.getTime() - gathered);
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT priority.id FROM priority JOIN LATERAL (
      SELECT count(*) AS ideas, count(*) FILTER (WHERE taken_in_at <= ${before}) AS old
      FROM idea WHERE call_id = priority.id AND taken_in_at IS NOT NULL
    ) came ON true
    WHERE call AND (old > coalesce(drawn, 0) OR ideas < coalesce(drawn, 0)) ORDER BY priority.id`;
  return rows.map(({ id }) => id);
}

/** Is it over somewhere, and does not say so there? */
function unended(priority: Priority, at: Date): boolean {
  if (priority.drawnOver) return false;
  if (overEverywhere(priority, at)) return true;
  return priority.groups.some(({ group, drawnOver }) => !drawnOver && isOver(priority, group.zone, at));
}

/** Where no group is left that it asks, it is over too. */
function overEverywhere(priority: Priority, at: Date): boolean {
  return priority.groups.every(({ group }) => isOver(priority, group.zone, at));
}

/** By `platform/channel`: the zone of the group there. */
async function zonesOf(tx: Tx, { groups }: Priority): Promise<Map<string, string>> {
  const channels = await tx.channel.findMany({
    where: { groupId: { in: groups.map(({ group }) => group.id) } },
    select: { platform: true, channel: true, group: { select: { zone: true } } },
  });
  return new Map(channels.map(({ platform, channel, group }) => [`${platform}/${channel}`, group.zone]));
}

function postsOf(tx: Tx, id: number) {
  return tx.delivery.findMany({
    where: { ...showing({ kind: 'priority', id }), state: { not: 'failed' } },
    select: { key: true, platform: true, channel: true },
    orderBy: { id: 'asc' },
  });
}

/** Also what was sent in the last moment, and has no number yet. */
async function byGroup(tx: Tx, id: number): Promise<{ name: string; ideas: number }[]> {
  return tx.$queryRaw`
    SELECT g.name, count(*)::int AS ideas FROM idea JOIN "group" g ON g.id = idea.group_id
    WHERE call_id = ${id} GROUP BY g.id ORDER BY ideas DESC, g.name`;
}
