/**
 * Makes mentions of the people whom a text names as `@Ada Obi`, as both platforms' clients do while one types.
 * @param names by user id
 * @returns with `<@ID>` in the place of each such name
 */
export function withMentions(text: string, names: Iterable<[id: string, name: string]>): string {
  // Of two names that begin alike the longer one is meant.
  const known = [...names].sort(([, a], [, b]) => b.length - a.length);
  return text.replace(/@[^@]+/gu, (piece) => {
    const said = piece.slice(1).toLowerCase();
    const named = known.find(
      ([, name]) => said.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(said.slice(name.length)),
    );
    return named ? `<@${named[0]}>${piece.slice(1 + named[1].length)}` : piece;
  });
}
