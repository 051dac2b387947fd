import type { App } from '../../app.ts';
import { type Cell, toCsv } from '../../csv.ts';
import { topicName } from '../../taxonomy/topics.ts';
import { type Day, dayIn, showDay } from '../../time.ts';
import { councilOf } from '../theme/store.ts';
import { asks, nameOf, states, urgencies } from '../theme/theme.ts';
import { topicOf } from '../theme/thing.ts';
import { acknowledged, CHANGE_KINDS, changeInWords, dayOf, decisionOf } from './history.ts';
import { markdownOf } from './markdown.ts';
import { type Change, type Recorded, readThemes } from './read.ts';
import type { Part, ReportDocument } from './report-document.ts';

export type RegisterFormat = 'md' | 'csv' | 'json';

/** In this order. Days are local to the council (`2026-12-04`). Of evidence and flags nothing: some of it is anonymous. */
const columns = [
  'number',
  'title',
  'groups',
  'topic',
  'ask',
  'urgency',
  'raised',
  'raisedBy',
  'acknowledged',
  'decided',
  'action',
  'who',
  'byWhen',
  'outcome',
  'state',
  'history',
] as const;

interface Line {
  day: Day;
  act: string;
  state: string;
  by: string;
  group: string | null;
  words: string | null;
  action: string | null;
  who: string | null;
  byWhen: Day | null;
}

type Entry = Record<Exclude<(typeof columns)[number], 'groups' | 'history'>, string | null> & {
  groups: string[];
  history: Line[];
};

/**
 * All themes that were raised, by number, with every change: as Markdown, as CSV, or as a JSON array. `decided` to `outcome` are of the
 * decision that holds; of a theme that is open, or again, they are empty.
 */
export async function exportRegister(
  { db, now }: Pick<App, 'db' | 'now'>,
  format: RegisterFormat,
): Promise<string> {
  const { name, zone } = await councilOf(db);
  const themes = await readThemes(db);
  if (format === 'md') return markdownOf(paperOf(themes, name, zone, dayIn(zone, now())));
  const entries = themes.map((theme) => entryOf(theme, zone));
  return format === 'csv'
    ? toCsv(
        columns,
        entries.map((one) => cellsOf(one, themes, zone)),
      )
    : `${JSON.stringify(entries, null, 2)}\n`;
}

function entryOf(theme: Recorded, zone: string): Entry {
  const decision = decisionOf(theme.changes);
  return {
    number: nameOf(theme.number),
    title: theme.title,
    groups: theme.groups.map(({ group }) => group.name),
    topic: topicInWords(theme),
    ask: asks[theme.ask],
    urgency: urgencies[theme.urgency],
    raised: dayIn(zone, theme.raisedAt),
    raisedBy: theme.raiser,
    acknowledged: dayOf(zone, acknowledged(theme.changes)),
    decided: dayOf(zone, decision),
    action: decision ? actionOf(decision) : null,
    who: decision?.who ?? null,
    byWhen: decision?.day ?? null,
    outcome: decision?.words ?? null,
    state: states[theme.state],
    history: theme.changes.map((change) => lineOf(change, zone)),
  };
}

function lineOf(change: Change, zone: string): Line {
  const { at, act, state, by, group, words, action, who, day } = change;
  return {
    day: dayIn(zone, at),
    act: CHANGE_KINDS[act],
    state: state === 'draft' ? 'Draft' : states[state],
    by,
    group: group?.name ?? null,
    words,
    action: action && asks[action],
    who,
    byWhen: day,
  };
}

function actionOf({ act, action }: Change): string | null {
  if (act === 'hand') return 'Task and Finish group';
  return act === 'decide' ? action && asks[action] : CHANGE_KINDS[act];
}

function topicInWords(theme: Recorded): string | null {
  const topic = topicOf(theme);
  return topic && topicName(topic);
}

function cellsOf(entry: Entry, themes: readonly Recorded[], zone: string): Cell[] {
  const theme = themes.find(({ number }) => nameOf(number) === entry.number)!;
  return columns.map((column) => {
    if (column === 'groups') return entry.groups.join('; ');
    if (column === 'history') return theme.changes.map((change) => changeInWords(change, zone)).join('\n');
    return entry[column];
  });
}

function paperOf(themes: readonly Recorded[], council: string, zone: string, today: Day): ReportDocument {
  const said =
    themes.length === 0 ? 'Nothing has been raised yet.' : `As of ${showDay(today)}, in order of number.`;
  return {
    title: `Decision register of ${council}`,
    parts: [{ kind: 'paragraph', text: said }, ...themes.flatMap((theme) => partsOf(theme, zone))],
  };
}

function partsOf(theme: Recorded, zone: string): Part[] {
  const entry = entryOf(theme, zone);
  const shown = (day: string | null) => day && showDay(day);
  const facts: [string, string | null][] = [
    ['State', entry.state],
    ['Groups', entry.groups.join(', ')],
    ['Topic', entry.topic],
    ['Asked for', entry.ask],
    ['Urgency', entry.urgency],
    ['Raised', `${shown(entry.raised)} by ${entry.raisedBy}`],
    ['Acknowledged', shown(entry.acknowledged)],
    ['Decided', shown(entry.decided)],
    ['Action', entry.action],
    ['Who', entry.who],
    ['By when', shown(entry.byWhen)],
    ['Outcome', entry.outcome],
  ];
  return [
    { kind: 'heading', level: 2, text: `${entry.number} · ${entry.title}` },
    {
      kind: 'table',
      head: ['What', 'Which'],
      rows: facts.map(([what, which]) => [what, which || '–']),
    },
    { kind: 'paragraph', text: 'What happened:' },
    { kind: 'list', items: theme.changes.map((change) => changeInWords(change, zone)) },
  ];
}
