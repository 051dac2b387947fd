import { type Button, button } from '../../chat/message.ts';
import { may } from './step.ts';
import type { Raised } from './store.ts';
import { isEnded, type State } from './theme.ts';

/** What a council member can do to a theme where it is: at most five, a row. Who presses is asked by the server, not here. */
export function councilButtons(theme: Raised): Button[] {
  const { id, state } = theme;
  const first = state === 'raised' ? 'primary' : 'plain';
  const report = may('report', state) ? [button(`theme-report:${id}`, 'Report', 'primary')] : [];
  return [
    ...report,
    ...(may('take', state) ? [button(takeId(theme), takeLabel(theme), first)] : []),
    ...(may('ask', state) ? [button(`theme-ask:${id}`, 'Ask groups')] : []),
    ...(isDecidable(state) ? [button(`theme-decide:${id}`, 'Decide')] : []),
    ...(may('hand', state) ? [button(`theme-hand:${id}`, 'Task and Finish group')] : []),
    button(`theme-history:${id}`, 'History'),
  ];
}

/** Is one of the three outcomes open to a theme in this state? */
export function isDecidable(state: State): boolean {
  return may('decide', state) || may('decline', state) || may('park', state);
}

/** Nobody has it, and nothing has been said yet: who presses first takes it. */
export function isFree({ ownerPlatform, state }: Pick<Raised, 'ownerPlatform' | 'state'>): boolean {
  return ownerPlatform === null && !isEnded(state) && state !== 'parked';
}

/** What is taken from somebody, or up again, is so as it stood on the card: the button carries the last change. */
function takeId(theme: Raised): string {
  const last = theme.changes.at(-1);
  return isFree(theme) || !last ? `theme-take:${theme.id}` : `theme-take:${theme.id}/${last.id}`;
}

function takeLabel(theme: Raised): string {
  if (isEnded(theme.state) || theme.state === 'parked') return 'Reopen';
  return isFree(theme) ? 'Take' : 'Take over';
}
