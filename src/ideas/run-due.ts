import type { App } from '../app.ts';
import { refreshIdea } from './following/refresh.ts';
import { remindOfIdeas } from './following/remind.ts';
import { takeIn } from './sending/take-in.ts';

/** Does for an idea whatever is due. Each deed looks for itself whether it is its time. */
export async function runDueIdea(app: App, id: number): Promise<void> {
  await takeIn(app, id);
  await refreshIdea(app, id);
  await remindOfIdeas(app, id);
}
