import type { App } from '../app.ts';
import { refreshPoll } from './answering/refresh.ts';
import { forgetDraft } from './asking/draft.ts';
import { openPoll } from './asking/open.ts';
import { announceResult } from './closing/announce-result.ts';
import { closePoll } from './closing/close.ts';
import { refreshClosed } from './closing/refresh-closed.ts';
import { remindOfPoll } from './closing/remind.ts';

/** Does for a poll whatever is due. Each deed looks for itself whether it is its time, so that doing all of them twice is the same as once. */
export async function runDuePoll(app: App, id: number): Promise<void> {
  await forgetDraft(app, id);
  await openPoll(app, id);
  // Before the others: what comes too late shall not be drawn as if it were open, nor anybody be reminded of it.
  await closePoll(app, id);
  await remindOfPoll(app, id);
  await refreshPoll(app, id);
  await announceResult(app, id);
  await refreshClosed(app, id);
}
