import type { BotAccess, Channel, Command, Person, World } from '../world.ts';

/** Permission bits (topics/permissions). */
const VIEW_CHANNEL = 1n << 10n;
const SEND_MESSAGES = 1n << 11n;
const ATTACH_FILES = 1n << 15n;
const CREATE_PUBLIC_THREADS = 1n << 35n;
const SEND_IN_THREADS = 1n << 38n;
/** Add reactions, view, send, embed links, attach files, read history, application commands, threads. */
const EVERYONE =
  (1n << 6n) |
  VIEW_CHANNEL |
  SEND_MESSAGES |
  (1n << 14n) |
  ATTACH_FILES |
  (1n << 16n) |
  (1n << 31n) |
  CREATE_PUBLIC_THREADS |
  SEND_IN_THREADS;

export function userOnWire(person: Person): object {
  return {
    id: person.id,
    username: person.name,
    discriminator: '0',
    global_name: person.bot ? null : person.name,
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    clan: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(person.bot ? { bot: true } : {}),
  };
}

export function memberOnWire(person: Person, joinedAt: Date): object {
  return {
    nick: person.nick ?? null,
    avatar: null,
    banner: null,
    roles: person.roles,
    joined_at: joinedAt.toISOString(),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

/** What members, or with less access the bot, may do in a channel, as the decimal string that interactions carry. */
export function permissionsIn(access: BotAccess = 'full'): string {
  return (EVERYONE & ~denied(access)).toString();
}

function denied(access: BotAccess): bigint {
  if (access === 'full') return 0n;
  if (access === 'words') return ATTACH_FILES;
  return SEND_MESSAGES | SEND_IN_THREADS | CREATE_PUBLIC_THREADS | (access === 'none' ? VIEW_CHANNEL : 0n);
}

function roleOnWire({ id, name }: { id: string; name: string }, position: number): object {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: (position === 0 ? EVERYONE : 0n).toString(),
    managed: false,
    mentionable: true,
    flags: 0,
  };
}

/** All roles, `@everyone` (whose id is the guild's) first. */
export function rolesOnWire(world: World): object[] {
  const everyone = { id: world.guild.id, name: '@everyone' };
  return [everyone, ...world.roles.values()].map((role, index) => roleOnWire(role, index));
}

export function channelOnWire(world: World, channel: Channel): object {
  const last = channel.messages.at(-1)?.id ?? null;
  if (channel.kind === 'dm') {
    const other = world.people.get(channel.recipientId ?? '');
    return {
      id: channel.id,
      type: 1,
      last_message_id: last,
      flags: 0,
      recipients: other ? [userOnWire(other)] : [],
    };
  }
  if (channel.kind === 'thread') return threadOnWire(world, channel, last);
  return {
    id: channel.id,
    type: 0,
    guild_id: world.guild.id,
    name: channel.name,
    position: [...world.channels.keys()].indexOf(channel.id),
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: last,
    flags: 0,
    permission_overwrites: overwrites(world, channel),
  };
}

function overwrites(world: World, channel: Channel): object[] {
  if (channel.access === 'full') return [];
  return [{ id: world.application.id, type: 1, allow: '0', deny: denied(channel.access).toString() }];
}

function threadOnWire(world: World, thread: Channel, last: string | null): object {
  return {
    id: thread.id,
    type: 11,
    guild_id: world.guild.id,
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    name: thread.name,
    last_message_id: last,
    message_count: thread.messages.filter((message) => message.type !== 21).length,
    total_message_sent: thread.messages.filter((message) => message.type !== 21).length,
    member_count: 1,
    rate_limit_per_user: 0,
    flags: 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.createdAt.toISOString(),
      create_timestamp: thread.createdAt.toISOString(),
    },
  };
}

/** The guild without its channels and members, as `GET /guilds/:id` gives it. */
export function guildOnWire(world: World): object {
  return {
    id: world.guild.id,
    name: world.guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: [...world.people.values()].find((person) => !person.bot)?.id ?? world.application.id,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: 'en-GB',
    features: [],
    emojis: [],
    stickers: [],
    roles: rolesOnWire(world),
  };
}

/** What GUILD_CREATE adds (gateway-events#guild-create). Members other than the bot come only with GUILD_MEMBERS. */
export function guildCreateOnWire(world: World, allMembers: boolean): object {
  const channels = [...world.channels.values()];
  const members = [...world.people.values()].filter((person) => allMembers || person.bot);
  return {
    ...guildOnWire(world),
    joined_at: world.guild.createdAt.toISOString(),
    large: false,
    unavailable: false,
    member_count: world.people.size,
    channels: channels
      .filter((channel) => channel.kind === 'text')
      .map((channel) => channelOnWire(world, channel)),
    threads: channels
      .filter((channel) => channel.kind === 'thread' && !channel.archived)
      .map((channel) => channelOnWire(world, channel)),
    members: members.map((person) => ({
      ...memberOnWire(person, world.guild.createdAt),
      user: userOnWire(person),
    })),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The application; `flags` says which privileged intents are switched on (resources/application#application-object). */
export function applicationOnWire(world: World, flags: number): object {
  const { id, name, publicKey } = world.application;
  const bot = world.people.get(id);
  return {
    id,
    name,
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: publicKey,
    flags,
    owner: bot ? userOnWire(bot) : null,
    team: null,
    ...(bot ? { bot: userOnWire(bot) } : {}),
  };
}

export function commandOnWire(world: World, command: Command): object {
  return {
    dm_permission: true,
    default_member_permissions: null,
    nsfw: false,
    ...command.payload,
    id: command.id,
    version: command.version,
    application_id: world.application.id,
    type: command.type,
    description: command.description,
    ...(command.guildId ? { guild_id: command.guildId } : {}),
  };
}
