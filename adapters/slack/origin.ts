import type { Incoming } from '../../src/chat/incoming.ts';

/** Where an action came from: all that is needed to answer it. Plain data; a form carries it from its opening to its sending off. */
export interface Origin {
  person: string;
  /** The conversation as Slack names it, direct ones too. */
  channel: string | null;
  /** The message whose thread it happened in. */
  thread?: string | undefined;
  /** Opens one form, for three seconds. */
  trigger?: string | undefined;
  /** Slack's `response_url`: takes five answers in half an hour, also where the app is no member. */
  answerTo?: string | undefined;
  /** The message of ours that was touched. An ephemeral one is changed through `answerTo` only. */
  touched?: { channel: string; ts: string; ephemeral: boolean } | undefined;
}

/** What came in as the desk takes it, and where its reply goes. */
export interface Taken {
  incoming: Incoming;
  from: Origin;
}

/** Acknowledges to Slack, once; what is given comes with it. */
export type Ack = (body?: object) => Promise<void>;
