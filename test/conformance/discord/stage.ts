import { createDiscord } from '../../../adapters/discord/index.ts';
import type { ActResult } from '../../../sandbox/discord/act/interaction.ts';
import { flatten } from '../../../sandbox/discord/component.ts';
import { type DiscordSandbox, startDiscord } from '../../../sandbox/discord/start.ts';
import type { ShownModal, StoredMessage } from '../../../sandbox/discord/world.ts';
import type { PersonRef, Place, PostRef } from '../../../src/chat/incoming.ts';
import { type ChatPlatform, Trouble } from '../../../src/chat/port.ts';
import { createLog, type Log } from '../../../src/log.ts';
import { net } from '../../support/until.ts';
import type { Bench } from '../bench.ts';
import type { Acted, Call, Stage } from '../harness.ts';
import { seen, seenForm } from './seen.ts';

const guild = '1001000000000000001';
const application = '1001000000000000002';
const ada: PersonRef = { platform: 'discord', id: '1001000000000000011', name: 'Ada' };
const ben: PersonRef = { platform: 'discord', id: '1001000000000000012', name: 'Ben' };
const channel = '1001000000000000021';
const otherChannel = '1001000000000000022';
const closedChannel = '1001000000000000023';
const token = `${Buffer.from(application).toString('base64url')}.sandbox.token-of-the-bot`;

const routes: Readonly<Record<Call, string>> = {
  post: 'POST /channels/:channel/messages',
  edit: 'PATCH /channels/:channel/messages/:message',
  form: 'POST /interactions/:interaction/:token/callback',
  members: 'GET /guilds/:guild/members',
  upload: 'POST /channels/:channel/messages',
};
const MODAL = 9;
const THREAD_STARTER = 21;
const LOADING = 1 << 7;

export interface DiscordStage extends Stage {
  server: DiscordSandbox;
  /** Closes all adapters, and lets one listen that remembers nothing. */
  restart(bench: Pick<Bench, 'desk' | 'log'>): Promise<void>;
}

/** A Discord server for the suite. @param options of the sandbox, where a test wants others */
export async function openStage(
  options: Omit<Parameters<typeof startDiscord>[0], 'guild'> = {},
): Promise<DiscordStage> {
  let ahead = 0;
  const made: { answerMs: number }[] = [];
  const now = () => new Date(Date.now() + ahead);
  const server = await startDiscord({
    answerWithinMs: net,
    now,
    ...options,
    guild: {
      id: guild,
      name: 'Physics',
      application: { id: application, name: 'Lookout' },
      botToken: token,
      users: [ada, ben].map(({ id, name }) => ({ id, name })),
      channels: [
        { id: channel, name: 'radiotherapy' },
        { id: otherChannel, name: 'imaging' },
        { id: closedChannel, name: 'council' },
      ],
    },
  });
  server.forbid(closedChannel);
  const adapters: ChatPlatform[] = [];
  const pictures = new Map<string, Uint8Array>();
  let last: () => Promise<void> = async () => undefined;

  function make(credential: string, log: Log = createLog('silent', [])): ChatPlatform {
    const settings = { token: credential, apiUrl: server.apiUrl, answerMs: net };
    made.push(settings);
    const adapter = createDiscord(settings, log, async (name) => {
      const found = pictures.get(name);
      if (!found) throw new Trouble('refused', 'There is no such picture.');
      return found;
    });
    adapters.push(adapter);
    return adapter;
  }

  const openForm = (person: PersonRef): ShownModal | undefined =>
    server.state.modals.get(person.id)?.findLast(({ submitted }) => !submitted);

  async function acted(person: PersonRef, doing: Promise<ActResult>): Promise<Acted> {
    const result = await doing;
    last = () => server.act.redeliver(result);
    const open = openForm(person);
    return { acknowledged: result.acked, form: open ? seenForm(open) : null };
  }

  const refOf = ({ id, channelId }: StoredMessage): PostRef => ({
    platform: 'discord',
    channel: channelId,
    id,
    url: `https://discord.com/channels/${guild}/${channelId}/${id}`,
  });

  return {
    server,
    async restart({ desk, log }) {
      await Promise.all(adapters.splice(0).map((adapter) => adapter.close()));
      await make(token, log).listen(desk);
    },
    ada,
    ben,
    channel,
    otherChannel,
    closedChannel,
    pictures,
    secrets: [token, `${token}-of-another`],
    adapter: (log) => make(token, log),
    stranger: (log) => make(`${token}-of-another`, log),
    act: {
      command: (person, channel, name, words) =>
        acted(
          person,
          server.act.command({ user: person.id, channel, name, ...(words ? { options: { words } } : {}) }),
        ),
      press: (person, post, customId) =>
        acted(
          person,
          server.act.press({ user: person.id, channel: post.channel, message: post.id, customId }),
        ),
      choose: (person, post, customId, values) =>
        acted(
          person,
          server.act.choose({
            user: person.id,
            channel: post.channel,
            message: post.id,
            customId,
            values: [...values],
          }),
        ),
      pressWhispered(person, customId) {
        const whisper = server.state.ephemeral
          .get(person.id)
          ?.findLast(({ components }) => flatten(components).some(({ custom_id }) => custom_id === customId));
        if (!whisper) throw new Error(`No whisper to ${person.name} has a control ${customId}.`);
        return acted(
          person,
          server.act.press({ user: person.id, channel: whisper.channelId, message: whisper.id, customId }),
        );
      },
      submit(person, fields) {
        const entered = Object.entries(fields).map(([id, value]) => [
          id,
          typeof value === 'string' ? value : [...value],
        ]);
        const modal = openForm(person);
        if (!modal) throw new Error(`No form is open before ${person.name}.`);
        return acted(
          person,
          server.act.submit({ user: person.id, modal: modal.handle, fields: Object.fromEntries(entered) }),
        );
      },
      shortcut: (person, post, name) =>
        acted(
          person,
          server.act.shortcut({
            user: person.id,
            channel: post.channel,
            message: post.id,
            name: menuEntry(name),
          }),
        ),
      async react(person, post, emoji) {
        const reaction = { user: person.id, channel: post.channel, message: post.id, emoji };
        await server.act.react(reaction);
        last = () => server.act.redeliver();
        return { acknowledged: true, form: null };
      },
      async say(person, { id, channel }, text) {
        if (!server.state.channels.has(id)) await openThread(channel, id);
        await server.act.say({ user: person.id, channel: id, text });
        last = () => server.act.redeliver();
      },
      chat: async (person, where, text) =>
        refOf(await server.act.say({ user: person.id, channel: where, text })),
      again: () => last(),
    },
    posted: (place) => messagesIn(place).map(seen),
    whispered: ({ id }) =>
      [...(server.state.ephemeral.get(id) ?? []), ...messagesIn({ platform: 'discord', person: id })]
        .filter(({ flags }) => (flags & LOADING) === 0)
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
        .map(seen),
    form(person) {
      const open = openForm(person);
      return open ? seenForm(open) : null;
    },
    fault: ({ on, kind, times, retryAfter }) =>
      server.faults.add({
        kind,
        on: routes[on],
        ...(times ? { times } : {}),
        ...(retryAfter ? { retryAfter } : {}),
      }),
    calls: (on) =>
      server.state.calls.filter(
        ({ route, body }) =>
          route === routes[on] && (on !== 'form' || (body as { type?: number }).type === MODAL),
      ).length,
    // Discord's channels cannot be archived, only deleted.
    archive: (id) => server.deleteChannel(id),
    removeBot: (id) => server.forbid(id),
    deletePost: (post) => server.deleteMessage(post.channel, post.id),
    dropSockets: () => server.dropGateway(),
    connections: () => server.connected(),
    pass(milliseconds) {
      ahead += milliseconds;
    },
    hasten() {
      for (const one of made) one.answerMs = 100;
    },
    giveUp: () => server.giveUp(),
    async close() {
      await Promise.all(adapters.map((adapter) => adapter.close()));
      await server.close();
    },
  };

  function messagesIn(place: Place): StoredMessage[] {
    const where =
      'person' in place
        ? [...server.state.channels.values()].find(({ recipientId }) => recipientId === place.person)
        : server.state.channels.get(place.thread ?? place.channel);
    return (where?.messages ?? []).filter(
      ({ type, ephemeralFor }) => type !== THREAD_STARTER && !ephemeralFor,
    );
  }

  /** Discord knows a shortcut by its label, whose first word the suite's shortcuts are named after. */
  function menuEntry(name: string): string {
    const entry = server.state.commands.find(
      (command) => command.type === 3 && command.name.toLowerCase().startsWith(name),
    );
    return entry?.name ?? name;
  }

  async function openThread(parent: string, message: string): Promise<void> {
    const answer = await fetch(`${server.apiUrl}/v10/channels/${parent}/messages/${message}/threads`, {
      method: 'POST',
      headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Talk' }),
    });
    if (!answer.ok) throw new Error(`No thread could be opened: ${answer.status}.`);
  }
}
