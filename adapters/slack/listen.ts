import { App, type Receiver } from '@slack/bolt';
import { answerWithin, lastWordsWithin } from '../../src/chat/deadlines.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Desk } from '../../src/chat/port.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import type { Answerer } from './answer.ts';
import { type Client, clientOptions, type Identity } from './client.ts';
import { type Connection, createConnection } from './connection.ts';
import { readIncoming } from './incoming.ts';
import { toLogger } from './logger.ts';
import type { Ack, Origin } from './origin.ts';
import type { People } from './people.ts';
import type { SlackSettings } from './settings.ts';
import { answerSubmission } from './submission.ts';

export interface Parts {
  client: Client;
  people: People;
  answerer: Answerer;
  log: Log;
}

/** Takes acts from Slack to the desk, and its replies back. */
export function createListener(settings: SlackSettings, { client, people, answerer, log }: Parts) {
  const underWay = new Set<Promise<void>>();
  let connection: Connection | undefined;
  let closing = false;

  /** Events name people by their id alone. */
  async function named(incoming: Incoming): Promise<Incoming> {
    if (incoming.kind === 'reaction' || incoming.kind === 'answer')
      return { ...incoming, person: await people.named(incoming.person) };
    if (incoming.kind === 'shortcut' && incoming.author)
      return { ...incoming, author: await people.named(incoming.author) };
    return incoming;
  }

  async function take(desk: Desk, incoming: Incoming, from: Origin, ack: Ack): Promise<void> {
    if (incoming.kind === 'submission')
      return answerSubmission(desk, incoming, ack, answerWithin(settings), (reply) => answerer(from, reply));
    // A command that Slack acknowledged shows nothing yet: whoever typed it waits for our words anyway.
    if (desk.manner(incoming) === 'keeps' && incoming.kind !== 'command')
      return keep(desk, incoming, ack, (reply) => answerer(from, reply));
    // First of all: Slack waits three seconds, the desk may take longer.
    await ack();
    // A form has to open within those seconds: a name that is not known yet must not cost them.
    const known = desk.manner(incoming) === 'opens' ? incoming : await named(incoming);
    await answerer(from, await desk.answer(known));
  }

  /** What Slack calls done is kept: only a desk that takes too long is acknowledged before. */
  async function keep(desk: Desk, incoming: Incoming, ack: Ack, answer: (reply: Reply) => Promise<void>) {
    const answering = named(incoming).then((known) => desk.answer(known));
    // Two thirds of the time that Slack waits: two seconds of three.
    await outcomeWithin((answerWithin(settings) * 2) / 3, answering);
    await ack();
    await answer(await answering);
  }

  /** Everything comes through here; Bolt acknowledges events by itself. */
  async function hear(desk: Desk, us: Identity, body: object, given: Ack | undefined): Promise<void> {
    // Not acknowledged: Slack tells the person, or brings it again.
    if (closing) return;
    const ack: Ack = async (more) => {
      try {
        await given?.(more);
      } catch (error) {
        // The connection went away. What was asked is done all the same; a retry is the same act.
        log.warn({ err: error }, 'an act could not be acknowledged to Slack');
      }
    };
    const taken = readIncoming(body, us);
    if (!taken) return ack();
    const work = take(desk, taken.incoming, taken.from, ack).catch((error: unknown) => {
      log.error({ err: error, act: taken.incoming.act }, 'an act from Slack was not answered');
    });
    underWay.add(work);
    await work;
    underWay.delete(work);
  }

  return {
    async listen(desk: Desk): Promise<void> {
      const us = await client.identity();
      closing = false;
      connection = createConnection(settings, log);
      const app = createApp(settings, us, connection.receiver, log);
      app.use(async (args) => {
        const { ack } = args as { ack?: Ack };
        await hear(desk, us, args.body, ack);
      });
      app.error(async (error) => log.error({ err: error }, 'Bolt could not pass on an action'));
      await app.init();
      await connection.open();
    },
    async close(): Promise<void> {
      closing = true;
      await outcomeWithin(lastWordsWithin(settings), Promise.all(underWay));
      await connection?.shut();
      connection = undefined;
    },
  };
}

function createApp(settings: SlackSettings, us: Identity, receiver: Receiver, log: Log): App {
  return new App({
    token: settings.botToken,
    // Asked for already; with these Bolt asks for nothing, and a wrong token cannot become a rejection that nobody catches.
    botId: us.bot,
    botUserId: us.user,
    tokenVerificationEnabled: false,
    deferInitialization: true,
    receiver,
    convoStore: false,
    ignoreSelf: false,
    clientOptions: clientOptions(settings, log),
    logger: toLogger(log),
  });
}
