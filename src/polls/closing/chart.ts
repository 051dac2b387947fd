import { pngOf } from '../../charts/png.ts';
import type { Chart } from './outcome.ts';

/**
 * Draws a chart. The same figures give the same bytes.
 * @returns a PNG, 800 pixels wide, on white
 */
export async function renderChart(chart: Chart): Promise<Uint8Array> {
  // Loaded with the first chart: it is large, and most days need none.
  const { pollSvg } = await import('./chart-svg.ts');
  return pngOf(pollSvg(chart));
}
