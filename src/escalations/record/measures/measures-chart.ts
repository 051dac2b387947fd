import { pngOf } from '../../../charts/png.ts';
import type { Measures } from './measures.ts';

/** Draws the measures by quarter. @returns a PNG, 800 pixels wide, on white; null where no theme was ever raised */
export async function renderMeasures(measures: Measures): Promise<Uint8Array | null> {
  if (measures.all.themes === 0) return null;
  // Loaded with the first chart: it is large, and most days need none.
  const { measuresSvg } = await import('./measures-svg.ts');
  return pngOf(measuresSvg(measures));
}
