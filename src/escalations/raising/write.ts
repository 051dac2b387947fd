import type { App } from '../../app.ts';
import type { Submission } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { fix, type Reply, redraw, whisper } from '../../chat/reply.ts';
import type { Tx } from '../../db.ts';
import { findTheme } from '../theme/store.ts';
import { ownDraft } from './draft.ts';
import { thingsOf } from './evidence.ts';
import { type Filled, readTheme } from './form.ts';
import { ownGroup } from './group.ts';
import { offersFor, valuesOf } from './offer.ts';
import { previewOf } from './preview.ts';
import { suggestedTopic } from './topic.ts';

/** The form of a new theme sent off, `theme-new:<group>`: keeps it as a draft, and shows how it will stand. */
export async function writeTheme({ db, now }: App, { id, person, fields }: Submission): Promise<Reply> {
  const [groupId] = idsIn(id);
  const at = now();
  const made = await db.$transaction(async (tx) => {
    const { actor } = await ownGroup(tx, person, groupId);
    const filled = readTheme(fields, valuesOf(await offersFor(tx, groupId, at)));
    if ('problems' in filled) return filled;
    const by = { platform: actor.platform, user: actor.user };
    const { title, words, ask, urgency } = filled;
    const theme = await tx.theme.create({
      data: {
        ...{ title, words, ask, urgency, createdAt: at, raiserId: actor.id, raiser: actor.name },
        groups: { create: { groupId, joinedAt: at, byId: actor.id, by: actor.name, ...by } },
      },
      select: { id: true },
    });
    await gather(tx, at, theme.id, groupId, filled);
    await tx.theme.update({
      where: { id: theme.id },
      data: { topic: suggestedTopic(await findTheme(tx, theme.id)) },
    });
    return previewOf(tx, await findTheme(tx, theme.id), person.platform);
  });
  return 'problems' in made ? fix(made.problems) : whisper(made);
}

/** The form of a draft sent off again, `theme-edit:<draft>`. A topic that was chosen stays; one that was suggested follows the words. */
export async function rewriteTheme({ db, now }: App, { id, person, fields }: Submission): Promise<Reply> {
  const [draftId] = idsIn(id);
  const at = now();
  const made = await db.$transaction(async (tx) => {
    const { theme, group } = await ownDraft(tx, person, draftId);
    const things = theme.evidence.map(({ thing }) => thing);
    const filled = readTheme(fields, valuesOf(await offersFor(tx, group.id, at, things)));
    if ('problems' in filled) return filled;
    const { title, words, ask, urgency } = filled;
    await tx.theme.update({ where: { id: draftId }, data: { title, words, ask, urgency } });
    await gather(tx, at, draftId, group.id, filled);
    const anew = await findTheme(tx, draftId);
    if (theme.topic === suggestedTopic(theme))
      await tx.theme.update({ where: { id: draftId }, data: { topic: suggestedTopic(anew) } });
    return previewOf(tx, await findTheme(tx, draftId), person.platform);
  });
  return 'problems' in made ? fix(made.problems) : redraw(made);
}

async function gather(
  tx: Tx,
  at: Date,
  themeId: number,
  groupId: number,
  { evidence }: Filled,
): Promise<void> {
  const things = await thingsOf(tx, at, evidence);
  await tx.evidence.deleteMany({ where: { themeId } });
  await tx.evidence.createMany({ data: things.map((thingId) => ({ themeId, thingId, groupId })) });
}
