import type { App } from '../app.ts';
import { refreshCard } from './council/refresh.ts';
import { forgetThings } from './flagging/forget.ts';
import { noteFlags } from './flagging/note.ts';
import { refreshPriority } from './priorities/refresh.ts';
import { forgetDrafts } from './raising/draft.ts';
import { tellForming } from './watching/forming.ts';
import { remindOverdue } from './watching/overdue.ts';

/** Does one of what is due (due.ts). Each deed looks for itself whether it is its time, so that doing all twice is the same as once. */
export async function runDueEscalation(app: App, id: string): Promise<void> {
  const card = /^theme-(\d+)$/.exec(id)?.[1];
  if (card) return refreshCard(app, Number(card));
  if (id === 'drafts') return forgetDrafts(app);
  const priority = /^priority-(\d+)$/.exec(id)?.[1];
  if (priority) return refreshPriority(app, Number(priority));
  if (id === 'things') return forgetThings(app);
  const flags = /^flags-(\d+)$/.exec(id)?.[1];
  if (flags) return noteFlags(app, Number(flags));
  if (id === 'overdue') return remindOverdue(app);
  if (id.startsWith('forming-')) return tellForming(app, id);
}
