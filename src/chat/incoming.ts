/** A person as a platform knows them. `name` is for showing; only `id` says who it is. */
export interface PersonRef {
  platform: string;
  id: string;
  name: string;
}

/** A message that stands in a channel or thread. `url` opens it for a person who may see it. */
export interface PostRef {
  platform: string;
  channel: string;
  id: string;
  url: string;
}

/** Where something is posted: a channel, a thread (named by the message it hangs from), or a person. */
export type Place =
  | { platform: string; channel: string; thread?: string }
  | { platform: string; person: string };

interface Action {
  /** Names this act of this person: a retry of the platform bears the same one. */
  act: string;
  person: PersonRef;
  /** The channel it came from, a thread's parent if in a thread; null from a direct conversation. */
  channel: string | null;
}

/** `/horizon why 3`: `words` is what was typed behind the name. */
export type Command = Action & { kind: 'command'; name: string; words: string };
/** A button under a message of ours. */
export type Press = Action & { kind: 'press'; id: string; post: PostRef };
/** What was picked from a menu under a message of ours. */
export type Selection = Action & { kind: 'selection'; id: string; values: readonly string[]; post: PostRef };
/** A form sent off: by field id, the words typed, or a list of the values chosen, also of one. A redraw is of the message that it opened from. */
export type Submission = Action & {
  kind: 'submission';
  id: string;
  fields: Readonly<Record<string, string | readonly string[]>>;
};
/** A shortcut (Slack) or app entry (Discord) on any message. `text` is what the message says, as plain as the platform gives it. */
export type Shortcut = Action & {
  kind: 'shortcut';
  name: string;
  post: PostRef;
  text: string;
  author: PersonRef | null;
};
/** An emoji, by its name without colons, put on a message of ours. */
export type Reaction = Action & { kind: 'reaction'; emoji: string; post: PostRef };
/** Words in a thread that hangs from a message of ours (`post`). */
export type ThreadReply = Action & { kind: 'answer'; post: PostRef; text: string };

export type Incoming = Command | Press | Selection | Submission | Shortcut | Reaction | ThreadReply;
