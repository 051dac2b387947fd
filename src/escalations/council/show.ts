import type { App } from '../../app.ts';
import { fitting } from '../../chat/fit.ts';
import type { Command } from '../../chat/incoming.ts';
import { aside, type Block, controls, heading, type Message, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import { actorOf, isCouncil } from '../../community/access.ts';
import { type Day, dayIn, showDate } from '../../time.ts';
import { numberIn } from '../reference.ts';
import { councilButtons } from '../theme/buttons.ts';
import { clockLine } from '../theme/deadline.ts';
import { councilOf, findNumbered, type Raised } from '../theme/store.ts';
import { asks, nameOf } from '../theme/theme.ts';
import { changeInBrief, detailsOf } from '../theme/wording.ts';

/** `/escalate show N`: where a theme is and what happened to it, for everybody; council members get its buttons too. */
export async function showTheme(
  { db, now }: Pick<App, 'db' | 'now'>,
  { person, words }: Command,
): Promise<Reply> {
  const theme = await findNumbered(db, numberIn(words, 'show N'));
  const { roles } = await actorOf(db, person);
  const { zone } = await councilOf(db);
  return whisper(renderShown(theme, zone, dayIn(zone, now()), isCouncil(roles)));
}

/** Words that its groups were told as well, and no others: what was asked, answered, and said to the council alone stays there. */
export function renderShown(theme: Raised, zone: string, today: Day, council: boolean): Message {
  const summary = shorten(`${nameOf(theme.number)}: ${oneLine(theme.title)}`, 280);
  return fitting([900, 500, 250, 60], (most) => ({
    summary,
    blocks: blocksOf(theme, zone, today, most, council),
  }));
}

function blocksOf(theme: Raised, zone: string, today: Day, most: number, council: boolean): Block[] {
  const names = theme.groups.slice(0, 4).map(({ group }) => shorten(group.name, Math.min(most, 80)));
  const more = theme.groups.length > 4 ? ` and ${theme.groups.length - 4} more` : '';
  const cross = theme.groups.length > 1 ? 'Cross-disciplinary, from' : 'From';
  const told = theme.changes.findLast(
    ({ act }) => act === 'decide' || act === 'decline' || act === 'park' || act === 'hand',
  );
  const reported = theme.changes.findLast(({ act }) => act === 'report' || act === 'finish');
  const said = [told, reported].flatMap((one) => {
    if (!one) return [];
    const details = detailsOf(one, Math.min(most, 200));
    const words = one.words ? `\n${shorten(one.words, most)}` : '';
    return [paragraph([{ text: changeInBrief(one, theme), bold: true }, `. ${details}`.trimEnd(), words])];
  });
  // The newest, as many as one message carries however they are called.
  const count = most > 100 ? 10 : 4;
  const newest = theme.changes.slice(-count);
  const before = theme.changes.length - newest.length;
  const lines = newest.map((one) => `${showDate(one.at, zone)} · ${changeInBrief(one, theme)}`);
  return [
    heading(shorten(`${nameOf(theme.number)} · ${oneLine(theme.title)}`, 150)),
    paragraph([{ text: clockLine(theme, today, zone), bold: true }]),
    aside(`${cross} ${names.join(', ')}${more}. Asked for: ${asks[theme.ask].toLowerCase()}.`),
    ...said,
    aside(
      [...(before > 0 ? [`… ${before} earlier ${before === 1 ? 'change' : 'changes'}`] : []), ...lines].join(
        '\n',
      ),
    ),
    ...(council ? [controls(...councilButtons(theme))] : []),
  ];
}
