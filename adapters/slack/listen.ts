import { App, type Receiver } from '@slack/bolt';
import { answerWithin, lastWordsWithin } from '../../src/chat/deadlines.ts';
import type { Incoming, Submission } from '../../src/chat/incoming.ts';
import type { Desk } from '../../src/chat/port.ts';
import { whisper } from '../../src/chat/reply.ts';
import type { Log } from '../../src/log.ts';
import { outcomeWithin } from '../../src/timeout.ts';
import { type Client, clientOptions, type Identity } from './client.ts';
import { type Connection, createConnection } from './connection.ts';
import { errorsAtFields, fixMessages } from './fix.ts';
import { readIncoming } from './incoming.ts';
import { toLogger } from './logger.ts';
import type { Ack, Origin } from './origin.ts';
import type { People } from './people.ts';
import type { BringReply } from './reply.ts';
import type { SlackSettings } from './settings.ts';

export interface Parts {
  client: Client;
  people: People;
  reply: BringReply;
  log: Log;
}

/** Takes actions from Slack to the desk, and its replies back. */
export function createListener(settings: SlackSettings, { client, people, reply: bring, log }: Parts) {
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
    if (incoming.kind === 'submission') return submit(desk, incoming, from, ack);
    // A command that Slack acknowledged shows nothing yet: whoever typed it waits for our words anyway.
    if (desk.manner(incoming) === 'keeps' && incoming.kind !== 'command')
      return keep(desk, incoming, from, ack);
    // First of all: Slack waits three seconds, the desk may take longer.
    await ack();
    // A form has to open within those seconds: a name that is not known yet must not cost them.
    const known = desk.manner(incoming) === 'opens' ? incoming : await named(incoming);
    await bring(from, await desk.answer(known));
  }

  /** What Slack calls done is kept: only a desk that takes too long is acknowledged before. */
  async function keep(desk: Desk, incoming: Incoming, from: Origin, ack: Ack): Promise<void> {
    const answering = named(incoming).then((known) => desk.answer(known));
    // Two thirds of the time that Slack waits: two seconds of three.
    await outcomeWithin((answerWithin(settings) * 2) / 3, answering);
    await ack();
    await bring(from, await answering);
  }

  /**
   * What has to be mended within the time that the form stays is shown at its fields; after that the form is gone, and the
   * person is told what it was and what they had written.
   */
  async function submit(desk: Desk, submission: Submission, from: Origin, ack: Ack): Promise<void> {
    const answering = desk.answer(submission);
    // The rest of the time is for the way to Slack: half a second of three.
    const quick = await outcomeWithin((answerWithin(settings) * 5) / 6, answering);
    if (quick?.kind === 'fix')
      return ack({ response_action: 'errors', errors: errorsAtFields(quick.problems, submission) });
    await ack();
    const reply = await answering;
    if (reply.kind !== 'fix') return bring(from, reply);
    for (const message of fixMessages(reply.problems, submission)) await bring(from, whisper(message));
  }

  /** Everything comes through here; Bolt acknowledges events by itself. */
  async function hear(desk: Desk, us: Identity, body: object, given: Ack | undefined): Promise<void> {
    // Not acknowledged: Slack tells the person, or brings it again.
    if (closing) return;
    const ack: Ack = async (more) => {
      try {
        await given?.(more);
      } catch (error) {
        // The connection went away. What was asked is done all the same; a retry is the same action.
        log.warn({ err: error }, 'an action could not be acknowledged to Slack');
      }
    };
    const taken = readIncoming(body, us);
    if (!taken) return ack();
    const work = take(desk, taken.incoming, taken.from, ack).catch((error: unknown) => {
      log.error({ err: error, act: taken.incoming.act }, 'an action from Slack was not answered');
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
