import { oneLine, shorten } from '../../chat/text.ts';
import { showDay, showMoment } from '../../time.ts';
import type { ChangeKind } from './step.ts';
import type { Change, Theme } from './store.ts';
import { asks, nameOf } from './theme.ts';

const pasts: Readonly<Record<ChangeKind, string>> = {
  raise: 'raised it',
  join: 'joined it for their group',
  take: 'took it',
  ask: 'asked its groups a question',
  answer: 'answered a question about it',
  decide: 'decided on it',
  decline: 'declined it',
  park: 'parked it',
  hand: 'handed it to a Task and Finish group',
  report: 'reported on it',
  finish: 'reported that it is done',
};

/** Who did what when, without an end: `Cat Fraser took it (Mon 23 Nov 2026, 10:04)`. @param zone of the wall clock */
export function whoDidIt({ act, at, by }: Change, zone: string): string {
  return `${shorten(by, 80)} ${pasts[act]} (${showMoment(at, zone)})`;
}

/** What was done, as it stands in a history: `Decided: round table`. Neither who did it nor their words. */
export function changeInBrief(change: Change, theme: Pick<Theme, 'groups'>): string {
  const { act, action } = change;
  switch (act) {
    case 'raise':
      return `Raised for ${groupIn(change, theme)}`;
    case 'join':
      return `Joined by ${groupIn(change, theme)}`;
    case 'take':
      return 'Taken';
    case 'ask':
      return 'Asked';
    case 'answer':
      return `Answered for ${groupIn(change, theme)}`;
    case 'decide':
      return action ? `Decided: ${asks[action].toLowerCase()}` : 'Decided';
    case 'decline':
      return 'Declined';
    case 'park':
      return 'Parked';
    case 'hand':
      return 'Handed to a Task and Finish group';
    case 'report':
      return 'Report: under way';
    case 'finish':
      return 'Report: done';
  }
}

/** Who will do it and when: `Who: Carl Voss. By when: Fri 4 Dec 2026.` Empty when nothing of it was said. */
export function detailsOf({ act, who, day }: Change, most = 200): string {
  const [whose, when] =
    act === 'hand' ? ['Members', 'First date'] : ['Who', act === 'park' ? 'Review on' : 'By when'];
  return [
    ...(who ? [`${whose}: ${shorten(oneLine(who), most)}.`] : []),
    ...(day ? [`${when}: ${showDay(day)}.`] : []),
  ].join(' ');
}

/** The group for which somebody did something. */
export function groupIn({ groupId }: Pick<Change, 'groupId'>, { groups }: Pick<Theme, 'groups'>): string {
  const found = groups.find((one) => one.groupId === groupId);
  return found ? shorten(found.group.name, 80) : 'a group';
}

/** `THEME-7 “A shared library of test cases”`. */
export function titled({ number, title }: { number: number; title: string }, most = 120): string {
  return `${nameOf(number)} “${shorten(oneLine(title), most)}”`;
}
