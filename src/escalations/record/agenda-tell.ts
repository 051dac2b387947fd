import type { App } from '../../app.ts';
import { fits } from '../../chat/fit.ts';
import type { Command } from '../../chat/incoming.ts';
import { aside, type Block, heading, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { oneLine, type Span, shorten } from '../../chat/text.ts';
import { permit } from '../../community/access.ts';
import { overseers } from '../rights.ts';
import { type Agenda, readAgenda } from './agenda.ts';
import type { Section } from './section.ts';

/** `/escalate agenda`: what the council may want to talk about, in one message. @throws Forbidden */
export async function tellAgenda(app: Pick<App, 'db' | 'now'>, { person }: Command): Promise<Reply> {
  await permit(app.db, person, overseers, 'see the agenda');
  const agenda = await readAgenda(app);
  const title = `What is before ${shorten(agenda.council, 100)}`;
  return whisper({ summary: title, blocks: [heading(title), ...blocksOf(agenda)] });
}

/** The counts, and of each section as many rows as fit into one message. */
function blocksOf({ sections }: Agenda): Block[] {
  const foot = aside('The office can print all of it with “lookout agenda”.');
  const drawn = (most: number) => [...sections.map((section) => blockOf(section, most)), foot];
  const most = [4, 3, 2, 1].find((one) => fits([heading('x'.repeat(150)), ...drawn(one)]));
  return drawn(most ?? 0);
}

function blockOf({ title, none, rows }: Section, most: number): Block {
  if (rows.length === 0) return paragraph([{ text: title, bold: true }, `: ${none}`]);
  const lines = rows.slice(0, most).map(({ short }): Span => `\n• ${shorten(oneLine(short), 160)}`);
  const left = rows.length - lines.length;
  const rest = left > 0 && lines.length > 0 ? [`\nand ${left} more`] : [];
  return paragraph([{ text: `${title} (${rows.length})`, bold: true }, ...lines, ...rest]);
}
