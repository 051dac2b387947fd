import { oneLine, shorten } from '../../chat/text.ts';
import { type TopicId, topicName } from '../../taxonomy/topics.ts';
import { type Day, dayIn, showDate, showDay } from '../../time.ts';
import { overdueBy } from '../theme/deadline.ts';
import { asks, nameOf, type State, states, urgencies } from '../theme/theme.ts';
import { decisionInWords, decisionOf } from './history.ts';
import type { Change, Recorded } from './read.ts';
import type { At, Section } from './section.ts';

/** What was raised from a day on, and is not decided; the most urgent first, then the oldest. */
export function newThemes(themes: readonly Recorded[], from: Day, { zone }: At): Section {
  const order = Object.keys(urgencies);
  const rows = themes
    .filter(({ state, raisedAt }) => isUndecided(state) && dayIn(zone, raisedAt) >= from)
    .sort((a, b) => order.indexOf(b.urgency) - order.indexOf(a.urgency) || a.number - b.number)
    .map((theme) => {
      const raised = showDate(theme.raisedAt, zone);
      const ask = `${asks[theme.ask]}${theme.urgency === 'routine' ? '' : ` (${theme.urgency})`}`;
      return {
        cells: [
          named(theme),
          groupsOf(theme),
          ask,
          `${raised} by ${theme.raiser}`,
          shorten(oneLine(theme.words), 600),
        ],
        short: `${short(theme)} · ${ask}, raised ${raised}`,
      };
    });
  return {
    title: 'New',
    note: `Raised since ${showDay(from)} and not yet decided.`,
    none: `No theme raised since ${showDay(from)} is waiting for a decision.`,
    head: ['Theme', 'Groups', 'Asked for', 'Raised', 'What the council should know'],
    rows,
  };
}

/** What was to happen before today; the latest first. */
export function overdueThemes(themes: readonly Recorded[], { zone, today }: At): Section {
  const rows = themes
    .map((theme) => ({ theme, late: overdueBy(theme, today, zone) }))
    .filter(({ late }) => late > 0)
    .sort((a, b) => b.late - a.late || a.theme.number - b.theme.number)
    .map(({ theme, late }) => {
      const since = `${late} working ${late === 1 ? 'day' : 'days'} late`;
      return {
        cells: [
          named(theme),
          states[theme.state],
          `${awaited[theme.state]} by ${showDay(theme.dueDay!)}`,
          since,
          theme.owner ?? '–',
        ],
        short: `${short(theme)} · ${awaited[theme.state].toLowerCase()}, ${since}`,
      };
    });
  return {
    title: 'Overdue',
    none: 'Nothing is overdue.',
    head: ['Theme', 'State', 'Due', 'Late', 'Who has it'],
    rows,
  };
}

const awaited: Readonly<Record<State, string>> = {
  raised: 'To be acknowledged',
  taken: 'To be decided',
  asked: 'An answer',
  decided: 'A report',
  acting: 'A report',
  parked: 'A review',
  done: '',
  declined: '',
};

/** What waits for an answer of its groups, with the question. */
export function askedThemes(themes: readonly Recorded[], { zone }: At): Section {
  const rows = themes
    .filter(({ state }) => state === 'asked')
    .map((theme) => {
      const asked = theme.changes.findLast(({ act }) => act === 'ask');
      const when = asked ? showDate(asked.at, zone) : '–';
      const question = asked?.words ?? '–';
      return {
        cells: [named(theme), groupsOf(theme), question, asked ? `${when} by ${asked.by}` : '–'],
        short: `${short(theme)} · since ${when}: ${oneLine(question)}`,
      };
    });
  return {
    title: 'Waiting for an answer',
    none: 'No question is waiting for an answer.',
    head: ['Theme', 'Groups', 'Question', 'Asked'],
    rows,
  };
}

/** Themes of several groups that are not at an end, and topics on which several groups gather. */
export function crossCutting(
  themes: readonly Recorded[],
  forming: readonly { topic: TopicId; at: Date; groups: readonly string[] }[],
  { zone }: At,
): Section {
  const several = themes
    .filter(({ groups, state }) => groups.length > 1 && state !== 'done' && state !== 'declined')
    .map((theme) => ({
      cells: [named(theme), groupsOf(theme), states[theme.state]],
      short: `${short(theme)} · ${theme.groups.length} groups · ${states[theme.state].toLowerCase()}`,
    }));
  const topics = forming.map(({ topic, at, groups }) => {
    const noticed = `noticed ${showDate(at, zone)}`;
    return {
      cells: [`${topicName(topic)} (topic)`, groups.join(', '), `Flags from several groups, ${noticed}`],
      short: `${topicName(topic)} · flags from ${groups.length} groups, ${noticed}`,
    };
  });
  return {
    title: 'Cross-cutting',
    none: 'No theme of several groups is open, and no topic has flags from several groups.',
    head: ['Theme or topic', 'Groups', 'State'],
    rows: [...several, ...topics],
  };
}

/** What was decided and is being done, that which is due first first. */
export function underWay(themes: readonly Recorded[], { zone }: At): Section {
  const rows = themes
    .filter(({ state }) => state === 'decided' || state === 'acting')
    .map((theme) => ({ theme, decision: decisionOf(theme.changes) }))
    .sort((a, b) => compare(dueOf(a), dueOf(b)) || a.theme.number - b.theme.number)
    .map(({ theme, decision }) => {
      const report = theme.changes.findLast(({ act }) => act === 'report');
      const reported = report ? `${showDate(report.at, zone)}: ${report.words ?? '–'}` : 'None yet';
      const what = decision ? decisionInWords({ ...decision, who: null, day: null }) : '–';
      return {
        cells: [
          named(theme),
          what,
          decision?.who ?? theme.owner ?? '–',
          decision?.day ? showDay(decision.day) : '–',
          reported,
        ],
        short: `${short(theme)} · ${decision ? decisionInWords(decision) : states[theme.state]}`,
      };
    });
  return {
    title: 'Under way',
    none: 'Nothing is under way.',
    head: ['Theme', 'Action', 'Who', 'By when', 'Last report'],
    rows,
  };
}

function dueOf({ decision }: { decision: Change | undefined }): Day {
  return decision?.day ?? '9999';
}

/** What was parked, by the day on which it is looked at again. */
export function parkedThemes(themes: readonly Recorded[]): Section {
  const rows = themes
    .filter(({ state }) => state === 'parked')
    .sort((a, b) => compare(a.dueDay ?? '', b.dueDay ?? '') || a.number - b.number)
    .map((theme) => {
      const review = theme.dueDay ? showDay(theme.dueDay) : '–';
      const words = theme.changes.findLast(({ act }) => act === 'park')?.words ?? '–';
      return {
        cells: [named(theme), groupsOf(theme), review, words],
        short: `${short(theme)} · review on ${review}`,
      };
    });
  return {
    title: 'Parked, for review',
    none: 'Nothing is parked.',
    head: ['Theme', 'Groups', 'Review on', 'Why'],
    rows,
  };
}

function isUndecided(state: State): boolean {
  return state === 'raised' || state === 'taken' || state === 'asked';
}

function named({ number, title }: Recorded): string {
  return `${nameOf(number)} · ${oneLine(title)}`;
}

function short(theme: Recorded): string {
  return shorten(named(theme), 70);
}

function groupsOf({ groups }: Recorded): string {
  return groups.map(({ group }) => group.name).join(', ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
