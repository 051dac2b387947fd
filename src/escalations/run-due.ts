import type { App } from '../app.ts';
import type { EscalationId } from '../queues.ts';
import { refreshCard } from './council/refresh.ts';
import { forgetThings } from './flagging/forget.ts';
import { noteFlags } from './flagging/note.ts';
import { refreshPriority } from './priorities/refresh.ts';
import { forgetDrafts } from './raising/draft.ts';
import { tellForming } from './watching/forming.ts';
import { remindOverdue } from './watching/overdue.ts';

type KindOf<Id> = Id extends `${infer Kind}-${string}` ? Kind : Id;

/** What is done for each kind of row, or for all of a kind. */
const works: Record<KindOf<EscalationId> & string, (app: App, row: string) => Promise<void>> = {
  theme: (app, row) => refreshCard(app, Number(row)),
  priority: (app, row) => refreshPriority(app, Number(row)),
  flags: (app, row) => noteFlags(app, Number(row)),
  forming: (app, topic) => tellForming(app, `forming-${topic}`),
  overdue: remindOverdue,
  drafts: forgetDrafts,
  things: forgetThings,
};

/** Does one of what is due (due.ts). Each looks for itself whether it is its time, so that doing all twice is the same as once. */
export async function runDueEscalation(app: App, id: EscalationId): Promise<void> {
  const [kind, ...row] = id.split('-') as [KindOf<EscalationId>, ...string[]];
  await works[kind](app, row.join('-'));
}
