import type { App } from '../../app.ts';
import type { Press, Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, type Reply, whisper } from '../../chat/reply.ts';
import { commit } from '../../commit.ts';
import { permit } from '../../community/access.ts';
import { type Day, dayIn } from '../../time.ts';
import { councillors } from '../rights.ts';
import { type Changed, type ChangeToMake, change } from '../theme/change.ts';
import { type ChangeKind, may } from '../theme/step.ts';
import { asRaised, type Change, councilOf, findTheme, lockTheme, type Raised } from '../theme/store.ts';
import { nameOf } from '../theme/theme.ts';
import type { Problems } from './filled.ts';
import { notNow, since, staleFormWords } from './stale-form.ts';

/** What a form of the council says: a deed, or what has to be mended. */
export type Said = { deed: Omit<ChangeToMake, 'by'> } | { problems: Problems };

/** The theme for which a council member opens a form. @throws Refusal when they are none, or it can be none of these acts where it is */
export async function themeFor(
  { db }: Pick<App, 'db'>,
  { person, id }: Press,
  what: string,
  acts: readonly ChangeKind[],
): Promise<Raised> {
  await permit(db, person, councillors, what);
  const theme = asRaised(await findTheme(db, idsIn(id)[0]));
  if (!acts.some((act) => may(act, theme.state))) throw notNow(theme, (await councilOf(db)).zone);
  return theme;
}

/** The id of a form on a theme: it carries the last change that whoever fills it in has seen. */
export function formId(what: string, { id, changes }: Raised): string {
  return `${what}:${id}/${changes.at(-1)?.id ?? 0}`;
}

/**
 * Does what a council member sent off with a form on a theme (`formId`), unless the theme has moved since they opened it.
 * @param field which bears the word that it has: what they typed stays with them
 * @param read what the form says, of the theme as it is; `today` in the council's zone
 * @throws Refusal when they are no council member, or it cannot be done where the theme is
 */
export async function submitChange(
  app: App,
  { person, id }: Submission,
  what: string,
  field: string,
  read: (theme: Raised, today: Day) => Said,
): Promise<Reply> {
  const [themeId, seen = 0] = idsIn(id);
  const done = await commit(app, async (tx, wake): Promise<Changed | { reply: Reply }> => {
    const by = await permit(tx, person, councillors, what);
    const theme = asRaised(await lockTheme(tx, themeId));
    const { zone } = await councilOf(tx);
    const said = read(theme, dayIn(zone, app.now()));
    const [next, ...more] = since(theme, seen);
    // Sent off again, because the first answer was lost on its way.
    if (next && 'deed' in said && next.byId === by.id && isSame(next, said.deed))
      return { reply: whisper(`This is already saved for ${nameOf(theme.number)}. Nothing was done twice.`) };
    if (next) return { reply: fix({ [field]: staleFormWords(theme, [next, ...more], zone) }) };
    if ('problems' in said) return { reply: fix(said.problems) };
    const changed = await change(tx, app, theme, { ...said.deed, by });
    wake('delivery', changed.woken);
    return changed;
  });
  if ('reply' in done) return done.reply;
  return whisper(`${nameOf(done.theme.number)}: saved. Its groups and their chairs will be told.`);
}

function isSame(last: Change, deed: Omit<ChangeToMake, 'by'>): boolean {
  const { act, words = null, action = null, who = null, day = null } = deed;
  return (
    last.act === act && last.words === words && last.action === action && last.who === who && last.day === day
  );
}
