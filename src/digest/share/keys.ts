/** What every message begins with that asks whether a share is taken. The first share of an item in a group stands for all. */
export function askStart(id: number): string {
  return `share/${id}/ask/`;
}

/** The word that a member hears of their share in the end. */
export function wordKey(id: number): string {
  return `share/${id}/word`;
}
