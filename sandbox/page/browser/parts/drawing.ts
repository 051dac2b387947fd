import type { ComponentType } from 'preact';
import type { Channel, CommandView, Side } from '../../view.ts';
import type { Entry } from './timeline.ts';

/** What both sides of the state have in common. */
export interface Common<Message> {
  names: Record<string, string>;
  bot: string;
  channels: Channel<Message>[];
  commands: CommandView[];
  whispers: Record<string, Message[]>;
  shortcuts?: string[];
}

/** How one platform names, orders and draws its messages. */
export interface Drawing<Message> {
  side: Side;
  /** As people call it: `Slack`. */
  platform: string;
  idOf(message: Message): string;
  atOf(message: Message): Date;
  Message: ComponentType<{ entry: Entry<Message>; replies: readonly Message[]; inThread: boolean }>;
}
