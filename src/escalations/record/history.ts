import { type Day, dayIn, showDate, showDay } from '../../time.ts';
import { asks } from '../theme/theme.ts';
import type { Change } from './read.ts';

/** What happened, in a word. */
export const CHANGE_KINDS: Readonly<Record<Change['act'], string>> = {
  raise: 'Raised',
  join: 'Joined',
  take: 'Taken',
  ask: 'Asked',
  answer: 'Answered',
  decide: 'Decided',
  decline: 'Declined',
  park: 'Parked',
  hand: 'Handed to a Task and Finish group',
  report: 'Reported',
  finish: 'Done',
};

/** Acts by which the council says what becomes of a theme. */
const decisions: readonly Change['act'][] = ['decide', 'decline', 'park', 'hand'];

/** The first act of the council: from then on somebody has heard it. */
export function acknowledged<C extends Pick<Change, 'act'>>(changes: readonly C[]): C | undefined {
  return changes.find(({ act }) => !['raise', 'join', 'answer'].includes(act));
}

/** When the council first said what becomes of it. */
export function firstDecision<C extends Pick<Change, 'act'>>(changes: readonly C[]): C | undefined {
  return changes.find(({ act }) => decisions.includes(act));
}

/** The decision that holds; none while it is open, or again. */
export function decisionOf(changes: readonly Change[]): Change | undefined {
  const at = changes.findLastIndex(({ act }) => decisions.includes(act));
  const reopened = changes.slice(at + 1).some(({ state }) => ['raised', 'taken', 'asked'].includes(state));
  return reopened ? undefined : changes[at];
}

/** The change that brought it where it is: joining, and handing over, leave it there. */
export function since(changes: readonly Change[]): Change | undefined {
  const other = changes.findLastIndex(({ state }) => state !== changes.at(-1)?.state);
  return changes[other + 1];
}

/** A decision in a line: `Round table, Cat Fraser, by Fri 4 Dec 2026`. Not shortened. */
export function decisionInWords({ act, action, who, day, words }: Change): string {
  if (act === 'decline') return `Declined${words ? `: ${words}` : ''}`;
  if (act === 'park') return `Parked${day ? ` until ${showDay(day)}` : ''}`;
  const hand = act === 'hand';
  const what = hand ? 'Task and Finish group' : action ? asks[action] : 'Decided';
  const when = day ? `${hand ? 'first date' : 'by'} ${showDay(day)}` : null;
  return [what, who, when].filter(Boolean).join(', ');
}

/** What happened in a line: `Fri 20 Nov 2026 · Decided: Round table, Cat Fraser (Cat Fraser). Their words`. */
export function changeInWords(change: Change, zone: string): string {
  const { act, by, group, words } = change;
  const what =
    act === 'decide' || act === 'hand'
      ? `${CHANGE_KINDS[act]}: ${decisionInWords(change)}`
      : act === 'park'
        ? decisionInWords(change)
        : CHANGE_KINDS[act];
  return `${showDate(change.at, zone)} · ${what} (${[by, group?.name].filter(Boolean).join(', ')})${words ? `: ${words}` : ''}`;
}

export function dayOf(zone: string, change: Pick<Change, 'at'> | undefined): Day | null {
  return change ? dayIn(zone, change.at) : null;
}
