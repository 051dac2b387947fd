import {
  type APIApplication,
  type APIChannel,
  type APIGuildMember,
  type APIOverwrite,
  ApplicationFlags,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import { createChannels } from './channel.ts';
import { type Call, createClient } from './client.ts';
import { toTrouble } from './errors.ts';
import { invite, needed } from './invite.ts';
import { permissionsIn, type Server } from './permissions.ts';
import type { DiscordSettings } from './settings.ts';

/** One thing looked at. `mend` is a sentence for whoever has to mend it, empty when all is well. */
export interface Finding {
  what: string;
  ok: boolean;
  mend: string;
}

/** Looks at what `lookout doctor` wants to know: token, servers, intents. It changes nothing and never rejects. */
export async function check(settings: DiscordSettings): Promise<Finding[]> {
  const call = createClient(settings);
  try {
    const application = await call<APIApplication>('get', Routes.currentApplication());
    return [
      well(`Discord token, application ${application.name}`),
      ...(await servers(call, application)),
      ...intents(application),
    ];
  } catch (error) {
    return [ill('Discord token', toTrouble(error).message)];
  }
}

/** May Lookout do all it has to do in this channel? Never rejects. */
export async function channelAccess(settings: DiscordSettings, id: string): Promise<Finding> {
  const call = createClient(settings);
  const what = `Discord channel ${id}`;
  try {
    const { guild, parent } = await createChannels(call).find(id);
    if (!guild) return ill(what, 'This is a direct conversation. Give the group a channel on a server.');
    const [channel, server, { id: us, bot }] = await Promise.all([
      call<APIChannel & { permission_overwrites?: APIOverwrite[] }>('get', Routes.channel(parent ?? id)),
      call<Server>('get', Routes.guild(guild)),
      call<APIApplication>('get', Routes.currentApplication()),
    ]);
    const member = await call<APIGuildMember>('get', Routes.guildMember(guild, bot?.id ?? us));
    const granted = permissionsIn(server, channel.permission_overwrites ?? [], {
      id: bot?.id ?? us,
      roles: member.roles,
    });
    const lacking = Object.entries(needed).filter(([, bit]) => !(granted & bit));
    if (lacking.length === 0) return well(what);
    return ill(what, `Give Lookout these permissions there: ${lacking.map(([name]) => name).join(', ')}.`);
  } catch (error) {
    return ill(what, toTrouble(error).message);
  }
}

async function servers(call: Call, { id }: APIApplication): Promise<Finding[]> {
  const guilds = await call<RESTAPIPartialCurrentUserGuild[]>('get', Routes.userGuilds());
  if (guilds.length === 0) return [ill('Discord server', `Add Lookout to your server: ${invite(id)}`)];
  return guilds.map(({ name }) => well(`Discord server ${name}`));
}

/** Both are privileged: an owner of the application switches them on in the Developer Portal. */
function intents({ flags }: APIApplication): Finding[] {
  const has = (...bits: number[]) => bits.some((bit) => (flags ?? 0) & bit);
  const portal = 'In the Developer Portal, open your application, Bot, and switch on';
  return [
    has(ApplicationFlags.GatewayGuildMembers, ApplicationFlags.GatewayGuildMembersLimited)
      ? well('Discord: who is in a channel')
      : ill('Discord: who is in a channel', `${portal} Server Members Intent.`),
    has(ApplicationFlags.GatewayMessageContent, ApplicationFlags.GatewayMessageContentLimited)
      ? well('Discord: reading threads')
      : ill('Discord: reading threads', `${portal} Message Content Intent.`),
  ];
}

function well(what: string): Finding {
  return { what, ok: true, mend: '' };
}

function ill(what: string, mend: string): Finding {
  return { what, ok: false, mend };
}
