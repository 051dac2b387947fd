import type { App } from '../../app.ts';
import type { Press, Selection } from '../../chat/incoming.ts';
import { openForm, type Reply, redraw, whisper } from '../../chat/reply.ts';
import type { Prisma } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { findPoll, type Poll } from '../store.ts';
import { draftIdIn, dropDraft, ownDraft } from './draft.ts';
import { askForm } from './form.ts';
import { mosts, renderDone, renderDraft, repeats, showings } from './preview.ts';

type Setting = Pick<Prisma.PollUpdateInput, 'most' | 'mayAdd' | 'shows' | 'repeat'>;

/** How many a person may choose. */
export function setMost(app: App, selection: Selection): Promise<Reply> {
  return set(app, selection, selection.id, ({ template }) => {
    const most = oneOf(mosts, selection.values[0]);
    return { most: template === 'level' ? 1 : Number(most) };
  });
}

/** Who sees the counts while it is open. */
export function setShows(app: App, selection: Selection): Promise<Reply> {
  return set(app, selection, selection.id, () => ({ shows: oneOf(showings, selection.values[0]) }));
}

/** How often it goes out. */
export function setRepeat(app: App, selection: Selection): Promise<Reply> {
  return set(app, selection, selection.id, () => ({ repeat: oneOf(repeats, selection.values[0]) }));
}

/** Whether members may add options: `poll-adding:12/yes`. */
export function setAdding(app: App, press: Press): Promise<Reply> {
  const [id = '', word] = press.id.split('/');
  return set(app, press, id, ({ template }) => ({ mayAdd: word === 'yes' && template !== 'level' }));
}

/** Opens the form again, filled with what the draft says. */
export async function changeDraft({ db, now }: App, press: Press): Promise<Reply> {
  const { asker, draft } = await db.$transaction((tx) => ownDraft(tx, press.person, draftIdIn(press.id)));
  const filling = {
    ...draft,
    options: draft.options.map(({ text }) => text),
    groupIds: draft.groups.map(({ groupId }) => groupId),
  };
  return openForm(askForm(`poll-ask:${draft.id}`, asker, filling, now(), draft.zone));
}

/** Throws the draft away. */
export async function discardDraft({ db }: App, press: Press): Promise<Reply> {
  const question = await db.$transaction(async (tx) => {
    const { draft } = await ownDraft(tx, press.person, draftIdIn(press.id));
    await dropDraft(tx, draft.id);
    return draft.question;
  });
  return redraw(renderDone('Discarded', `“${question}” was not sent, and the draft has been deleted.`));
}

/** Somebody tries the buttons of a preview. */
export async function tryPreview(): Promise<Reply> {
  return whisper('This is a preview: it looks like the poll, but takes no answers.');
}

async function set(
  app: App,
  { person }: Press | Selection,
  id: string,
  setting: (draft: Poll) => Setting,
): Promise<Reply> {
  const changed = await app.db.$transaction(async (tx) => {
    const { draft } = await ownDraft(tx, person, draftIdIn(id));
    await tx.poll.update({ where: { id: draft.id }, data: setting(draft) });
    return findPoll(tx, draft.id);
  });
  return redraw(renderDraft(changed, app.now()));
}

function oneOf<T extends Readonly<Record<string, string>>>(
  words: T,
  value: string | undefined,
): keyof T & string {
  if (value === undefined || !Object.hasOwn(words, value))
    throw new Refusal('This is not a choice. Please choose again from the menu.');
  return value;
}
