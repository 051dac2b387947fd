import { formError } from '../check/form-errors.ts';
import type { Core } from '../core.ts';
import { refuse } from '../rest/refusal.ts';
import { accessTo, type Channel, type StoredMessage } from '../world.ts';

/**
 * The channel, thread or direct message of this id, if the bot may see it.
 *
 * @throws ApiRefusal 50035 for no snowflake, 10003 for an unknown one, 50001 for one out of the bot's sight.
 */
export function findChannel({ world }: Core, id: string): Channel {
  if (!/^\d{1,20}$/.test(id))
    throw formError(['channel_id'], 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
  const channel = world.channels.get(id);
  if (!channel) throw refuse.unknownChannel();
  if (accessTo(world, channel) === 'none') throw refuse.missingAccess();
  return channel;
}

/** @throws ApiRefusal 10008 if the channel has no such message; those only one person sees do not count. */
export function findMessage(channel: Channel, id: string): StoredMessage {
  const message = channel.messages.find((candidate) => candidate.id === id && !candidate.ephemeralFor);
  if (!message) throw refuse.unknownMessage();
  return message;
}

/** @throws ApiRefusal 10004 if this is not the sandbox's one guild. */
export function checkGuild({ world }: Core, id: string): void {
  if (id !== world.guild.id) throw refuse.unknownGuild();
}

/** @throws ApiRefusal 20012 if the application is not the bot's own. */
export function checkApplication({ world }: Core, id: string): void {
  if (id !== world.application.id) throw refuse.wrongApplication();
}
