import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { permit } from '../../community/access.ts';
import { Refusal } from '../../errors.ts';
import { dayIn } from '../../time.ts';
import { councillors } from '../rights.ts';
import { isFree } from '../theme/buttons.ts';
import { type Changed, change } from '../theme/change.ts';
import { clockLine } from '../theme/deadline.ts';
import { may } from '../theme/step.ts';
import { asRaised, councilOf, lockTheme, type Raised } from '../theme/store.ts';
import { isEnded, nameOf } from '../theme/theme.ts';
import { notNow, since, staleFormWords } from './stale-form.ts';

/**
 * *Take*, `theme-take:12`; *Take over* and *Reopen*, `theme-take:12/345`, with the last change on the card. Twice by the
 * same person is once; of two at the same moment, the second is told who has it.
 */
export async function takeOwnership(app: App, { person, id }: Press): Promise<Reply> {
  const [themeId, seen] = idsIn(id);
  const { zone, done } = await commit(app, async (tx, wake) => {
    const by = await permit(tx, person, councillors, 'take a theme');
    const theme = asRaised(await lockTheme(tx, themeId));
    const { zone } = await councilOf(tx);
    if (theme.ownerId === by.id && goesOn(theme)) return { zone, done: theme };
    if (!may('take', theme.state)) throw notNow(theme, zone);
    if (seen === undefined ? !isFree(theme) : since(theme, seen).length > 0)
      throw new Refusal(
        (seen === undefined && takenWords(theme)) || staleFormWords(theme, since(theme, seen ?? 0), zone),
      );
    const changed = await change(tx, app, theme, { act: 'take', by });
    wake('delivery', changed.woken);
    return { zone, done: { ...changed, before: theme } };
  });
  if (!('woken' in done)) return whisper(`${nameOf(done.number)} is already yours. Nothing was changed.`);
  return whisper(yours(done, dayIn(zone, app.now()), zone));
}

/** Taking it does not move it: it only says who has it. */
function goesOn({ state }: Raised): boolean {
  return !isEnded(state) && state !== 'parked' && state !== 'raised';
}

/** The "no" to somebody whose card does not show yet who has it; null when nobody has, or it has come to an end. */
function takenWords(theme: Raised): string | null {
  if (theme.owner === null || !goesOn(theme)) return null;
  const name = nameOf(theme.number);
  return `${shorten(theme.owner, 80)} already has ${name}. Nothing was changed. To take it over, press Take over on its updated card.`;
}

function yours({ theme, before }: Changed & { before: Raised }, today: string, zone: string): string {
  const name = nameOf(theme.number);
  const from = before.ownerPlatform !== null && before.ownerId !== theme.ownerId ? before.owner : null;
  const what = from ? `You have taken over ${name} from ${shorten(from, 80)}.` : `${name} is yours.`;
  return `${what} ${clockLine(theme, today, zone)} Its groups and their chairs will be told.`;
}
