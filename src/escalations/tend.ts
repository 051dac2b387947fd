import type { App } from '../app.ts';

/** Does one of what is due (due.ts). Each deed looks for itself whether it is its time, so that doing all twice is the same as once. */
export async function tendEscalations(_app: App, _id: string): Promise<void> {}
