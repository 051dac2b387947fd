import type { App } from '../../app.ts';
import { Refusal } from '../../errors.ts';
import { addDays, type Day, dayIn, showDay } from '../../time.ts';
import { councilOf } from '../theme/store.ts';
import { type Agenda, readAgenda } from './agenda.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import type { Part, ReportDocument } from './report-document.ts';
import type { Section } from './section.ts';

export type AgendaFormat = 'md' | 'html';

/**
 * The agenda of the council's next meeting, with all of each section.
 * @param since the local day from which on what was raised is new, `2026-11-01`; null: 30 days ago
 * @throws Refusal when that is no day, or is still to come
 */
export async function exportAgenda(
  app: Pick<App, 'db' | 'now'>,
  format: AgendaFormat,
  since: Day | null,
): Promise<string> {
  if (since !== null) await checkDay(app, since);
  const paper = paperOf(await readAgenda(app, since ?? undefined));
  return format === 'md' ? markdownOf(paper) : htmlOf(paper);
}

async function checkDay({ db, now }: Pick<App, 'db' | 'now'>, day: Day): Promise<void> {
  const { zone } = await councilOf(db);
  // A day that no calendar has comes back as another, or as none.
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || addDays(day, 0) !== day)
    throw new Refusal(`“${day}” is not a date. Please write it as 2026-11-01.`);
  if (day > dayIn(zone, now()))
    throw new Refusal(`${showDay(day)} is in the future. Please give a day in the past.`);
}

function paperOf({ council, today, sections }: Agenda): ReportDocument {
  return {
    title: `Agenda of ${council}`,
    parts: [{ kind: 'paragraph', text: `As of ${showDay(today)}.` }, ...sections.flatMap(partsOf)],
  };
}

function partsOf({ title, note, none, head, rows }: Section): Part[] {
  const heading: Part = {
    kind: 'heading',
    level: 2,
    text: rows.length > 0 ? `${title} (${rows.length})` : title,
  };
  if (rows.length === 0) return [heading, { kind: 'paragraph', text: none }];
  return [
    heading,
    ...(note === undefined ? [] : [{ kind: 'paragraph', text: note } as const]),
    { kind: 'table', head, rows: rows.map(({ cells }) => cells) },
  ];
}
