/** views.*: the modals that people have open. */

import { randomBytes } from 'node:crypto';
import { structure, word } from './arguments.ts';
import { fileErrors } from './image-files.ts';
import { limits } from './limits.ts';
import { viewJson } from './present.ts';
import { refuse } from './refuse.ts';
import { isObject, type Json } from './schema.ts';
import type { Triggers } from './triggers.ts';
import { viewErrors } from './view.ts';
import { type View, type Workspace, withBlockIds } from './workspace.ts';

function judged(workspace: Workspace, view: unknown, replaces?: View): Json {
  const shown = isObject(view) ? view.blocks : undefined;
  const errors = [...viewErrors(view), ...fileErrors(workspace, shown, '/view/blocks')];
  if (errors.length > 0) return refuse('invalid_arguments', errors);
  const sent = view as Json;
  if (Buffer.byteLength(JSON.stringify(sent)) > limits.viewBytes) return refuse('view_too_large');
  const external = sent.external_id;
  const open = [...workspace.views.values()].flat();
  if (external && open.some((one) => one !== replaces && one.view.external_id === external)) {
    return refuse('duplicate_external_id');
  }
  return { ...sent, blocks: withBlockIds(workspace, sent.blocks as Json[]) };
}

const newHash = (workspace: Workspace) => `${workspace.ts().split('.')[0]}.${randomBytes(4).toString('hex')}`;

/** Puts a view on top of a person's stack, or makes it their only one. Refuses a view that Slack would refuse. */
export function showView(workspace: Workspace, user: string, view: unknown, onTop: boolean): View {
  const stack = onTop ? (workspace.views.get(user) ?? []) : [];
  if (onTop && stack.length === 0) refuse('not_found');
  if (stack.length >= limits.viewStack) refuse('push_limit_reached');
  const id = workspace.id('V');
  const below = stack.at(-1);
  const open: View = {
    id,
    user,
    hash: newHash(workspace),
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
    view: judged(workspace, view),
    chosen: {},
  };
  workspace.views.set(user, [...stack, open]);
  workspace.changed();
  return open;
}

/** Replaces what an open view shows. */
export function changeView(workspace: Workspace, open: View, view: unknown): void {
  open.view = judged(workspace, view, open);
  open.hash = newHash(workspace);
  delete open.errors;
  workspace.changed();
}

/** Takes one view away, or with `whole` all that this person has open. */
export function dropView(workspace: Workspace, open: View, whole = false): void {
  const left = whole ? [] : (workspace.views.get(open.user) ?? []).filter((one) => one.id !== open.id);
  workspace.views.set(open.user, left);
  workspace.changed();
}

/** `views.open` and `views.push`. A view that is refused does not use the trigger up. */
export function openView(workspace: Workspace, triggers: Triggers, args: Json, onTop: boolean): Json {
  const view = structure(args, 'view', 'invalid_arguments');
  if (!isObject(view)) return refuse('invalid_arguments', ['missing required field: view']);
  judged(workspace, view);
  const user = triggers.exchange(word(args, 'trigger_id'));
  return { view: viewJson(workspace, showView(workspace, user, view, onTop)) };
}

/** `views.update`, by `view_id` or `external_id`; a `hash` that is not the newest is a conflict. */
export function updateView(workspace: Workspace, args: Json): Json {
  const id = word(args, 'view_id');
  const external = word(args, 'external_id');
  const all = [...workspace.views.values()].flat();
  const open = all.find((one) =>
    id ? one.id === id : external !== undefined && one.view.external_id === external,
  );
  if (!open) return refuse('not_found');
  const hash = word(args, 'hash');
  if (hash && hash !== open.hash) return refuse('hash_conflict');
  changeView(workspace, open, structure(args, 'view', 'invalid_arguments'));
  return { view: viewJson(workspace, open) };
}
