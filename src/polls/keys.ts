/** What the delivery of a poll in a channel is named; its reminder and its result hang on it. */
export function pollKey(id: number, { platform, channel }: { platform: string; channel: string }): string {
  return `${pollStart(id)}${platform}/${channel}`;
}

/** What every delivery of a poll begins with. */
export function pollStart(id: number): string {
  return `poll/${id}/`;
}

export function reminderKey(poll: string): string {
  return `${poll}/reminder`;
}

export function resultKey(poll: string): string {
  return `${poll}/result`;
}
