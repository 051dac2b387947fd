import type { Place } from '../../chat/incoming.ts';

/** What asks in one place whether a share is taken. The first share of an item in a group stands for all. */
export function askKey(id: number, to: Place): string {
  return `share/${id}/ask/${to.platform}/${'person' in to ? to.person : to.channel}`;
}

/** The word that a member hears of their share in the end. */
export function wordKey(id: number): string {
  return `share/${id}/word`;
}
