import { until } from '../until.ts';

/** A message as a person sees it. */
export interface Seen {
  id: string;
  /** Its words, a picture by the words for it; buttons and menus left out. */
  text: string;
  /** Labels of its buttons, by their ids. */
  buttons: Record<string, string>;
  /** Its menus, by their ids. */
  menus: Record<string, SeenMenu>;
  edited: boolean;
}

export interface SeenMenu {
  placeholder: string;
  /** How many may be chosen. */
  most: number;
  /** Labels of what is offered, by their values. */
  options: Record<string, string>;
}

/** A form that stands open. */
export interface SeenForm {
  /** The feature's id of it. */
  id: string;
  title: string;
  /** By field id. */
  fields: Record<string, SeenField>;
}

export interface SeenField {
  label: string;
  hint?: string;
  required: boolean;
  /** What stands in it: words, or the values chosen. */
  value: string | string[];
  /** Of a choice: labels by their values. */
  options?: Record<string, string>;
}

/** What a form is filled with, by field id; fields left out keep what stands in them. */
export type Filled = Readonly<Record<string, string | string[]>>;

/** What came of a form: what was said to the person, or what they have to mend, by field id. */
export interface Outcome {
  said?: string;
  problems?: Record<string, string>;
}

/** Somebody in one channel of one platform. Every act resolves once it is acknowledged, and rejects if it is not. */
export interface Somebody {
  /** Types a command, and waits for the answer that only they see. */
  command(name: string, words: string): Promise<string>;
  /** Types a command and waits for nothing: `ada.opens(() => ada.type('needs', 'ask'))`. */
  type(name: string, words: string): Promise<void>;
  /** Presses a button of a message by its id, also of a whisper (`whispered`). */
  press(post: string, button: string): Promise<void>;
  /** Chooses in a menu of a message, also of a whisper. */
  choose(post: string, menu: string, values: string[]): Promise<void>;
  /** Presses a button, by id or label, in the newest whisper that holds these words. */
  pressIn(words: string, button: string): Promise<void>;
  /** Does something, and waits for the next whisper: `await ada.hears(() => ada.press(post, 'vote:1/2'))`. */
  hears(deed: () => Promise<unknown>): Promise<string>;
  /** Does something, and waits for the form that opens. @throws Error with the whisper that comes instead */
  opens(deed: () => Promise<unknown>): Promise<SeenForm>;
  /** The form that stands open before them. */
  form(): SeenForm | undefined;
  /**
   * Sends the open form off, and waits for what comes of it: a whisper, a redrawn message, or problems. On Slack the form then
   * still stands open, on Discord `mend` opens it again. For a form that is answered with nothing to see use `send`.
   */
  submit(fields: Filled): Promise<Outcome>;
  /** Sends the open form off. */
  send(fields: Filled): Promise<void>;
  /** Has the form with problems open again. */
  mend(): Promise<SeenForm>;
  /** What everybody sees in the channel, without threads. */
  posts(): Seen[];
  /** What stands in the thread of a message. */
  thread(post: string): Seen[];
  /** What only they see in the channel, oldest first; what was redrawn as it now stands. */
  whispered(): Seen[];
  /** The words of the same. */
  whispers(): string[];
}

/** What a platform has to give for it. */
export interface Hands
  extends Pick<Somebody, 'type' | 'press' | 'choose' | 'posts' | 'thread' | 'whispered' | 'mend'> {
  /** The open form; `key` names this showing of it. */
  open(): (SeenForm & { key: string }) | undefined;
  /** Sends the open form; what it gives looks at what has come of it so far. */
  send(fields: Filled): Promise<() => Outcome | undefined>;
}

export function somebody(hands: Hands): Somebody {
  const { type, press, choose, posts, thread, whispered, mend, open, send } = hands;
  const whispers = () => whispered().map(({ text }) => text);

  async function hears(deed: () => Promise<unknown>): Promise<string> {
    const before = whispers().length;
    await deed();
    return until(() => whispers()[before] || undefined);
  }

  async function opens(deed: () => Promise<unknown>): Promise<SeenForm> {
    const [standing, before] = [open()?.key, whispers().length];
    await deed();
    return until(() => {
      const form = open();
      if (form && form.key !== standing) return form;
      const said = whispers()[before];
      if (said) throw new Error(`no form opened; instead: ${said}`);
      return undefined;
    });
  }

  return {
    type,
    press,
    choose,
    posts,
    thread,
    whispered,
    whispers,
    mend,
    hears,
    opens,
    form: open,
    command: (name, words) => hears(() => type(name, words)),
    async pressIn(words, button) {
      const found = whispered().findLast(({ text }) => text.includes(words));
      const named = Object.entries(found?.buttons ?? {}).find(([id, label]) => [id, label].includes(button));
      if (!found || !named)
        throw new Error(`no whisper with “${words}” has the button ${button}; there is: ${whispers()}`);
      await press(found.id, named[0]);
    },
    async send(fields) {
      await send(fields);
    },
    async submit(fields) {
      return until(await send(fields));
    },
  };
}
