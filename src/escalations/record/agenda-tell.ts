import type { App } from '../../app.ts';
import { countdown, fitting } from '../../chat/fit.ts';
import type { Command } from '../../chat/incoming.ts';
import { aside, type Block, heading, type Message, paragraph } from '../../chat/message.ts';
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
  return whisper(render(agenda));
}

/** The counts, and of each section as many rows as fit into one message. */
function render({ council, sections }: Agenda): Message {
  const title = `What is before ${shorten(council, 100)}`;
  const foot = aside('The office can print all of it with “lookout agenda”.');
  return fitting(countdown(4, 0), (most) => ({
    summary: title,
    blocks: [heading(title), ...sections.map((section) => blockOf(section, most)), foot],
  }));
}

function blockOf({ title, none, rows }: Section, most: number): Block {
  if (rows.length === 0) return paragraph([{ text: title, bold: true }, `: ${none}`]);
  const lines = rows.slice(0, most).map(({ short }): Span => `\n• ${shorten(oneLine(short), 160)}`);
  const left = rows.length - lines.length;
  const rest = left > 0 && lines.length > 0 ? [`\nand ${left} more`] : [];
  return paragraph([{ text: `${title} (${rows.length})`, bold: true }, ...lines, ...rest]);
}
