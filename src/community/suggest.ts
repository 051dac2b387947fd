/** The one of `names` that somebody who wrote `word` most likely meant, or null when none is near. */
export function nearest(word: string, names: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { name: string; distance: number } | null = null;
  for (const name of names) {
    const away = distance(word.toLowerCase(), name.toLowerCase());
    if (away <= most && (!best || away < best.distance)) best = { name, distance: away };
  }
  return best?.name ?? null;
}

// Letters added, left out, replaced, or two neighbours swapped. Over short words only: a long one is nobody's slip of a name.
function distance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 60) return Number.POSITIVE_INFINITY;
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const [above, row] = [rows[i - 1]!, [i]];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? rows[i - 2]![j - 2]! + 1
          : replaced;
      row.push(Math.min(replaced, swapped, above[j]! + 1, row[j - 1]! + 1));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
