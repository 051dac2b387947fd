/** What a sandbox server starts with. Ids are snowflakes: digits only, as strings. */
export interface DiscordSeed {
  id?: string;
  name: string;
  /** The application that the bot belongs to; its id is the bot's user id too. */
  application: { id: string; name?: string; publicKey?: string };
  botToken: string;
  users: { id: string; name: string; nick?: string; roles?: string[] }[];
  roles?: { id: string; name: string }[];
  /** `botCanPost: false`: the bot reads the channel, but posting is refused with 50013. */
  channels: { id: string; name: string; botCanPost?: boolean }[];
}

/** Privileged intents, as switched on in the application's settings. */
export type PrivilegedIntent = 'GUILD_PRESENCES' | 'GUILD_MEMBERS' | 'MESSAGE_CONTENT';

/** @throws Error naming the first id that is no snowflake or occurs twice; or a token that discord.js would cut short. */
export function checkSeed(seed: DiscordSeed): void {
  const given = [
    ...(seed.id ? [{ what: 'guild', id: seed.id }] : []),
    { what: 'application', id: seed.application.id },
    ...seed.users.map(({ id, name }) => ({ what: `user ${name}`, id })),
    ...(seed.roles ?? []).map(({ id, name }) => ({ what: `role ${name}`, id })),
    ...seed.channels.map(({ id, name }) => ({ what: `channel ${name}`, id })),
  ];
  if (/^(bot|bearer)/i.test(seed.botToken))
    throw new Error(
      'discord.js takes "Bot" or "Bearer" off the front of a token: let the bot token begin with something else.',
    );
  const seen = new Set<string>();
  for (const { what, id } of given) {
    if (!/^[1-9]\d{0,19}$/.test(id))
      throw new Error(
        `The id "${id}" of ${what} must be a snowflake: digits only, for example 1001000000000000001.`,
      );
    if (seen.has(id)) throw new Error(`The id ${id} of ${what} is used twice; give each thing its own.`);
    seen.add(id);
  }
}
