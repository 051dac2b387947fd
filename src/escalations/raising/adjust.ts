import type { App } from '../../app.ts';
import type { Press, Selection } from '../../chat/incoming.ts';
import { idsIn } from '../../chat/reference.ts';
import { openForm, type Reply, redraw } from '../../chat/reply.ts';
import { Refusal } from '../../errors.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';
import { councilOf, findTheme } from '../theme/store.ts';
import { ownDraft } from './draft.ts';
import { themeForm } from './form.ts';
import { inForm, offersFor } from './offer.ts';
import { noTopic, previewOf, renderDone } from './preview.ts';

/** `theme-topic:12`: another topic than the suggested one. */
export async function setTopic({ db }: App, { id, person, values }: Selection): Promise<Reply> {
  const topic = topicIn(values[0]);
  const message = await db.$transaction(async (tx) => {
    const { theme } = await ownDraft(tx, person, idsIn(id)[0]);
    await tx.theme.update({ where: { id: theme.id }, data: { topic } });
    return previewOf(tx, await findTheme(tx, theme.id), person.platform);
  });
  return redraw(message);
}

/** *Change*, `theme-edit:12`: opens the form again, filled with what the draft says. */
export async function changeDraft({ db, now }: App, { id, person }: Press): Promise<Reply> {
  return db.$transaction(async (tx) => {
    const { theme, group } = await ownDraft(tx, person, idsIn(id)[0]);
    const things = theme.evidence.map(({ thing }) => thing);
    const { title, words, ask: asked, urgency } = theme;
    const council = await councilOf(tx);
    return openForm(
      themeForm(
        `theme-edit:${theme.id}`,
        { group: group.name, council: council.name },
        {
          ...{ title, words, ask: asked, urgency },
          offered: inForm(await offersFor(tx, group.id, now(), things)),
          chosen: things.map((thing) => `thing/${thing.id}`),
        },
      ),
    );
  });
}

/** *Discard*, `theme-discard:12`. */
export async function discardDraft({ db }: App, { id, person }: Press): Promise<Reply> {
  const title = await db.$transaction(async (tx) => {
    const { theme } = await ownDraft(tx, person, idsIn(id)[0]);
    await tx.theme.delete({ where: { id: theme.id } });
    return theme.title;
  });
  return redraw(
    renderDone('Discarded', [
      `“${title}” was not raised, and your draft has been deleted. The flags stay on your list: type /escalate flags`,
    ]),
  );
}

function topicIn(value: string | undefined): TopicId | null {
  if (value === noTopic) return null;
  const topic = topicIds.find((id) => id === value);
  if (!topic) throw new Refusal('This is not a choice. Please choose again from the menu.');
  return topic;
}
