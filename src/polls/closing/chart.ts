import { createRequire } from 'node:module';
import type { Chart } from './outcome.ts';

/**
 * Draws a chart. The same figures give the same bytes.
 * @returns a PNG, 800 pixels wide, on white
 */
export async function drawChart(chart: Chart): Promise<Uint8Array> {
  // Loaded with the first chart: the two are large, and most days need none.
  const [{ svgOf }, { renderAsync }] = await Promise.all([
    import('./chart-svg.ts'),
    import('@resvg/resvg-js'),
  ]);
  // Beside the main thread: a drawing takes longer than a press may wait.
  const drawn = await renderAsync(svgOf(chart), {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      // The machine's own would draw the same poll differently elsewhere.
      loadSystemFonts: false,
      fontFiles: fontFiles(),
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
  });
  return drawn.asPng();
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ['DejaVuSans', 'DejaVuSans-Bold'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
}
