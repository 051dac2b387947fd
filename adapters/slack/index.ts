import { callWithin } from '../../src/chat/deadlines.ts';
import type { ChatPlatform, Pictures } from '../../src/chat/port.ts';
import type { Log } from '../../src/log.ts';
import { createClient } from './client.ts';
import { createListener } from './listen.ts';
import { createPeople } from './people.ts';
import { createShow } from './pictures.ts';
import { createPoster } from './post.ts';
import { createReply } from './reply.ts';
import { name, type SlackSettings } from './settings.ts';

export { channelAccess, check } from './check.ts';
export { manifest } from './commands.ts';
export { name, readSettings, SLACK_VARIABLES, type SlackSettings } from './settings.ts';

/** Slack as a chat platform. Nothing is called before it is used. */
export function createSlack(settings: SlackSettings, log: Log, pictures: Pictures): ChatPlatform {
  const client = createClient(settings, log);
  const callMs = callWithin(settings);
  const people = createPeople(client.call);
  const show = createShow(client.call, pictures, log, callMs);
  const reply = createReply(client.call, show, log, callMs);
  return {
    name,
    ...createPoster(client, show),
    members: people.members,
    ...createListener(settings, { client, people, reply, log }),
  };
}
