import { fitting } from '../../chat/fit.ts';
import { aside, type Block, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import { showDay } from '../../time.ts';
import type { Change, Council, Raised } from './store.ts';
import { type State, states } from './theme.ts';
import { changeInBrief, detailsOf, groupIn, titled } from './wording.ts';

/** What was written with these is the council's: groups hear that it was, not each word of it. */
const toCouncil: readonly Change['act'][] = ['raise', 'join', 'answer'];

/**
 * What a group's channel, or one of its chairs, is told of a change.
 * @param to `zone`: the group's; `person`: a direct message, which says why they get it
 */
export function renderNews(
  theme: Raised,
  change: Change,
  council: Council,
  { person }: { zone: string; person: boolean },
): Message {
  const line = newsOf(theme, change, shorten(oneLine(council.name), 80));
  const drawn = (most: number): Block[] => {
    const details = detailsOf(change, Math.min(most, 200));
    return [
      paragraph([{ text: line, bold: change.act === 'ask' }, ...(details ? [` ${details}`] : [])]),
      ...(change.words && !toCouncil.includes(change.act) ? [paragraph(shorten(change.words, most))] : []),
      ...(change.act === 'ask' ? answering(theme, change, person) : []),
      aside(
        person
          ? `You get this because you chair one of its groups, or raised it for one. For more, type /escalate show ${theme.number}`
          : `For more, type /escalate show ${theme.number}`,
      ),
    ];
  };
  // Signs that a platform has to mark take several times the room.
  const summary = shorten(line, 280);
  return fitting([1500, 1000, 600, 250], (most) => ({ summary, blocks: drawn(most) }));
}

function answering({ dueDay }: Raised, { id }: Change, person: boolean): Block[] {
  const until = dueDay === null ? '' : ` until ${showDay(dueDay)}`;
  return [
    aside(
      person
        ? `You can answer${until}, with your name. So can everybody in your group's channel.`
        : `Everybody in this channel can answer${until}, with their name. Nothing else you say here is passed on.`,
    ),
    controls(button(`theme-answer:${id}`, 'Answer', 'primary')),
  ];
}

/** @param council its name */
function newsOf(theme: Raised, change: Change, council: string): string {
  const name = titled(theme);
  const by = shorten(change.by, 80);
  const group = groupIn(change, theme);
  switch (change.act) {
    case 'raise':
      return `${name} was raised to ${council} for ${group} by ${by}. ${council} responds by ${dayOf(theme.dueDay)}, and decides by ${showDay(theme.decideBy)}.`;
    case 'join': {
      const others = theme.groups.filter(({ groupId }) => groupId !== change.groupId);
      const names = others.slice(0, 3).map((one) => shorten(one.group.name, 80));
      const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
      return `${name} is now cross-disciplinary: ${group} joined ${names.join(', ')}${more} (${by}).`;
    }
    case 'take':
      return taken(theme, change, council, name, by);
    case 'ask':
      return `${council} has a question about ${name} (${by}):`;
    case 'answer':
      return `${name}: ${by} answered the question for ${group}. ${council} now continues, and decides by ${dayOf(theme.dueDay)}.`;
    case 'decide':
      return `${council} has decided on ${name} (${by}). ${changeInBrief(change, theme)}.`;
    case 'decline':
      return `${council} has declined ${name} (${by}).`;
    case 'park':
      return `${council} has parked ${name} for now (${by}).`;
    case 'hand':
      return `${council} has handed ${name} to a Task and Finish group (${by}).`;
    case 'report':
      return `${name} is under way. ${by} reports; the next report is due by ${dayOf(theme.dueDay)}:`;
    case 'finish':
      return `${name} is done. ${by} reports:`;
  }
}

/** Taken for the first time, from somebody else, or up again. */
function taken(theme: Raised, { id, by: whole }: Change, council: string, name: string, by: string): string {
  const earlier = theme.changes.filter((one) => one.id < id);
  const before = earlier.at(-1)?.state as State | undefined;
  if (before === 'done' || before === 'declined' || before === 'parked')
    return `${council} has reopened ${name} (it was ${states[before].toLowerCase()}). ${by} looks after it, and ${council} decides by ${dayOf(theme.dueDay)}.`;
  if (before === 'raised' || !earlier.some((one) => one.by !== whole && one.act === 'take'))
    return `${by} of ${council} looks after ${name}. ${next(theme, council)}`;
  return `From now on, ${by} of ${council} looks after ${name}. ${next(theme, council)}`;
}

function next({ state, dueDay }: Raised, council: string): string {
  switch (state) {
    case 'asked':
      return `An answer to its question is due by ${dayOf(dueDay)}.`;
    case 'decided':
    case 'acting':
      return `The next report is due by ${dayOf(dueDay)}.`;
    default:
      return `${council} decides by ${dayOf(dueDay)}.`;
  }
}

function dayOf(day: string | null): string {
  return day === null ? 'an unknown day' : showDay(day);
}
