import type { App } from '../../app.ts';
import type { Card } from '../../chat/fit.ts';
import type { Press } from '../../chat/incoming.ts';
import { type Block, paragraph } from '../../chat/message.ts';
import { openingIn, packedPage, piecesOf } from '../../chat/paging.ts';
import { asId } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { permit } from '../../community/access.ts';
import { showMoment } from '../../time.ts';
import { insiders } from '../rights.ts';
import { asRaised, type Change, councilOf, findTheme, type Raised } from '../theme/store.ts';
import { nameOf, states } from '../theme/theme.ts';
import { changeInBrief, detailsOf } from '../theme/wording.ts';

/** *History*, `theme-history:12`, and its pages in place of the one that was touched, `theme-history:12/2` (from 1): all that happened, nothing left out. */
export async function showHistory({ db }: Pick<App, 'db'>, { person, id }: Press): Promise<Reply> {
  const { of, page } = openingIn(id);
  const themeId = asId(of);
  const theme = asRaised(await findTheme(db, themeId));
  const groupIds = theme.groups.map(({ groupId }) => groupId);
  await permit(db, person, insiders(groupIds), 'see the history of a theme');
  const { zone } = await councilOf(db);
  const title = `${nameOf(theme.number)}: everything that happened, newest first`;
  const cards = [...theme.changes].reverse().flatMap((one) => cardsOf(one, theme, zone));
  const turn = (to: number) => `theme-history:${themeId}/${to + 1}`;
  const message = packedPage({ title, turn }, cards, (page ?? 1) - 1);
  return page === null ? whisper(message) : redraw(message);
}

/** A change, with all its words; long ones in several pieces. */
function cardsOf(change: Change, theme: Raised, zone: string): Card[] {
  const { by, at, state, words } = change;
  const details = detailsOf(change, 400);
  const head = paragraph([
    { text: `${showMoment(at, zone)} · ${shorten(by, 80)}`, bold: true },
    `\n${changeInBrief(change, theme)} (then: ${state === 'draft' ? state : states[state].toLowerCase()}). ${details}`,
  ]);
  const [first, ...more] = piecesOf(words ?? '').map((piece): Block => paragraph(piece));
  return [[head, ...(first ? [first] : [])], ...more.map((one) => [one])];
}
