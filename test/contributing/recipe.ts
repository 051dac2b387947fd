import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A code block that names a file: a whole new one, or (`diff`) what changes in one that is there. */
export interface Block {
  language: string;
  path: string;
  text: string;
}

/** The blocks of a Markdown text that name a file, by the heading that they are under. Those in a list lose its indentation. */
export function readRecipes(markdown: string): Map<string, Block[]> {
  const recipes = new Map<string, Block[]>();
  let heading = '';
  const parts =
    /^## (?<title>.+)$|^(?<indent> *)```(?<language>\w+) (?<path>\S+)\n(?<text>[\s\S]*?)^ *```$/gm;
  for (const { groups } of markdown.matchAll(parts)) {
    const { title, indent = '', language = '', path = '', text = '' } = groups!;
    if (title !== undefined) heading = title;
    else {
      const block = { language, path, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
      recipes.set(heading, [...(recipes.get(heading) ?? []), block]);
    }
  }
  return recipes;
}

/** Does in a folder what a block says. @throws Error when a line that has to be there already is not, or is twice */
export async function follow(folder: string, { language, path, text }: Block): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  const wanted = language === 'diff' ? changed(path, await readFile(file, 'utf8'), text) : text;
  await writeFile(file, wanted, language === 'diff' ? {} : { flag: 'wx' });
}

function changed(path: string, before: string, diff: string): string {
  return diff.split(/^@@\n/m).reduce((file, hunk) => {
    const lines = hunk.trimEnd().split('\n');
    const side = (sign: string) =>
      lines.filter((line) => line[0] === ' ' || line[0] === sign).map((line) => `${line.slice(1)}\n`);
    const [old, anew] = [side('-').join(''), side('+').join('')];
    const pieces = `\n${file}`.split(`\n${old}`);
    if (pieces.length !== 2)
      throw new Error(`CONTRIBUTING.md changes ${path} where it reads otherwise, or so twice:\n${old}`);
    return pieces.join(`\n${anew}`).slice(1);
  }, before);
}
