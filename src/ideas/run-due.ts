import type { App } from '../app.ts';
import { redrawIdea } from './following/redraw.ts';
import { bringToMind } from './following/remind.ts';
import { takeIn } from './sending/take-in.ts';

/** Does for an idea whatever is due. Each deed looks for itself whether it is its time. */
export async function tend(app: App, id: number): Promise<void> {
  await takeIn(app, id);
  await redrawIdea(app, id);
  await bringToMind(app, id);
}
