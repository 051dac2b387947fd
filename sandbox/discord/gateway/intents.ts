import type { PrivilegedIntent } from '../seed.ts';

/** Intent bits (events/gateway#list-of-intents). */
export const INTENT = {
  guilds: 1 << 0,
  members: 1 << 1,
  presences: 1 << 8,
  messages: 1 << 9,
  reactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  content: 1 << 15,
} as const;

const PRIVILEGED: Record<PrivilegedIntent, number> = {
  GUILD_PRESENCES: INTENT.presences,
  GUILD_MEMBERS: INTENT.members,
  MESSAGE_CONTENT: INTENT.content,
};

/** Application flags of intents switched on in an app of fewer than 100 servers (resources/application#application-object-application-flags). */
const APPLICATION_FLAGS: Record<PrivilegedIntent, number> = {
  GUILD_PRESENCES: 1 << 13,
  GUILD_MEMBERS: 1 << 15,
  MESSAGE_CONTENT: 1 << 19,
};

/** The `flags` of an application with these privileged intents switched on. */
export function applicationFlags(enabled: readonly PrivilegedIntent[]): number {
  return enabled.reduce((flags, name) => flags | APPLICATION_FLAGS[name], 0);
}

/** True if all privileged intents asked for are switched on for the application; otherwise the gateway closes with 4014. */
export function intentsAllowed(asked: number, enabled: readonly PrivilegedIntent[]): boolean {
  return (Object.keys(PRIVILEGED) as PrivilegedIntent[]).every(
    (name) => (asked & PRIVILEGED[name]) === 0 || enabled.includes(name),
  );
}

/** The intent an event needs in a server's channel or a direct message; 0 if it always comes. */
export function intentFor(event: string, direct: boolean): number {
  if (/^MESSAGE_REACTION_/.test(event)) return direct ? INTENT.directReactions : INTENT.reactions;
  if (/^MESSAGE_/.test(event)) return direct ? INTENT.directMessages : INTENT.messages;
  if (/^(GUILD_MEMBER_|THREAD_MEMBERS_)/.test(event)) return INTENT.members;
  if (/^(GUILD_|CHANNEL_|THREAD_)/.test(event)) return INTENT.guilds;
  return 0;
}

/** A message as it comes without MESSAGE_CONTENT: the fields are there, and empty (events/gateway#message-content-intent). */
export function withoutContent(message: object): object {
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}
