import { dayKey } from '../times.ts';

export interface Entry<Message> {
  message: Message;
  id: string;
  at: Date;
  /** Only the person who looks sees it. */
  whisper: boolean;
  /** The first of its day. */
  newDay: boolean;
  /** Carries name and picture: what the same author adds within five minutes stands below without them. */
  opens: boolean;
}

const together = 5 * 60_000;

/** Puts messages and whispers in order of time, and says where a day and where an author begins. */
export function timeline<Message extends { user: string }>(
  posted: readonly Message[],
  whispered: readonly Message[],
  idOf: (message: Message) => string,
  atOf: (message: Message) => Date,
): Entry<Message>[] {
  const entry = (message: Message, whisper: boolean) => ({
    message,
    whisper,
    id: idOf(message),
    at: atOf(message),
  });
  const all = [
    ...posted.map((message) => entry(message, false)),
    ...whispered.map((message) => entry(message, true)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  return all.map((one, index) => {
    const before = all[index - 1];
    const newDay = !before || dayKey(before.at) !== dayKey(one.at);
    const follows =
      before?.message.user === one.message.user &&
      before.whisper === one.whisper &&
      one.at.getTime() - before.at.getTime() < together;
    return { ...one, newDay, opens: newDay || one.whisper || !follows };
  });
}
