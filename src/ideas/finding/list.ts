import type { App } from '../../app.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import type { Message } from '../../chat/message.ts';
import { pageOfRows, renderPage, turnIn } from '../../chat/paging.ts';
import { asId, deleted } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { type Asking, cardOf, findAll, IDEAS_A_PAGE } from './found.ts';

type Some = Pick<Group, 'id' | 'name'> | null;

/** `/idea list`: the ideas of the channel's group; where no group is at home, those of all. */
export async function listIdeas({ db }: Pick<App, 'db'>, command: Command): Promise<Reply> {
  const { person, channel } = command;
  const group = channel === null ? null : await groupOfChannel(db, person.platform, channel);
  const message = await draw(db, group, 0, { platform: person.platform, channel });
  return whisper(message ?? none(group));
}

/** Another page in place of the one that was touched: `idea-list:12/1`, `idea-list:all/0`. */
export async function turnList({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const { of, page } = turnIn(press.id);
  const group = of === 'all' ? null : await db.group.findUnique({ where: { id: asId(of) } });
  if (of !== 'all' && !group) throw deleted('This group', 'Type /idea list to see the ideas of yours.');
  const asking = { platform: press.person.platform, channel: press.channel };
  const message = await draw(db, group, page, asking);
  if (!message) throw new Refusal(none(group));
  return redraw(message);
}

async function draw(tx: Tx, group: Some, wanted: number, asking: Asking): Promise<Message | null> {
  const listed = { number: { not: null }, hidden: false, state: { not: 'merged' as const } };
  const total = await tx.idea.count({ where: group ? { ...listed, groupId: group.id } : listed });
  if (total === 0) return null;
  const page = pageOfRows(wanted, total, IDEAS_A_PAGE);
  const found = await findAll(tx, await idsOf(tx, group, page.from), asking);
  const title = group ? `Ideas of ${shorten(group.name, 100)}` : 'Ideas of all groups';
  const cards = found.map((one) => cardOf(one, group === null));
  const hints = ['Open ideas first, most supported first. To see your own, type /idea mine'];
  const turn = (to: number) => `idea-list:${group?.id ?? 'all'}/${to}`;
  return renderPage({ title, hints, turn }, cards, page);
}

/** Open ones first; of these the best supported, by their own and all that went into them (tree.ts), then the newest. */
async function idsOf(tx: Tx, group: Some, from: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE way AS (
      SELECT idea_id AS id, supporter.person_id AS who FROM supporter
      UNION SELECT merged_id, who FROM way JOIN idea USING (id) WHERE merged_id IS NOT NULL
    ),
    support AS (SELECT id, count(*) AS people FROM way GROUP BY id)
    SELECT idea.id FROM idea LEFT JOIN support USING (id)
    WHERE number IS NOT NULL AND NOT hidden AND state <> 'merged'
      AND (${group?.id ?? null}::int IS NULL OR group_id = ${group?.id ?? null}::int)
    ORDER BY state IN ('done', 'declined'), coalesce(people, 0) DESC, number DESC
    LIMIT ${IDEAS_A_PAGE} OFFSET ${from}`;
  return rows.map(({ id }) => id);
}

function none(group: Some): string {
  const whose = group ? `${shorten(group.name, 100)} has` : 'There are';
  return `${whose} no ideas yet. To send in the first, type /idea`;
}
