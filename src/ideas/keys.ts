import type { Day } from '../time.ts';

/** What the delivery of an idea in a channel is named; the thread for comments hangs from it. */
export function ideaKey(id: number, { platform, channel }: { platform: string; channel: string }): string {
  return `idea/${id}/post/${platform}/${channel}`;
}

/** The line in the thread of the call that an idea answers. */
export function callLineKey(
  id: number,
  { platform, channel }: { platform: string; channel: string },
): string {
  return `idea/${id}/call/${platform}/${channel}`;
}

/** A message to one person about an idea: `what` names it for good, so that it is sent once. */
export function wordKey(id: number, what: string): string {
  return `idea/${id}/word/${what}`;
}

/** The opening line of the thread under an idea's message. @param post `ideaKey` */
export function commentsKey(post: string): string {
  return `${post}/comments`;
}

/** What a group's chair, or the office, is reminded of on a day: one message. */
export function reminderKey(slug: string, day: Day, to: { platform: string; whom: string }): string {
  return `ideas/silent/${slug}/${day}/${to.platform}/${to.whom}`;
}
