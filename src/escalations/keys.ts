import type { Day } from '../time.ts';

type Where = { platform: string; channel: string };

/** A theme's card in a channel of the council. */
export function cardKey(id: number, { platform, channel }: Where): string {
  return `theme/${id}/card/${platform}/${channel}`;
}

/** What a group's channel is told of a change. */
export function newsKey(id: number, changeId: number, { platform, channel }: Where): string {
  return `theme/${id}/news/${changeId}/${platform}/${channel}`;
}

/** What a person is told of a change. */
export function wordKey(id: number, changeId: number, to: { platform: string; person: string }): string {
  return `theme/${id}/word/${changeId}/${to.platform}/${to.person}`;
}

/** What is said on a day, once in each place, of all that is overdue. */
export function overdueKey(day: Day, to: { platform: string; whom: string }): string {
  return `escalations/overdue/${day}/${to.platform}/${to.whom}`;
}

/** What a group's chairs are told, once a week, of what members have flagged. */
export function flagsKey(slug: string, day: Day, to: { platform: string; person: string }): string {
  return `escalations/flags/${slug}/${day}/${to.platform}/${to.person}`;
}

/** That groups gather on a topic. */
export function formingKey(id: number, to: { platform: string; whom: string }): string {
  return `escalations/forming/${id}/${to.platform}/${to.whom}`;
}

/** A priority, with its call for ideas if it has one, in a group's channel. */
export function priorityKey(id: number, { platform, channel }: Where): string {
  return `priority/${id}/post/${platform}/${channel}`;
}

/** That a priority is over, in a channel of the council. */
export function priorityOverKey(id: number, { platform, channel }: Where): string {
  return `priority/${id}/over/${platform}/${channel}`;
}
