/** What happens to a modal once the app has answered its submission (surfaces/modals, "response actions"). */

import { inputIds } from './form.ts';
import { changeView, dropView, showView } from './modals.ts';
import { refuse } from './refuse.ts';
import { isObject } from './schema.ts';
import type { View, Workspace } from './workspace.ts';

/**
 * Applies the answer: nothing closes the view, `errors` keeps it open, `update`, `push` and `clear` do what they say.
 * Throws a `SlackRefusal` for an answer that Slack cannot use; the person then reads "We had some trouble connecting".
 */
export function applySubmission(workspace: Workspace, open: View, body: unknown): void {
  const answer = isObject(body) ? body : {};
  if (answer.response_action === undefined) dropView(workspace, open);
  else if (answer.response_action === 'clear') dropView(workspace, open, true);
  else if (answer.response_action === 'update') changeView(workspace, open, answer.view);
  else if (answer.response_action === 'push') showView(workspace, open.user, answer.view, true);
  else if (answer.response_action === 'errors') complain(workspace, open, answer.errors);
  else refuse('invalid_response_action');
}

/** Shows the app's complaints; each must name an input block of the view. */
function complain(workspace: Workspace, open: View, complaints: unknown): void {
  const errors = isObject(complaints) ? Object.entries(complaints) : [];
  const known = inputIds(open);
  const usable = errors.every(([id, text]) => known.includes(id) && typeof text === 'string');
  if (errors.length === 0 || !usable) refuse('invalid_response_action');
  open.errors = Object.fromEntries(errors.map(([id, text]) => [id, String(text)]));
  workspace.changed();
}
