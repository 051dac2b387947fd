import { widthOf, wrap } from '../../charts/lines.ts';
import { bold, colour, edge, size, width } from '../../charts/look.ts';
import { pngOf } from '../../charts/png.ts';
import { type Option, svgOf, titled } from '../../charts/svg.ts';
import { people, percent } from '../words.ts';
import type { Chart } from './outcome.ts';

const bar = 14;

/**
 * Draws a chart. The same figures give the same bytes. Import this file with the first chart: what draws is large, and most days need none.
 * @returns a PNG, 800 pixels wide, on white
 */
export async function renderChart(chart: Chart): Promise<Uint8Array> {
  return pngOf(pollSvg(chart));
}

/** The chart as SVG, 400 wide: each option above its bar, the bars' full length standing for all who answered. */
export function pollSvg({ title, answers, bars }: Chart): string {
  const heads = wrap(title, width - 2 * edge, size.title * bold, 5);
  // Many options get a line each: a picture that is too tall is shown too small.
  const most = bars.length > 12 ? 1 : 2;
  const labels = bars.map(({ text }) => wrap(text, width - 2 * edge, size.label, most));
  const counts = bars.map((one) => `${one.people} · ${percent(one.people, answers)}`);
  const lines = Math.max(1, ...labels.map((label) => label.length));
  const above = lines * size.label * 1.25 + 5;
  const band = above + bar + (bars.length > 12 ? 9 : 13);
  const head = edge + heads.length * size.title * 1.25 + size.note * 2;
  // A bar stands in the middle of its band, so that its label reaches into the one before.
  const top = head + 14 + above - (band - bar) / 2;
  const height = Math.ceil(top + bars.length * band - (band - bar) / 2 + edge);
  const beside = Math.max(...counts.map((count) => widthOf(count, size.note * bold))) + 8;
  const first = Math.max(...bars.map((one) => one.people));
  const option: Option = {
    title: titled(heads, `${people(answers).replace(/^n/, 'N')} answered`),
    grid: { left: edge, right: edge + beside, top, height: bars.length * band, containLabel: false },
    xAxis: { type: 'value', min: 0, max: Math.max(answers, 1), show: false },
    yAxis: { type: 'category', inverse: true, show: false, data: bars.map((_, at) => String(at)) },
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: bar,
        barGap: '-100%',
        itemStyle: { color: colour.track, borderRadius: 3 },
        data: bars.map(() => Math.max(answers, 1)),
        label: {
          show: true,
          position: [0, -5],
          align: 'left',
          verticalAlign: 'bottom',
          fontSize: size.label,
          lineHeight: size.label * 1.25,
          color: colour.ink,
          // Not a template: what stands in an option is taken as it is.
          formatter: ({ dataIndex }) => labels[dataIndex]!.join('\n'),
        },
      },
      {
        type: 'bar',
        barWidth: bar,
        data: bars.map((one) => ({
          value: one.people,
          itemStyle: { color: one.people === first ? colour.first : colour.other, borderRadius: 3 },
          label: { fontWeight: one.people === first && first > 0 ? 'bold' : 'normal' },
        })),
        label: {
          show: true,
          position: 'right',
          distance: 6,
          fontSize: size.note,
          color: colour.ink,
          formatter: ({ dataIndex }) => counts[dataIndex]!,
        },
      },
    ],
  };
  return svgOf(option, height);
}
