import { open } from 'node:fs/promises';
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { Refusal } from '../errors.ts';
import { mistakesOf, sentence } from './mistakes.ts';
import { crossCheck } from './references.ts';
import { type Community, communitySchema, type Known } from './schema.ts';

export type { Community, Known } from './schema.ts';

const largest = 1_000_000;
const mostMistakes = 20;
// Each has to be found in the text; of a file that is wrong throughout, the first few hundred will do.
const mostExamined = 500;
// Enough for a digest or a list of topics shared by all groups; a “billion laughs” needs many more.
const mostAliases = 100;

/**
 * Reads the community file at `path`.
 * @param known what the file may name: `{ topics: topicIds, platforms: ['slack', 'discord'] }`
 * @throws Refusal with every mistake (up to 20), each with file, line and what was expected
 */
export async function readCommunity(path: string, known: Known): Promise<Community> {
  return parseCommunity(await textOf(path), path, known);
}

/** The same for a text already at hand; `name` is what the mistakes call it. */
export function parseCommunity(text: string, name: string, known: Known): Community {
  const lines = new LineCounter();
  const refuse = (mistakes: readonly string[], further = 0): never => {
    const shown = [...new Set(mistakes)].slice(0, mostMistakes);
    const more = new Set(mistakes).size - shown.length + further;
    throw new Refusal([...shown, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'));
  };
  if (text.length > largest) refuse([`${name}:1: the file is too long. Expected: at most 1 MB.`]);
  const doc = parsed(text, name, lines);
  const broken = [...doc.errors, ...doc.warnings].map(
    ({ code, message, pos }) =>
      `${name}:${lines.linePos(pos[0]).line}: cannot be read as YAML: ${plain(code, message)}`,
  );
  if (broken.length > 0) refuse(broken);
  const doubled = doubledKeys(doc).map(
    ({ key, at }) =>
      `${name}:${lines.linePos(at).line}: the key “${key}” appears twice here. Expected: each key once.`,
  );
  if (doubled.length > 0) refuse(doubled);
  const value = contentOf(doc, name);
  const result = communitySchema(known).safeParse(value);
  const mistakes = [...(result.success ? [] : mistakesOf(result.error, value)), ...crossCheck(value)];
  if (!result.success || mistakes.length > 0) {
    const sentences = mistakes
      .slice(0, mostExamined)
      .map((mistake) => sentence(mistake, name, doc, lines, value))
      .sort((a, b) => lineIn(a, name) - lineIn(b, name));
    return refuse(sentences, mistakes.length - sentences.length);
  }
  return result.data;
}

function parsed(text: string, name: string, lines: LineCounter) {
  try {
    return parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      uniqueKeys: false,
    });
  } catch {
    // The parser goes down into each bracket: thousands of them end its stack.
    throw new Refusal(
      `${name}:1: the file cannot be read as YAML. Expected: lists and keys, nested a few levels deep.`,
    );
  }
}

function plain(code: string, message: string): string {
  if (message.includes('call stack')) return 'brackets nested too deeply. Expected: a few levels.';
  if (code === 'MULTIPLE_DOCS')
    return 'a second document begins here. Expected: one document, so no line with “---”.';
  return message.replace(/\.?\s*$/, '.');
}

// The library checks this itself, in a time that grows with the square of the keys.
function doubledKeys(doc: ReturnType<typeof parsed>): { key: string; at: number }[] {
  const doubled: { key: string; at: number }[] = [];
  visit(doc, {
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const text = String(key.value);
        if (seen.has(text)) doubled.push({ key: text.slice(0, 60), at: key.range?.[0] ?? 0 });
        seen.add(text);
      }
    },
  });
  return doubled;
}

function contentOf(doc: ReturnType<typeof parsed>, name: string): unknown {
  let aliases = 0;
  // Counted here: the library's own limit lets any number of aliases of something empty pass, and takes hours over them.
  visit(doc, { Alias: () => (++aliases > mostAliases ? visit.BREAK : undefined) });
  try {
    if (aliases > mostAliases) throw new RangeError('too many aliases');
    return doc.toJS({ maxAliasCount: mostAliases });
  } catch {
    throw new Refusal(
      `${name}:1: the aliases (*name) in the file cannot be followed. Expected: at most ${mostAliases}, to anchors above them.`,
    );
  }
}

function lineIn(mistake: string, name: string): number {
  return Number.parseInt(mistake.slice(name.length + 1), 10);
}

async function textOf(path: string): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      `${path} cannot be opened (${error.code}). Check the path, and that you can read the file.`,
    );
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Refusal(`${path} is not a file. Give the path of a community file.`);
    if (stat.size > largest) throw new Refusal(`${path}:1: the file is too long. Expected: at most 1 MB.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(`${path} is not text in UTF-8. Save it as UTF-8.`);
    throw error;
  } finally {
    await file.close();
  }
}
