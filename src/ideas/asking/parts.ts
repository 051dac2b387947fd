/** Characters that every platform shows in one message whatever they are: each may take several in its way of writing. */
const most = 800;

/** Long words in pieces, cut at a space or the end of a line where one is near. Together they are the same words. */
export function parts(text: string): string[] {
  const found: string[] = [];
  for (let rest = text.trim(); rest; ) {
    const head = rest.length > most ? rest.slice(0, cutIn(rest)) : rest;
    found.push(head.trimEnd());
    rest = rest.slice(head.length).trimStart();
  }
  return found;
}

function cutIn(text: string): number {
  const near = text.slice(0, most).search(/\s\S*$/);
  if (near > most / 2) return near;
  // Not within one sign of two units.
  return /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most;
}
