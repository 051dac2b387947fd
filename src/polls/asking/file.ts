import { readFile, stat } from 'node:fs/promises';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Mistake, mistakesOf, sentence } from '../../community/mistakes.ts';
import { Refusal } from '../../errors.ts';
import { type FilePoll, type Known, mistakesBetween, pollSchema, pollsSchema } from './file-schema.ts';

// Far more than anybody asks; what the YAML library makes of aliases and keys grows with the square.
const largest = 50_000;
const mostMistakes = 20;

/**
 * Reads a file of polls: one, or several under `polls:`.
 * @throws Refusal with every mistake (up to 20), each with file, line and what was expected
 */
export async function readPolls(path: string, known: Known): Promise<FilePoll[]> {
  return parsePolls(await textOf(path), path, known);
}

/** The same for a text already at hand; `name` is what the mistakes call it. */
export function parsePolls(text: string, name: string, known: Known): FilePoll[] {
  const lines = new LineCounter();
  const doc = parsed(text, name, lines);
  const broken = [...doc.errors, ...doc.warnings].map(
    ({ message, pos }) => `${name}:${lines.linePos(pos[0]).line}: cannot be read as YAML: ${message}`,
  );
  if (broken.length > 0) throw refusal(broken);
  const value = contentOf(doc, name);
  const several = typeof value === 'object' && value !== null && 'polls' in value;
  const result = several ? pollsSchema(known).safeParse(value) : pollSchema(known).safeParse(value);
  if (!result.success) throw refusal(inOrder(mistakesOf(result.error, value)));
  const polls = 'polls' in result.data ? result.data.polls : [result.data];
  const wrong = polls.flatMap((poll, at) =>
    mistakesBetween(poll, known).map((mistake) => ({
      ...mistake,
      path: [...(several ? ['polls', at] : []), ...mistake.path],
    })),
  );
  if (wrong.length > 0) throw refusal(inOrder(wrong));
  return polls;

  function inOrder(mistakes: readonly Mistake[]): string[] {
    const line = (one: Mistake) =>
      Number.parseInt(sentence(one, name, doc, lines, value).slice(name.length + 1), 10);
    return mistakes
      .map((one) => ({ one, at: line(one) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one, at }) => show(one, at));
  }

  function show(mistake: Mistake, line: number): string {
    const [list, index, ...rest] = mistake.path;
    const inList = several && list === 'polls' && typeof index === 'number';
    const subject = inList ? `poll ${index + 1}` : several ? 'the file' : 'the poll';
    const place = (inList ? rest : mistake.path).filter((part) => typeof part === 'string').join('.');
    return `${name}:${line}: ${subject}${place ? `: ${place}` : ''} ${mistake.found}. Expected: ${mistake.expected}.`;
  }
}

function refusal(mistakes: readonly string[]): Refusal {
  const all = [...new Set(mistakes)];
  const more = all.length - mostMistakes;
  return new Refusal(
    [...all.slice(0, mostMistakes), ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n'),
  );
}

function parsed(text: string, name: string, lineCounter: LineCounter): Document {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch {
    throw new Refusal(
      `${name}:1: the file cannot be read as YAML. Expected: keys, nested a few levels deep.`,
    );
  }
}

function contentOf(doc: Document, name: string): unknown {
  try {
    return doc.toJS({ maxAliasCount: 100 });
  } catch {
    throw new Refusal(`${name}:1: the aliases (*name) in the file cannot be followed.`);
  }
}

async function textOf(path: string): Promise<string> {
  const bytes = await stat(path)
    .then((found) => {
      if (found.size > largest)
        throw new Refusal(`${path}:1: the file is too long. Expected: at most 50 kB.`);
      return readFile(path);
    })
    .catch((error: NodeJS.ErrnoException) => {
      if (error instanceof Refusal) throw error;
      throw new Refusal(
        `${path} cannot be read (${error.code}). Check the path, and that you can read the file.`,
      );
    });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${path} is not text in UTF-8. Save it as UTF-8.`);
  }
}
