import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Act, CommandView, Person, Side } from '../../view.ts';

/** What everything drawn on one side needs: who looks and acts there, who is who, and what can be done. */
export interface Hands {
  side: Side;
  /** `Slack` or `Discord`. */
  platform: string;
  person: Person;
  /** Their account on this side; without one they only look. */
  user: string | undefined;
  /** Names by user id. */
  names: Record<string, string>;
  /** Names by channel id. */
  channels: Record<string, string>;
  bot: string;
  commands: CommandView[];
  /** The message shortcuts of the app. */
  shortcuts: string[];
  clock: Date;
  /** Performs an act; true once it is done. What went wrong is told to the person by the side. */
  act(act: Act): Promise<boolean>;
  openThread(message: string): void;
  showPayload(raw: unknown): void;
  /** Takes a whisper out of sight. */
  dismiss(message: string): void;
}

export const HandsContext = createContext<Hands | undefined>(undefined);

/** The hands of the side that a component stands on. */
export function useHands(): Hands {
  const hands = useContext(HandsContext);
  if (!hands) throw new Error('Drawn outside a side.');
  return hands;
}

/** The message, or the form, that a control stands in. */
export interface Around {
  channel: string;
  id: string;
  /** Addresses of the files that came with it, by name: `attachment://NAME` means one of them. */
  files?: Record<string, string>;
}

export const MessageContext = createContext<Around | undefined>(undefined);

/** Touches the controls of the message around: gives true once the app has answered. */
export function useTouch(): {
  can: boolean;
  press(id: string): Promise<boolean>;
  choose(id: string, values: string[]): Promise<boolean>;
} {
  const { side: on, person, user, act } = useHands();
  const around = useContext(MessageContext);
  const where = around && { on, person: person.id, channel: around.channel, message: around.id };
  return {
    can: user !== undefined && where !== undefined,
    press: async (id) => (where ? act({ do: 'press', ...where, id }) : false),
    choose: async (id, values) => (where ? act({ do: 'choose', ...where, id, values }) : false),
  };
}
