/** A post that stands on a platform. */
export interface Standing {
  channel: string;
  /** What makes it one post and no other: on Slack the key in its metadata, on Discord its nonce. */
  once: string;
  /** When the platform took it, in milliseconds of the machine's clock. */
  at: number;
}

/** A Useful button as people see it. */
export interface Shown {
  /** `useful:42` */
  id: string;
  label: string;
}

export interface Pressed {
  /** Which person pressed which button. */
  pair: string;
  acked: boolean;
  ackMs: number;
}

export interface Voted {
  /** The words of the button. */
  option: string;
  acked: boolean;
  ackMs: number;
}

/** One platform's sandbox, as the bench looks at it. */
export interface Side {
  /** What Lookout's environment has to hold to find it. */
  env: Record<string, string>;
  standing(): Standing[];
  shown(): Shown[];
  /** How often the platform said 429 so far. */
  refused(): number;
  /** Somebody presses Useful under a post that stands in one of these channels; undefined where none stands. */
  press(channels: readonly string[]): Promise<Pressed> | undefined;
  /** The ids of everybody there. */
  people(): string[];
  /** Somebody presses an option, by chance, of a poll that stands in these channels. @throws Error when it stands in none */
  vote(person: string, poll: number, channels: readonly string[]): Promise<Voted>;
  /** What each copy of a poll says in small print, and how often any was redrawn so far. */
  copies(poll: number): { text: string; edits: number }[];
  close(): Promise<void>;
}

/** One of many, by chance. */
export function any<T>(many: readonly T[]): T | undefined {
  return many[Math.floor(Math.random() * many.length)];
}
