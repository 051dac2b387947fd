/** A local Slack workspace that Slack's own SDKs talk to: Web API, Socket Mode and signed HTTP. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Faults } from '../faults.ts';
import { type Acts, createActs } from './acts.ts';
import { erase } from './chat.ts';
import { createDelivery, type Delivered, slackDelivery } from './deliver.ts';
import { limits } from './limits.ts';
import { createPace } from './pace.ts';
import { createResponseUrls } from './response-urls.ts';
import { createSlackServer } from './server.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createTriggers } from './triggers.ts';
import { type Channel, createWorkspace, findMessage, type SlackSeed, type Workspace } from './workspace.ts';

export interface SlackOptions {
  workspace: SlackSeed;
  /** The workspace's clock; the machine's when left out. Waiting (acknowledgements, retries) is always real. */
  now?: () => Date;
  /** 0 (the default) takes a free one. */
  port?: number;
  /** Refuse more than about one message a second and channel. Off when left out; a number is how many go at once. */
  pace?: boolean | number;
  /** After how many milliseconds unacknowledged events are tried again; Slack's 0, 60,000 and 300,000 when left out. */
  eventRetriesMs?: number[];
  /** How long an acknowledgement is waited for; Slack's 3,000 ms when left out. */
  ackMs?: number;
  /** How long a trigger id opens a modal, by the workspace's clock; Slack's 3,000 ms when left out. */
  triggerMs?: number;
}

export interface SlackSandbox {
  /** For `clientOptions.slackApiUrl`: `http://127.0.0.1:PORT/api/`. */
  apiUrl: string;
  /** Everything there is, live. Look; change it with `act` and the methods below. */
  state: Workspace;
  /** Everything that was sent to the app. */
  deliveries: readonly Delivered[];
  faults: Faults;
  onChange(listener: () => void): () => void;
  /** Switches to HTTP mode: where signed requests go. Undefined goes back to Socket Mode. */
  deliverTo(url: string | undefined): void;
  /** How many Socket Mode connections are open. */
  socketCount(): number;
  /** Cuts all connections; with a reason the app is told first, and closes them itself. */
  dropSockets(reason?: Parameters<Sockets['drop']>[0]): void;
  archive(channel: string): void;
  unarchive(channel: string): void;
  removeBot(channel: string): void;
  addBot(channel: string): void;
  deleteMessage(channel: string, ts: string): void;
  /** From now on uploaded files can be shown only after so many looks with `files.info`, as if Slack still worked on them. */
  delayFiles(looks: number): void;
  deleteFile(id: string): void;
  /** Revokes the bot's token, or the app's. */
  revokeToken(which?: 'bot' | 'app'): void;
  act: Acts;
  /** Whoever waits for an acknowledgement waits no longer, as if the time for it were over. */
  giveUp(): void;
  close(): Promise<void>;
}

/** Starts the workspace on 127.0.0.1. */
export async function startSlack(options: SlackOptions): Promise<SlackSandbox> {
  const now = options.now ?? (() => new Date());
  const workspace = createWorkspace(options.workspace, now);
  const triggers = createTriggers(workspace, options.triggerMs ?? limits.triggerMs);
  const responseUrls = createResponseUrls(workspace);
  let host = '';
  const base = () => `http://${host}`;
  const burst = typeof options.pace === 'number' ? options.pace : undefined;
  const pace = options.pace ? createPace(() => now().getTime(), burst) : undefined;
  const server = createSlackServer({
    workspace,
    around: () => ({ workspace, triggers, base: base() }),
    responseUrls,
    pace,
    socketUrl: () => sockets.url(),
  });
  const sockets = createSockets(server, workspace.app.id, () => `ws://${host}`);
  const delivery = createDelivery(workspace, sockets, {
    retriesMs: options.eventRetriesMs ?? slackDelivery.retriesMs,
    patienceMs: options.ackMs ?? slackDelivery.patienceMs,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Changes a channel and tells the listeners. */
  function change(id: string, edit: (channel: Channel) => void) {
    const channel = workspace.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id}.`);
    edit(channel);
    workspace.changed();
  }

  return {
    apiUrl: `${base()}/api/`,
    state: workspace,
    deliveries: delivery.log,
    faults: workspace.faults,
    onChange: workspace.onChange,
    deliverTo: delivery.deliverTo,
    socketCount: sockets.count,
    dropSockets: sockets.drop,
    archive: (id) =>
      change(id, (channel) => {
        channel.archived = true;
      }),
    unarchive: (id) =>
      change(id, (channel) => {
        channel.archived = false;
      }),
    removeBot: (id) => change(id, (channel) => void channel.members.delete(workspace.app.botUser)),
    addBot: (id) => change(id, (channel) => void channel.members.add(workspace.app.botUser)),
    deleteMessage: (id, ts) =>
      change(id, (channel) => {
        const message = findMessage(workspace, id, ts);
        if (!message) throw new Error(`There is no message ${ts} in ${id}.`);
        erase(channel, message);
      }),
    delayFiles: (looks) => {
      workspace.looksUntilReady = looks;
    },
    deleteFile: (id) => {
      if (!workspace.files.delete(id)) throw new Error(`There is no file ${id}.`);
      workspace.changed();
    },
    revokeToken: (which = 'bot') => {
      workspace.revoked.add(which === 'bot' ? options.workspace.botToken : options.workspace.appToken);
      workspace.changed();
    },
    act: createActs({ workspace, triggers, responseUrls, base }, delivery),
    giveUp: delivery.giveUp,
    async close() {
      delivery.close();
      sockets.close();
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
