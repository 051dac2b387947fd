import { randomBytes } from 'node:crypto';
import { refuse } from './refuse.ts';
import type { Workspace } from './workspace.ts';

export interface Triggers {
  /** A new trigger id for something this person did. */
  issue(user: string): string;
  /** Who did it; refuses an id that is unknown, used or too old. */
  exchange(id: string | undefined): string;
}

/** Trigger ids (interactivity/handling-user-interaction): each opens one modal, within so many milliseconds. */
export function createTriggers(workspace: Workspace, livesMs: number): Triggers {
  const issued = new Map<string, { user: string; at: number; used: boolean }>();
  return {
    issue(user) {
      const id = `${workspace.ts()}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { user, at: workspace.now().getTime(), used: false });
      return id;
    },
    exchange(id) {
      const trigger = id === undefined ? undefined : issued.get(id);
      if (!trigger) return refuse('invalid_trigger_id');
      if (trigger.used) return refuse('exchanged_trigger_id');
      if (workspace.now().getTime() - trigger.at > livesMs) return refuse('expired_trigger_id');
      trigger.used = true;
      return trigger.user;
    },
  };
}
