import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type BuildFailure, build } from 'esbuild';

export interface Asset {
  type: string;
  body: Buffer | string;
}

export interface Assets {
  /** By the path on which each is served. */
  files: ReadonlyMap<string, Asset>;
  /** Why there is no page to see, as a sentence. */
  trouble?: string;
}

const folder = join(import.meta.dirname, 'browser');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page as a browser takes it: what stands in `browser/`, and its script bundled into one file, all in memory. */
export async function loadAssets(): Promise<Assets> {
  const files = new Map<string, Asset>();
  for (const name of await readdir(folder).catch(() => [])) {
    const type = types[extname(name)];
    if (type)
      files.set(name === 'index.html' ? '/' : `/${name}`, { type, body: await readFile(join(folder, name)) });
  }
  if (!files.has('/')) return { files, trouble: 'There is no page yet: browser/index.html is missing.' };
  try {
    files.set('/page.js', { type: 'text/javascript; charset=utf-8', body: await bundle() });
    return { files };
  } catch (error) {
    files.delete('/');
    return { files, trouble: `There is no page to show: ${reasonOf(error)}.` };
  }
}

let bundled: Promise<string> | undefined;

/** The script of the page; one process builds it once, however many pages it serves. @throws BuildFailure */
function bundle(): Promise<string> {
  bundled ??= buildScript();
  return bundled;
}

async function buildScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** The first thing that the bundler complained of, and where. */
function reasonOf(error: unknown): string {
  const [first] = (error as Partial<BuildFailure>).errors ?? [];
  if (!first) return error instanceof Error ? error.message : String(error);
  const { location } = first;
  return location ? `${first.text} (${location.file}, line ${location.line})` : first.text;
}
