import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** What has machine code of its own, or need not be there. Node finds it when it runs, as always. */
const external = ['@resvg/resvg-js', 'pg-native', 'bufferutil', 'utf-8-validate', 'zlib-sync'];

/**
 * Puts a compiled program, and all that it loads, into one file: Node then opens one in place of two thousand, which is half of a
 * start. It is the same code, and each part of it still finds what lies beside it.
 * @param file `…/bot.js`; the bundle is to stand beside it, so that Node looks for packages in the same folders
 */
export async function bundle(file: string, into: string): Promise<void> {
  await build({
    ...{
      entryPoints: [file],
      outfile: into,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    },
    ...{ external, plugins: [asWhereItLay], supported: { 'dynamic-import': false }, logLevel: 'warning' },
  });
}

/** Every module of the bundle goes on to believe that it is where it was. */
const asWhereItLay: Plugin = {
  name: 'as where it lay',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const own = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path };
      const contents = text
        .replace(/\bimport\.meta\.(url|dirname|filename)\b/g, (_, of: keyof typeof own) =>
          JSON.stringify(own[of]),
        )
        // Not where the name is a word in quotes, or the module's own.
        .replace(
          /(?<![\w$.'"]|(?:const|let|var) )__(dirname|filename)\b(?!['"])/g,
          (word, of: keyof typeof own) =>
            new RegExp(`(const|let|var) ${word}\\b`).test(text) ? word : JSON.stringify(own[of]),
        );
      return { contents, loader: 'js' };
    });
  },
};
