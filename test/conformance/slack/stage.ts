import { createServer } from 'node:net';
import { createSlack, type SlackSettings } from '../../../adapters/slack/index.ts';
import type { Acted as Done } from '../../../sandbox/slack/acts.ts';
import { elementsOf } from '../../../sandbox/slack/blocks.ts';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../../sandbox/slack/start.ts';
import type { PersonRef, Place, PostRef } from '../../../src/chat/incoming.ts';
import { type ChatPlatform, Trouble } from '../../../src/chat/port.ts';
import { createLog, type Log } from '../../../src/log.ts';
import { net } from '../../support/until.ts';
import type { Acted, Call, Stage } from '../harness.ts';
import { seen, seenForm } from './seen.ts';

const ada: PersonRef = { platform: 'slack', id: 'U1', name: 'Ada' };
const ben: PersonRef = { platform: 'slack', id: 'U2', name: 'Ben' };
export const tokens = {
  botToken: 'xoxb-the-bot',
  appToken: 'xapp-the-app',
  signingSecret: 'the-signing-secret',
};
const stranger = {
  botToken: 'xoxb-a-stranger',
  appToken: 'xapp-a-stranger',
  signingSecret: 'a-strange-secret',
};

const methods: Readonly<Record<Call, string>> = {
  post: 'chat.postMessage',
  edit: 'chat.update',
  form: 'views.open',
  members: 'conversations.members',
  upload: 'files.completeUploadExternal',
};

export interface SlackStage extends Stage {
  server: SlackSandbox;
  settings: SlackSettings;
}

/** A Slack workspace for the suite, whose actions come over Socket Mode or over HTTP. */
export async function openStage(
  way: 'socket' | 'http',
  options: Partial<SlackOptions> = {},
): Promise<SlackStage> {
  let ahead = 0;
  const made: { answerMs: number }[] = [];
  const server = await startSlack({
    now: () => new Date(Date.now() + ahead),
    eventRetriesMs: [],
    ackMs: net,
    triggerMs: net,
    workspace: {
      ...tokens,
      users: [ada, ben].map(({ id, name }) => ({ id, name })),
      channels: [
        { id: 'C1', name: 'radiotherapy' },
        { id: 'C2', name: 'imaging' },
        { id: 'C3', name: 'council', bot: false },
      ],
    },
    ...options,
  });
  const port = way === 'http' ? await freePort() : 0;
  const adapters: ChatPlatform[] = [];
  const pictures = new Map<string, Uint8Array>();
  const typed = new Map<string, Record<string, unknown>>();
  let last: Done | undefined;

  function settings(credentials: typeof tokens): SlackSettings {
    const { botToken, appToken, signingSecret } = credentials;
    const shared = { botToken, apiUrl: server.apiUrl, answerMs: net };
    const http = { signingSecret, port, host: '127.0.0.1' };
    const all = way === 'socket' ? { ...shared, appToken } : { ...shared, http };
    made.push(all);
    return all;
  }

  function make(credentials: typeof tokens, log: Log = createLog('silent', [])): ChatPlatform {
    const adapter = createSlack(settings(credentials), log, async (name) => {
      const found = pictures.get(name);
      if (!found) throw new Trouble('refused', 'There is no such picture.');
      return found;
    });
    adapters.push(adapter);
    return adapter;
  }

  const viewOf = ({ id }: PersonRef) => server.state.views.get(id)?.at(-1);

  function form(person: PersonRef) {
    const view = viewOf(person);
    return view ? seenForm(view, typed.get(view.id) ?? {}) : null;
  }

  async function acted(person: PersonRef, doing: Promise<Done>): Promise<Acted> {
    last = await doing;
    return { acknowledged: last.acked && !last.refused, form: form(person) };
  }

  function refOf(channel: string, ts: string): PostRef {
    const url = `https://sandbox.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
    return { platform: 'slack', channel, id: ts, url };
  }

  function channelOf(place: Place) {
    const all = [...server.state.channels.values()];
    return all.find((one) => ('person' in place ? one.im === place.person : one.id === place.channel));
  }

  if (way === 'http') server.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return {
    server,
    settings: settings(tokens),
    ada,
    ben,
    channel: 'C1',
    otherChannel: 'C2',
    closedChannel: 'C3',
    pictures,
    secrets: [...Object.values(tokens), ...Object.values(stranger)],
    adapter: (log) => make(tokens, log),
    stranger: (log) => make(stranger, log),
    act: {
      command: (person, channel, name, text) =>
        acted(person, server.act.command({ user: person.id, channel, command: `/${name}`, text })),
      press: (person, { channel, id: ts }, actionId) =>
        acted(person, server.act.press({ user: person.id, channel, ts, actionId })),
      choose: (person, { channel, id: ts }, actionId, values) =>
        acted(person, server.act.choose({ user: person.id, channel, ts, actionId, values: [...values] })),
      pressWhispered(person, actionId) {
        const whisper = server.state.ephemerals
          .get(person.id)
          ?.findLast(({ blocks = [] }) =>
            blocks.flatMap(elementsOf).some(({ action_id: id }) => id === actionId),
          );
        if (!whisper) throw new Error(`No whisper to ${person.name} has a control ${actionId}.`);
        const { channel, ts } = whisper;
        return acted(person, server.act.press({ user: person.id, channel, ts, actionId }));
      },
      submit(person, fields) {
        const view = viewOf(person);
        if (!view) throw new Error(`No form stands before ${person.name}.`);
        const values = { ...typed.get(view.id), ...fields } as Record<string, string | string[]>;
        typed.set(view.id, values);
        return acted(person, server.act.submit({ user: person.id, viewId: view.id, values }));
      },
      shortcut: (person, { channel, id: ts }, callbackId) =>
        acted(person, server.act.shortcut({ user: person.id, callbackId, channel, ts })),
      react: (person, { channel, id: ts }, name) =>
        acted(person, server.act.react({ user: person.id, channel, ts, name })),
      async say({ id: user }, { channel, id: threadTs }, text) {
        last = await server.act.say({ user, channel, text: asSent(text), threadTs });
      },
      async chat({ id: user }, channel, text) {
        last = await server.act.say({ user, channel, text: asSent(text) });
        return refOf(channel, last.ts!);
      },
      async again() {
        if (!last) throw new Error('Nothing was done yet.');
        await server.act.redeliver(last);
      },
    },
    posted(place) {
      const thread = 'thread' in place ? place.thread : undefined;
      return (channelOf(place)?.messages ?? [])
        .filter(
          ({ threadTs, ts, tombstone }) => !tombstone && (threadTs === ts ? undefined : threadTs) === thread,
        )
        .map((message) => seen(message, server.state.files));
    },
    whispered: ({ id }) =>
      (server.state.ephemerals.get(id) ?? []).map((message) => seen(message, server.state.files)),
    form,
    fault: ({ on, ...fault }) => server.faults.add({ on: methods[on], ...fault }),
    calls: (on) => server.state.calls.filter(({ method }) => method === methods[on]).length,
    archive: server.archive,
    removeBot: server.removeBot,
    deletePost: ({ channel, id }) => server.deleteMessage(channel, id),
    async dropSockets() {
      server.dropSockets();
      while (server.socketCount() > 0) await new Promise(setImmediate);
    },
    connections: () => (way === 'http' ? 1 : server.socketCount()),
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    hasten: () => {
      for (const one of made) one.answerMs = 100;
    },
    giveUp: () => server.giveUp(),
    async close() {
      await Promise.all(adapters.map((adapter) => adapter.close()));
      await server.close();
    },
  };
}

/** Slack hands on what a person typed with its three escapes. */
function asSent(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
