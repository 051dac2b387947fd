import { createRequire } from 'node:module';
import { font } from './look.ts';

/**
 * Turns a drawing into a picture, twice its size. The same drawing gives the same bytes.
 * @param svg a drawing on white, its letters those of look.ts
 * @returns a PNG
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  // Loaded with the first chart: it is large, and most days need none.
  const { renderAsync } = await import('@resvg/resvg-js');
  // Beside the main thread: a drawing takes longer than a press may wait.
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      // The machine's own would draw the same chart differently elsewhere.
      loadSystemFonts: false,
      fontFiles: fontFiles(),
      defaultFontFamily: font,
      sansSerifFamily: font,
    },
  });
  return drawn.asPng();
}

function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return ['DejaVuSans', 'DejaVuSans-Bold'].map((name) => resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
}
