import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { openForm, type Reply } from '../../chat/reply.ts';
import { oneLine } from '../../chat/text.ts';
import { LENGTHS } from '../theme/theme.ts';
import { themeForm } from './form.ts';
import { groupMeant, reachedCouncil } from './group.ts';
import { inForm, offersFor } from './offer.ts';

/** `/escalate` and `/escalate new WORDS`: opens the form, with what the group has to be ticked; the words become the title. */
export async function startTheme({ db, now }: Pick<App, 'db' | 'now'>, command: Command): Promise<Reply> {
  const { group } = await groupMeant(db, command.person, command.channel);
  const council = await reachedCouncil(db);
  const title = oneLine(command.words);
  return openForm(
    themeForm(
      `theme-new:${group.id}`,
      { group: group.name, council: council.name },
      {
        title,
        // What is too long for a title stands below too, so that none of it is lost.
        words: title.length > LENGTHS.title ? title : '',
        ask: null,
        urgency: 'routine',
        offered: inForm(await offersFor(db, group.id, now())),
        chosen: [],
      },
    ),
  );
}
