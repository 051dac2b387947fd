import { randomBytes } from 'node:crypto';
import { limits } from './limits.ts';
import { refuse } from './refuse.ts';
import type { Workspace } from './workspace.ts';

export interface Triggers {
  /** A new trigger id for something this person did. */
  issue(user: string): string;
  /** Who did it; refuses an id that is unknown, used or older than three seconds. */
  exchange(id: string | undefined): string;
}

/** Trigger ids (interactivity/handling-user-interaction): each opens one modal, within three seconds. */
export function createTriggers(workspace: Workspace): Triggers {
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
      if (workspace.now().getTime() - trigger.at > limits.triggerMs) return refuse('expired_trigger_id');
      trigger.used = true;
      return trigger.user;
    },
  };
}
