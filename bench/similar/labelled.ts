import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** An idea of the measure: title and text. */
export interface Words {
  title: string;
  text: string;
}

/** Somebody sends something in. */
export interface Query extends Words {
  /** Places in `corpus` of what is truly similar: whoever sends this in would want to see it. None to three. */
  similar: ReadonlySet<number>;
  /** Which half of the matters it is of. The threshold and the weights were chosen on `tuned` alone. */
  half: 'tuned' | 'kept';
}

const words = z.tuple([z.string(), z.string()]);
const matters = z.array(
  z.strictObject({
    matter: z.string(),
    similar: z.array(words).default([]),
    /** They share words with the others, and not the matter. */
    unlike: z.array(words).default([]),
    asked: z.array(z.tuple([z.string(), z.string(), z.array(z.int().min(1))])),
  }),
);

/** The labelled set: all ideas of all files together, and what is asked of them. Matters fall into the halves in turn. */
export function readLabelled(): { corpus: Words[]; queries: Query[] } {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const all = files.flatMap((name) => matters.parse(parse(readFileSync(new URL(name, folder), 'utf8'))));
  const corpus: Words[] = [];
  const queries: Query[] = [];
  for (const [at, { similar, unlike, asked }] of all.entries()) {
    const from = corpus.length;
    corpus.push(...[...similar, ...unlike].map(([title, text]) => ({ title, text })));
    // Those of which there is nothing fall into both halves.
    for (const [index, [title, text, places]] of asked.entries()) {
      if (places.some((place) => place > similar.length))
        throw new Error(`“${title}” names an idea that is not there`);
      const half = (similar.length > 0 ? at : index) % 2 === 0 ? 'tuned' : 'kept';
      queries.push({ title, text, half, similar: new Set(places.map((place) => from + place - 1)) });
    }
  }
  return { corpus, queries };
}
