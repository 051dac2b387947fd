import { widthOf, wrap } from '../../../charts/lines.ts';
import { bold, colour, edge, size, width } from '../../../charts/look.ts';
import { type Option, svgOf, titled } from '../../../charts/svg.ts';
import { shorten } from '../../../chat/text.ts';
import type { Measures } from './measures.ts';
import { barInWords, themes } from './measures-words.ts';
import { most } from './quarter.ts';

const bar = 14;
const band = 22;

/** A line of the chart: a quarter's name, or one of its two bars. */
interface Line {
  text: string;
  days: number | null;
  clock: number | null;
  fill: string;
}

/**
 * The medians of the newest quarters as SVG: a dark bar for acknowledging and a light one with an edge for deciding, each with its words
 * and figure beside it, and an upright stroke where its clock runs out. Nothing rests on colour.
 */
export function measuresSvg({ council, quarters, clocks }: Measures): string {
  const lines = quarters.slice(-most).flatMap(({ name, figures }): Line[] => [
    { text: `${name} · ${themes(figures.themes)}`, days: null, clock: null, fill: colour.track },
    ...(figures.themes === 0
      ? []
      : [
          {
            text: `to acknowledge: ${barInWords(figures.acknowledge)}`,
            days: figures.acknowledge.median,
            clock: clocks.acknowledge,
            fill: colour.first,
          },
          {
            text: `to decide: ${barInWords(figures.decide)}`,
            days: figures.decide.median,
            clock: clocks.decide,
            fill: colour.other,
          },
        ]),
  ]);
  const heads = wrap(`How soon ${shorten(council, 50)} answers`, width - 2 * edge, size.title * bold, 3);
  const below = wrap(
    `Median working days, by quarter raised (number of themes in brackets). Vertical lines: the targets of ${clocks.acknowledge} and ${clocks.decide} days.`,
    width - 2 * edge,
    size.note,
    4,
  );
  const top = edge + heads.length * size.title * 1.25 + (below.length + 1) * size.note;
  const beside =
    Math.max(...lines.map(({ text }) => (text.startsWith('to ') ? widthOf(text, size.note) : 0))) + 8;
  const longest = Math.max(clocks.decide, clocks.acknowledge, ...lines.map((line) => line.days ?? 0));
  const isHead = (at: number) => lines[at]!.clock === null;
  const option: Option = {
    title: titled(heads, below.join('\n')),
    grid: { left: edge, right: edge + beside, top, height: lines.length * band, containLabel: false },
    xAxis: { type: 'value', min: 0, max: longest * 1.02, show: false },
    yAxis: { type: 'category', inverse: true, show: false, data: lines.map((_, at) => String(at)) },
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: bar,
        barGap: '-100%',
        data: lines.map((_, at) => ({
          value: isHead(at) ? 0 : longest * 1.02,
          itemStyle: { color: colour.track, borderRadius: 3 },
          label: isHead(at)
            ? {
                position: [0, bar / 2 + 4],
                align: 'left' as const,
                fontWeight: 'bold' as const,
                fontSize: size.label,
              }
            : { position: 'right' as const, distance: 6, fontSize: size.note },
        })),
        label: {
          show: true,
          verticalAlign: 'middle',
          color: colour.ink,
          formatter: ({ dataIndex }) => lines[dataIndex]!.text,
        },
      },
      {
        type: 'bar',
        barWidth: bar,
        data: lines.map(({ days, fill }) => ({
          value: days ?? 0,
          itemStyle: {
            color: fill,
            borderRadius: 3,
            ...(days ? { borderColor: colour.first, borderWidth: 1.5 } : {}),
          },
        })),
      },
      {
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [4, bar + 6],
        itemStyle: { color: colour.ink, opacity: 1, borderColor: colour.paper, borderWidth: 1 },
        data: lines.flatMap(({ clock }, at) => (clock === null ? [] : [[clock, String(at)]])),
      },
    ],
  };
  return svgOf(option, Math.ceil(top + lines.length * band + edge));
}
