/** What the delivery of a poll in a channel is named; its reminder and its result hang on it. */
export function pollKey(id: number, { platform, channel }: { platform: string; channel: string }): string {
  return `poll/${id}/${platform}/${channel}`;
}

export function reminderKey(poll: string): string {
  return `${poll}/reminder`;
}

export function resultKey(poll: string): string {
  return `${poll}/result`;
}

/** That a poll did not go out, as its asker is told. */
export function droppedKey(id: number): string {
  return `poll-dropped/${id}`;
}
