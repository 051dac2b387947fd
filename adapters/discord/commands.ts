import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
} from 'discord.js';
import type { CommandSpec, ShortcutSpec } from '../../src/chat/feature.ts';
import { limits } from '../../src/chat/limits.ts';
import type { Desk } from '../../src/chat/port.ts';
import { shorten } from '../../src/chat/text.ts';
import type { Call } from './client.ts';

/** The option that carries what is typed behind a command. */
export const WORDS = 'words';

interface Registered {
  type: number;
  name: string;
  /** Entries of a menu have neither. */
  description?: string;
  options?: { type: number; name: string; description: string; required: boolean }[];
  contexts: number[];
  integration_types: number[];
}

/** What Discord has to know of our commands and shortcuts (docs.discord.com, Application Commands). */
function registrations(desk: Pick<Desk, 'commands' | 'shortcuts'>): Registered[] {
  return [...desk.commands.map(ofCommand), ...desk.shortcuts.map(ofShortcut)];
}

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

function ofCommand({ name, summary, words }: CommandSpec): Registered {
  const takes = words.map(({ word, rest }) => (rest ? `${word} ${rest}` : word)).join(' · ');
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description: shorten(summary, limits.command.summary),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: WORDS,
        description: shorten(takes || summary, limits.command.summary),
        required: false,
      },
    ],
    ...everywhere,
  };
}

function ofShortcut(shortcut: ShortcutSpec): Registered {
  return {
    type: ApplicationCommandType.Message,
    name: menuName(shortcut),
    ...everywhere,
  };
}

/** A shortcut as Discord names it, in its menu and in what comes in. */
export function menuName({ label }: Pick<ShortcutSpec, 'label'>): string {
  return shorten(label, limits.command.name);
}

/** Registers what the desk serves in place of all that was registered before, unless it is the same. Rejects as `Call` does. */
export async function register(
  call: Call,
  application: string,
  desk: Pick<Desk, 'commands' | 'shortcuts'>,
): Promise<void> {
  const route = Routes.applicationCommands(application);
  const wanted = registrations(desk);
  const registered = await call<Partial<Registered>[]>('get', route);
  // Discord allows 200 new commands a day, so an ordinary restart shall not spend any.
  if (fingerprint(wanted) === fingerprint(registered)) return;
  await call('put', route, { body: wanted });
}

function fingerprint(commands: readonly Partial<Registered>[]): string {
  const compared = commands.map(({ type, name, description, options, contexts, integration_types }) => [
    type,
    name,
    description ?? '',
    (options ?? []).map((option) => [option.type, option.name, option.description, option.required ?? false]),
    [...(contexts ?? [])].sort(),
    [...(integration_types ?? [])].sort(),
  ]);
  return JSON.stringify(compared.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
}
