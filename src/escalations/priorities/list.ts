import type { App } from '../../app.ts';
import { fitting } from '../../chat/fit.ts';
import type { Command, PersonRef, Press } from '../../chat/incoming.ts';
import { aside, type Block, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { pageOfRows, renderPage, turnIn } from '../../chat/paging.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { actorOf } from '../../community/access.ts';
import type { Tx } from '../../db.ts';
import { showDay } from '../../time.ts';
import { councillors } from '../rights.ts';
import { councilOf } from '../theme/store.ts';
import { countOf, isOver, subjectOf } from './priority.ts';
import { scope } from './render.ts';
import { countIdeas, findPriorities, type Priority } from './store.ts';

const PRIORITIES_A_PAGE = 4;

/** `/escalate priorities`: the topics that the council watches, those that end first first; its members can end them there. */
export async function listPriorities(app: Pick<App, 'db' | 'now'>, { person }: Command): Promise<Reply> {
  return whisper(await draw(app, person, 0));
}

/** `priorities-page:1`: another page in place of the one that was touched. */
export async function turnPriorities(app: Pick<App, 'db' | 'now'>, { id, person }: Press): Promise<Reply> {
  return redraw(await draw(app, person, turnIn(id).page));
}

async function draw(
  { db, now }: Pick<App, 'db' | 'now'>,
  person: PersonRef,
  wanted: number,
): Promise<Message> {
  const council = await councilOf(db);
  const may = councillors.may(await actorOf(db, person));
  const at = now();
  const running = (await findPriorities(db, { endedAt: null, drawnOver: false }))
    .filter(({ groups, ...one }) => groups.some(({ group }) => !isOver(one, group.zone, at)))
    .sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : a.id - b.id));
  const name = shorten(council.name, 80);
  const title = `What ${name} watches`;
  if (running.length === 0)
    return {
      summary: title,
      blocks: [
        paragraph(`${name} is not watching any topic at present.`),
        ...(may ? [aside('To change that, type /escalate priority')] : []),
      ],
    };
  const page = pageOfRows(wanted, running.length, PRIORITIES_A_PAGE);
  const cards: Card[] = [];
  for (const priority of running.slice(page.from, page.from + PRIORITIES_A_PAGE))
    cards.push({
      priority,
      ideas: await countIdeas(db, priority.id),
      raised: may ? await raisedBy(db, priority.id) : null,
    });
  const list = { title, turn: (to: number) => `priorities-page:${to}` };
  const drawn = (room: number) => cards.map((card) => drawCard(card, room));
  // Signs that a platform has to mark take several times the room.
  return fitting([240, 120, 50], (room) => renderPage(list, drawn(room), page));
}

interface Card {
  priority: Priority;
  ideas: number;
  /** How often it was why an item was chosen: for whoever may end it; null for others. */
  raised: number | null;
}

/** @param room characters for each of its texts */
function drawCard({ priority, ideas, raised }: Card, room: number): Block[] {
  const { id, call, until, groups } = priority;
  const names = groups.slice(0, 4).map(({ group }) => group.name);
  const more = groups.length > 4 ? ` and ${groups.length - 4} more` : '';
  const lines = [
    `Until ${showDay(until)} · ${shorten(scope(priority), room)}`,
    `Asks ${shorten(names.join(', '), room)}${more}`,
    ...(call ? [`Open call: ${countOf(ideas)} so far`] : []),
    ...(raised === null ? [] : [`In digests so far: ${raised === 1 ? '1 item' : `${raised} items`}`]),
  ];
  return [
    paragraph([{ text: shorten(subjectOf(priority), room), bold: true }]),
    aside(lines.join('\n')),
    ...(raised === null ? [] : [controls(button(`priority-end:${id}`, 'End now', 'danger'))]),
  ];
}

/** How often an item was chosen for a digest with this as a reason. */
async function raisedBy(tx: Tx, id: number): Promise<number> {
  const reason = JSON.stringify([{ kind: 'priority', id }]);
  const [row] = await tx.$queryRaw<{ items: number }[]>`
    SELECT count(*)::int AS items FROM entry JOIN priority_group asked USING (group_id)
    WHERE asked.priority_id = ${id} AND rank IS NOT NULL AND reasons @> ${reason}::jsonb`;
  return row!.items;
}
