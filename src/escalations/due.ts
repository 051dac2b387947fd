import type { App } from '../app.ts';

/**
 * What has to be done now: `theme-7`, a card says no longer how long it has waited; `overdue`, somebody is to be reminded; each line of
 * work says in its own file when it is due.
 */
export async function dueEscalations(_app: Pick<App, 'db' | 'now'>): Promise<string[]> {
  return [];
}
