import type { App } from '../../app.ts';
import type { Press } from '../../chat/incoming.ts';
import type { Message } from '../../chat/message.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, redraw } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { showDay } from '../../time.ts';
import { change } from '../theme/change.ts';
import { asRaised, type Council, councilOf, type Raised } from '../theme/store.ts';
import { nameOf, states } from '../theme/theme.ts';
import { gone, ownTheme } from './draft.ts';
import { reachedCouncil } from './group.ts';
import { renderDone } from './preview.ts';

/** *Raise*, `theme-raise:12`: puts a draft before the council, once, however often it is pressed. */
export async function raiseTheme(app: App, { id, person }: Press): Promise<Reply> {
  const message = await commit(app, async (tx, wake) => {
    const own = await ownTheme(tx, person, idsIn(id)[0]);
    if (!own) throw gone();
    const { theme: draft, group, actor: by } = own;
    if (draft.number !== null) return renderRaised(asRaised(draft), await councilOf(tx));
    const council = await reachedCouncil(tx);
    const { theme, woken } = await change(tx, app, draft, { act: 'raise', by, groupId: group.id });
    wake('delivery', woken);
    return renderRaised(theme, council);
  });
  return redraw(message);
}

function renderRaised(theme: Raised, council: Council): Message {
  const [name, to] = [nameOf(theme.number), shorten(council.name, 80)];
  const groups = theme.groups.map(({ group }) => shorten(group.name, 80)).join(', ');
  const answer =
    theme.state === 'raised' && theme.dueDay !== null
      ? `Somebody on ${to} takes it by ${showDay(theme.dueDay)}, and ${to} decides by ${showDay(theme.decideBy)}; if not, they are reminded.`
      : `It is now ${states[theme.state].toLowerCase()}.`;
  return renderDone(`${name} is raised`, [
    `“${theme.title}” is now before ${to}.`,
    answer,
    `You, the chairs and the channel of ${groups} will hear of every change.`,
    `To see its status, type /escalate show ${theme.number}`,
  ]);
}
