import type { Core } from '../core.ts';
import { channelOnWire, memberOnWire, permissionsIn, userOnWire } from '../wire/guild.ts';
import { messageOnWire } from '../wire/message.ts';
import { accessTo, type Channel, type Interaction, type Person, type StoredMessage } from '../world.ts';

/** The INTERACTION_CREATE event (interactions/receiving-and-responding#interaction-object). */
export function interactionOnWire(
  core: Core,
  interaction: Interaction,
  {
    person,
    channel,
    data,
    message,
  }: { person: Person; channel: Channel; data: object; message?: StoredMessage },
): object {
  const { world } = core;
  const direct = channel.kind === 'dm';
  const member = {
    ...memberOnWire(person, world.guild.createdAt),
    user: userOnWire(person),
    permissions: permissionsIn(),
  };
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelOnWire(world, channel), permissions: permissionsIn() },
    ...(direct
      ? { user: userOnWire(person), context: 1 }
      : {
          guild_id: world.guild.id,
          guild: { id: world.guild.id, locale: 'en-GB', features: [] },
          guild_locale: 'en-GB',
          member,
          context: 0,
        }),
    ...(message ? { message: messageOnWire(world, message) } : {}),
    locale: 'en-GB',
    app_permissions: permissionsIn(accessTo(world, channel)),
    entitlements: [],
    authorizing_integration_owners: { 0: direct ? '0' : world.guild.id },
    attachment_size_limit: 10_485_760,
  };
}

/** What the ids in an interaction's data stand for (…#interaction-object-resolved-data-structure). */
export function resolve(core: Core, ids: readonly string[]): object {
  const { world } = core;
  const resolved: Record<string, Record<string, object>> = {};
  const put = (kind: string, id: string, value: object) => {
    resolved[kind] = { ...resolved[kind], [id]: value };
  };
  for (const id of ids) {
    const person = world.people.get(id);
    const role = world.roles.get(id);
    const channel = world.channels.get(id);
    if (person) {
      put('users', id, userOnWire(person));
      put('members', id, { ...memberOnWire(person, world.guild.createdAt), permissions: permissionsIn() });
    } else if (role) {
      put('roles', id, {
        ...role,
        permissions: '0',
        color: 0,
        position: 1,
        hoist: false,
        managed: false,
        mentionable: true,
        flags: 0,
      });
    } else if (channel) {
      put('channels', id, { ...channelOnWire(world, channel), permissions: permissionsIn() });
    }
  }
  return resolved;
}
