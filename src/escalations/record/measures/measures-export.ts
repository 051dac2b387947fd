import type { App } from '../../../app.ts';
import { type Cell, toCsv } from '../../../csv.ts';
import { showDay } from '../../../time.ts';
import { markdownOf } from '../markdown.ts';
import type { Part, ReportDocument } from '../report-document.ts';
import type { Figures } from './measure.ts';
import { type Measures, type Named, readMeasures } from './measures.ts';
import { renderMeasures } from './measures-chart.ts';
import { explained, medianInWords, nothingYet, shareInWords } from './measures-words.ts';

export type MeasuresFormat = 'md' | 'csv' | 'json';

/** In this order. Days are working days; `…Of`: of how many themes. */
const columns = [
  'by',
  'name',
  'themes',
  'daysToAcknowledge',
  'acknowledged',
  'acknowledgedInTime',
  'acknowledgedInTimeOf',
  'daysToDecide',
  'decided',
  'decidedInTime',
  'decidedInTimeOf',
  'answered',
] as const;

/**
 * The measures over all themes, by quarter, group and topic.
 * @returns `text`: Markdown, CSV (a figure that no theme gives is left empty) or JSON (null there); `chart`: a PNG, if it is wanted and
 *   there is a theme
 */
export async function exportMeasures(
  app: Pick<App, 'db' | 'now' | 'clocks'>,
  format: MeasuresFormat,
  wantsChart: boolean,
): Promise<{ text: string; chart: Uint8Array | null }> {
  const measures = await readMeasures(app);
  const chart = wantsChart ? await renderMeasures(measures) : null;
  return { text: drawn(measures, format), chart };
}

function drawn(measures: Measures, format: MeasuresFormat): string {
  if (format === 'md') return markdownOf(paperOf(measures));
  if (format === 'json') return `${JSON.stringify(measures, null, 2)}\n`;
  const rows = [
    rowOf('all', { name: 'all', figures: measures.all }),
    ...measures.quarters.map((one) => rowOf('quarter', { name: one.quarter, figures: one.figures })),
    ...measures.groups.map((one) => rowOf('group', one)),
    ...measures.topics.map((one) => rowOf('topic', one)),
  ];
  return toCsv(columns, rows);
}

function rowOf(by: string, { name, figures }: Named): Cell[] {
  const { themes, acknowledge, decide, answered } = figures;
  const timed = [acknowledge, decide].flatMap(({ median, of, inTime, judged }): Cell[] =>
    // A share of none is no figure.
    [median, of, judged === 0 ? null : inTime, judged],
  );
  return [by, name, themes, ...timed, themes === 0 ? null : answered];
}

function paperOf({ council, today, clocks, all, quarters, groups, topics }: Measures): ReportDocument {
  const title = `How ${council} responds to themes`;
  if (all.themes === 0) return { title, parts: [{ kind: 'paragraph', text: nothingYet }] };
  const set = `Targets: acknowledged within ${clocks.acknowledge} working days, decided within ${clocks.decide}.`;
  return {
    title,
    parts: [
      { kind: 'paragraph', text: `As of ${showDay(today)}. ${set}` },
      table('', [{ name: 'All', figures: all }]),
      ...section('By quarter raised', 'Quarter', quarters),
      ...section('By group', 'Group', groups),
      ...section('By topic', 'Topic', topics),
      { kind: 'paragraph', text: explained },
    ],
  };
}

function section(text: string, what: string, rows: readonly Named[]): Part[] {
  return [{ kind: 'heading', level: 2, text }, table(what, rows)];
}

function table(what: string, rows: readonly Named[]): Part {
  return {
    kind: 'table',
    head: [
      what,
      'Themes',
      'To acknowledge',
      'Acknowledged in time',
      'To decide',
      'Decided in time',
      'Answered',
    ],
    rows: rows.map(({ name, figures }) => [name, String(figures.themes), ...cellsOf(figures)]),
  };
}

function cellsOf({ themes, acknowledge, decide, answered }: Figures): string[] {
  return [
    ...[acknowledge, decide].flatMap((timed) => [
      medianInWords(timed),
      shareInWords(timed.inTime, timed.judged),
    ]),
    shareInWords(answered, themes),
  ];
}
