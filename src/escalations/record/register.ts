import type { App } from '../../app.ts';
import { fitting } from '../../chat/fit.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import { type Block, type Message, paragraph } from '../../chat/message.ts';
import { pageOfRows, renderPage, turnIn } from '../../chat/paging.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { showDate } from '../../time.ts';
import { councilOf } from '../theme/store.ts';
import { asks, nameOf, states } from '../theme/theme.ts';
import { decisionInWords, decisionOf, since } from './history.ts';
import { type Recorded, readThemes } from './read.ts';

/** Themes on one page: what is read at a glance, and what fits into one message however they are called. */
const THEMES_A_PAGE = 6;

/** `/escalate register`: what was raised, and what became of it, the newest change first. */
export async function listRegister({ db }: Pick<App, 'db'>, _command: Command): Promise<Reply> {
  return whisper((await draw(db, 0)) ?? none);
}

/** Another page in place of the one that was touched: `themes:1`. */
export async function turnRegister({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const message = await draw(db, turnIn(press.id).page);
  if (!message) throw new Refusal(none);
  return redraw(message);
}

const none =
  'Nothing has been raised yet. Members flag what their chair should see; chairs and the office raise a theme with /escalate new';

/** @param wanted from 0; behind the last, the last */
async function draw(db: Tx, wanted: number): Promise<Message | null> {
  const council = await councilOf(db);
  const total = await db.theme.count({ where: { number: { not: null } } });
  if (total === 0) return null;
  const page = pageOfRows(wanted, total, THEMES_A_PAGE);
  const ids = await idsFrom(db, page.from);
  const themes = await readThemes(db, ids);
  const shown = ids.flatMap((id) => themes.filter((theme) => theme.id === id));
  const title = `What was raised to ${shorten(council.name, 100)}`;
  const hints = [`Newest change first. To see a whole theme, type /escalate show ${shown[0]?.number ?? 1}`];
  const list = { title, hints, turn: (to: number) => `themes:${to}` };
  const cards = (part: number) => shown.map((theme) => [cardOf(theme, council.zone, part)]);
  return fitting([1, 0.6, 0.35], (part) => renderPage(list, cards(part), page));
}

async function idsFrom(db: Tx, from: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT theme.id FROM theme LEFT JOIN theme_change change ON change.theme_id = theme.id
    WHERE number IS NOT NULL GROUP BY theme.id
    ORDER BY coalesce(max(change.id), 0) DESC, number DESC LIMIT ${THEMES_A_PAGE} OFFSET ${from}`;
  return rows.map(({ id }) => id);
}

/** @param part of the characters that titles, groups and decisions may have */
function cardOf(theme: Recorded, zone: string, part: number): Block {
  const { number, title, groups, ask, state, changes } = theme;
  const cut = (text: string, most: number) => shorten(oneLine(text), Math.floor(part * most));
  const changed = since(changes);
  const decision = decisionOf(changes);
  const names = groups.map(({ group }) => group.name).join(', ');
  const stands = `${states[state]}${changed ? ` since ${showDate(changed.at, zone)}` : ''}`;
  return paragraph([
    { text: `${nameOf(number)} · ${cut(title, 120)}`, bold: true },
    `\n${cut(names, 130)} · asked for: ${asks[ask].toLowerCase()}`,
    `\n${stands}${decision ? ` · ${cut(decisionInWords(decision), 110)}` : ''}`,
  ]);
}
