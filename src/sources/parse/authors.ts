import { shorten } from './clean.ts';
import { plainText } from './plain-text.ts';

const MOST = 100;
const EMAIL = /[^\s()<>,;:"]{1,64}@[^\s()<>,;:"]{1,255}/g;

/**
 * The names in what a feed gives as authors: `Ann Lee`, `ann@example.org (Ann Lee)` (RSS), `<name>Ann Lee</name>…` (Atom).
 * E-mail addresses are personal and of no use here: they are left out. Each name once, at most 100.
 */
export function authorNames(given: readonly string[]): string[] {
  const names = given.slice(0, 10 * MOST).map((value) => {
    const text = plainText(/<(?:[\w-]+:)?name[^<>]*>([^<]*)</i.exec(value)?.[1] ?? value);
    const inBrackets = text.includes('@') ? /\(([^()]{1,200})\)/.exec(text)?.[1] : undefined;
    const bare = (inBrackets ?? text).replace(EMAIL, '').replace(/^[\s()<>,;:"]+|[\s()<>,;:"]+$/g, '');
    return shorten(bare.trim(), 200);
  });
  return [...new Set(names.filter(Boolean))].slice(0, MOST);
}
