/** `nobody`, `1 person`, `12 people`. */
export function people(count: number): string {
  return count === 0 ? 'nobody' : count === 1 ? '1 person' : `${count} people`;
}

/** A share in whole per cent: `41%`. */
export function percent(part: number, of: number): string {
  return `${of === 0 ? 0 : Math.round((100 * part) / of)}%`;
}
