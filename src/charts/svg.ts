import { BarChart, type BarSeriesOption, ScatterChart, type ScatterSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  TitleComponent,
  type TitleComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { colour, edge, font, size, width } from './look.ts';

use([BarChart, ScatterChart, GridComponent, TitleComponent, SVGRenderer]);
export type Option = ComposeOption<
  BarSeriesOption | ScatterSeriesOption | GridComponentOption | TitleComponentOption
>;

/**
 * Draws what ECharts is told, `width` wide. It is large: import this, and what draws with it, when there is something to draw (png.ts).
 * @param height in pixels
 * @returns SVG; the same option gives the same text
 */
export function svgOf(option: Option, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: colour.paper,
      textStyle: { fontFamily: font, color: colour.ink },
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** A chart's title and the line below it, at its top. @param lines as `wrap` breaks them */
export function titled(lines: readonly string[], below: string): TitleComponentOption {
  return {
    text: lines.join('\n'),
    subtext: below,
    left: edge,
    top: edge,
    padding: 0,
    itemGap: 6,
    textStyle: {
      fontFamily: font,
      fontSize: size.title,
      lineHeight: size.title * 1.25,
      fontWeight: 'bold',
      color: colour.ink,
    },
    subtextStyle: { fontFamily: font, fontSize: size.note, color: colour.note },
  };
}
