import type { App } from '../../../app.ts';
import { fitting } from '../../../chat/fit.ts';
import type { Command } from '../../../chat/incoming.ts';
import { aside, type Block, heading, type Message, paragraph, picture } from '../../../chat/message.ts';
import { type Reply, whisper } from '../../../chat/reply.ts';
import { type Span, shorten } from '../../../chat/text.ts';
import { permit } from '../../../community/access.ts';
import { keepPicture } from '../../../delivery/picture.ts';
import { overseers } from '../../rights.ts';
import { type Measures, type Named, readMeasures } from './measures.ts';
import { renderMeasures } from './measures-chart.ts';
import { altOf, explained, figuresInWords, nothingYet } from './measures-words.ts';
import { most } from './quarter.ts';

/** `/escalate measures`: how soon the council answers, and how much of it, in words and as a picture. @throws Forbidden */
export async function tellMeasures(
  app: Pick<App, 'db' | 'now' | 'clocks' | 'log'>,
  { person }: Command,
): Promise<Reply> {
  await permit(app.db, person, overseers, 'see the measures');
  const measures = await readMeasures(app);
  if (measures.all.themes === 0) return whisper(nothingYet);
  const png = await renderMeasures(measures).catch((error) => {
    // The words say the same.
    app.log.error({ err: error }, 'the chart of the measures could not be drawn');
    return null;
  });
  const chart = png && picture(await keepPicture(app.db, app.now(), png), altOf(measures));
  return whisper(render(measures, chart ? [chart] : []));
}

function titleOf({ council }: Measures): string {
  return `How soon ${shorten(council, 100)} answers`;
}

/** As much as there is room for: the quarters are in the chart, so they go first. */
function render(measures: Measures, chart: readonly Block[]): Message {
  const { all, clocks, quarters, groups, topics } = measures;
  const head = [
    heading(titleOf(measures)),
    paragraph([{ text: 'All: ', bold: true }, figuresInWords(all)]),
    aside(
      `Targets: acknowledged within ${clocks.acknowledge} working days, decided within ${clocks.decide}.`,
    ),
    ...chart,
  ];
  const lists = [
    listOf('By quarter', quarters.slice(-most)),
    listOf('By group', groups),
    listOf('By topic', topics),
  ];
  const foot = [aside(explained)];
  const choices = [lists, lists.slice(1), lists.slice(1, 2), []];
  const summary = titleOf(measures);
  return fitting(choices, (some) => ({ summary, blocks: [...head, ...some.flat(), ...foot] }));
}

function listOf(title: string, rows: readonly Named[]): Block[] {
  const lines = rows.flatMap(({ name, figures }): Span[] => [
    `\n${shorten(name, 60)}: ${figuresInWords(figures)}`,
  ]);
  const spans: Span[] = [{ text: title, bold: true }, ...lines];
  // A body of many groups: what one paragraph cannot hold is in `lookout measures`.
  const held = spans.slice(0, 11);
  if (held.length < spans.length) held.push(`\nAnd ${spans.length - held.length} more.`);
  return [paragraph(held)];
}
