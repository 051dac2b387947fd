import type { App } from '../../app.ts';
import { parseDay } from '../../chat/day.ts';
import { Refusal } from '../../errors.ts';
import { type Day, dayIn, showDay } from '../../time.ts';
import { councilOf } from '../theme/store.ts';
import { type Agenda, readAgenda } from './agenda.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import type { Part, ReportDocument } from './report-document.ts';
import type { Section } from './section.ts';

export type AgendaFormat = 'md' | 'html';

/**
 * The agenda of the council's next meeting, with all of each section.
 * @param since the local day from which on what was raised is new, as people write it (`1 Nov`); null: 30 days ago
 * @throws Refusal when that is no day, or is still to come
 */
export async function exportAgenda(
  app: Pick<App, 'db' | 'now'>,
  format: AgendaFormat,
  since: string | null,
): Promise<string> {
  const paper = paperOf(await readAgenda(app, since === null ? undefined : await dayOf(app, since)));
  return format === 'md' ? markdownOf(paper) : htmlOf(paper);
}

async function dayOf({ db, now }: Pick<App, 'db' | 'now'>, since: string): Promise<Day> {
  const today = dayIn((await councilOf(db)).zone, now());
  const read = parseDay(since, today, 'past');
  if ('problem' in read) throw new Refusal(read.problem);
  if (read.day > today)
    throw new Refusal(`${showDay(read.day)} is in the future. Please give a day in the past.`);
  return read.day;
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
