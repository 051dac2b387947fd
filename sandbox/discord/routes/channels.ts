import { checkInteger, checkText, type Loose } from '../check/fields.ts';
import { createFormErrors, formError } from '../check/form-errors.ts';
import { LIMITS } from '../check/limits.ts';
import type { Core } from '../core.ts';
import { sendChannelEvent, sendMessageEvent } from '../gateway/send-event.ts';
import { objectOf } from '../rest/body.ts';
import { refuse } from '../rest/refusal.ts';
import { type Answer, created, done, ok, type Request, type Route } from '../rest/route.ts';
import { channelOnWire } from '../wire/guild.ts';
import { type Channel, createChannel, mayPost, type StoredMessage, threadOf } from '../world.ts';
import { checkGuild, findChannel, findMessage } from './find.ts';

/** Channels, threads and direct messages (resources/channel, topics/threads). */
export const channelRoutes: Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    handle: ({ core, params }) => ok(channelOnWire(core.world, findChannel(core, params.channel ?? ''))),
  },
  { method: 'PATCH', path: '/channels/:channel', handle: patch },
  { method: 'POST', path: '/channels/:channel/messages/:message/threads', handle: startFromMessage },
  { method: 'POST', path: '/channels/:channel/threads', handle: startAlone },
  { method: 'POST', path: '/users/@me/channels', handle: openDirect },
  { method: 'GET', path: '/guilds/:guild/threads/active', handle: activeThreads },
  { method: 'PUT', path: '/channels/:channel/thread-members/@me', handle: join },
];

const ARCHIVE_MINUTES = [60, 1440, 4320, 10_080];

function startFromMessage({ core, params, body }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  if (channel.kind !== 'text') throw refuse.wrongChannelType();
  const message = findMessage(channel, params.message ?? '');
  if (!mayPost(core.world, channel)) throw refuse.missingPermissions();
  const fields = objectOf(body);
  checkThread(fields, true);
  if (threadOf(core.world, message)) throw refuse.threadExists();
  return created(channelOnWire(core.world, hang(core, channel, message, core.world.application.id, fields)));
}

/** Opens the thread of a message: it bears the message's id, and begins with a copy of it. */
export function hang(
  core: Core,
  channel: Channel,
  message: StoredMessage,
  owner: string,
  fields: Loose,
): Channel {
  const thread = openThread(core, channel, message.id, owner, fields);
  const starter: StoredMessage = {
    ...message,
    id: core.newId(),
    channelId: thread.id,
    type: 21,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    reactions: [],
    reference: { messageId: message.id, channelId: channel.id },
  };
  delete starter.nonce;
  delete starter.interaction;
  thread.messages.push(starter);
  sendMessageEvent(core, 'MESSAGE_UPDATE', message);
  return thread;
}

function startAlone({ core, params, body }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  if (channel.kind !== 'text') throw refuse.wrongChannelType();
  if (!mayPost(core.world, channel)) throw refuse.missingPermissions();
  const fields = objectOf(body);
  checkThread(fields, true);
  // Private threads are not needed here; leaving the type out means private at Discord.
  if (fields.type !== 11) throw formError(['type'], 'BASE_TYPE_CHOICES', 'Value must be one of (11,).');
  return created(
    channelOnWire(core.world, openThread(core, channel, core.newId(), core.world.application.id, fields)),
  );
}

function openThread(core: Core, parent: Channel, id: string, owner: string, fields: Loose): Channel {
  const thread = createChannel({
    id,
    kind: 'thread',
    name: String(fields.name),
    parentId: parent.id,
    ownerId: owner,
    createdAt: core.now(),
    autoArchiveMinutes: Number(fields.auto_archive_duration ?? 1440),
  });
  core.world.channels.set(id, thread);
  sendChannelEvent(core, 'CREATE', thread);
  return thread;
}

function checkThread(fields: Loose, nameRequired: boolean): void {
  const errors = createFormErrors();
  checkText(fields.name, ['name'], { required: nameRequired, min: 1, max: LIMITS.threadName }, errors);
  const minutes = fields.auto_archive_duration;
  if (minutes !== undefined && minutes !== null && !ARCHIVE_MINUTES.includes(minutes as number))
    errors.add(
      ['auto_archive_duration'],
      'BASE_TYPE_CHOICES',
      `Value must be one of (${ARCHIVE_MINUTES.join(', ')}).`,
    );
  checkInteger(
    fields.rate_limit_per_user,
    ['rate_limit_per_user'],
    { min: 0, max: LIMITS.slowmodeSeconds },
    errors,
  );
  errors.throwIfAny();
}

/** Changes a thread the bot owns: name, archive time, archived. Locking and channels need a permission that it lacks. */
function patch({ core, params, body }: Request): Answer {
  const channel = findChannel(core, params.channel ?? '');
  const fields = objectOf(body);
  checkThread(fields, false);
  const mayChange = channel.kind === 'thread' && channel.ownerId === core.world.application.id;
  if (!mayChange || 'locked' in fields) throw refuse.missingPermissions();
  if (channel.locked) throw refuse.threadLocked();
  if (channel.archived && fields.archived !== false) throw refuse.archivedThread();
  if (typeof fields.name === 'string') channel.name = fields.name;
  if (typeof fields.archived === 'boolean') channel.archived = fields.archived;
  if (typeof fields.auto_archive_duration === 'number')
    channel.autoArchiveMinutes = fields.auto_archive_duration;
  sendChannelEvent(core, 'UPDATE', channel);
  return ok(channelOnWire(core.world, channel));
}

function activeThreads({ core, params }: Request): Answer {
  checkGuild(core, params.guild ?? '');
  const open = [...core.world.channels.values()].filter(
    ({ kind, archived }) => kind === 'thread' && !archived,
  );
  return ok({
    threads: open.map((thread) => channelOnWire(core.world, thread)),
    members: [],
    has_more: false,
  });
}

function join({ core, params }: Request): Answer {
  const thread = findChannel(core, params.channel ?? '');
  if (thread.kind !== 'thread') throw refuse.wrongChannelType();
  if (thread.archived) throw refuse.archivedThread();
  return done;
}

function openDirect({ core, body }: Request): Answer {
  const id = String(objectOf(body).recipient_id ?? '');
  const person = core.world.people.get(id);
  if (!person) throw refuse.unknownUser();
  if (person.bot) throw refuse.cannotMessageUser();
  return ok(channelOnWire(core.world, directChannel(core, id)));
}

/** The direct message channel with a person, opened on first use. */
export function directChannel(core: Core, userId: string): Channel {
  const open = [...core.world.channels.values()].find(({ recipientId }) => recipientId === userId);
  if (open) return open;
  const channel = createChannel({
    id: core.newId(),
    kind: 'dm',
    name: '',
    recipientId: userId,
    createdAt: core.now(),
  });
  core.world.channels.set(channel.id, channel);
  return channel;
}
