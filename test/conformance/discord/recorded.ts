import type {
  APIInteraction,
  GatewayMessageCreateDispatchData,
  GatewayMessageReactionAddDispatchData,
} from 'discord.js';
import { readReaction, readThreadReply } from '../../../adapters/discord/events.ts';
import { readIncoming } from '../../../adapters/discord/incoming.ts';
import type { Recorded } from '../harness.ts';

/** Payloads in the form of Discord's documentation: Receiving and Responding, Gateway Events, Message and Channel Resource. */
const guild = '290926798626357999';
const channel = '645027906669510667';
const thread = '903012331928670258';
const bot = '845027738276462632';
const url = (place: string, message: string) => `https://discord.com/channels/${guild}/${place}/${message}`;

const user = {
  id: '53908232506183680',
  username: 'mason',
  global_name: 'Mason',
  avatar: 'a_d5efa99b3eeaa7dd43acca82f5692432',
  discriminator: '0',
  public_flags: 131141,
};
const member = {
  user,
  roles: ['539082325061836999'],
  premium_since: null,
  permissions: '2147483647',
  pending: false,
  nick: 'Dr Mason',
  mute: false,
  joined_at: '2017-03-13T19:19:14.040000+00:00',
  deaf: false,
};
const base = {
  version: 1,
  id: '786008729715212338',
  application_id: bot,
  token: 'A_UNIQUE_TOKEN',
  guild_id: guild,
  channel_id: channel,
  channel: { id: channel, type: 0, guild_id: guild, name: 'radiotherapy', parent_id: '600000000000000001' },
  member,
  locale: 'en-GB',
  guild_locale: 'en-GB',
  entitlements: [],
  context: 0,
};
const message = {
  id: '805951254966632449',
  channel_id: channel,
  type: 0,
  content: '',
  author: { id: bot, username: 'lookout', discriminator: '0', avatar: null, bot: true },
  flags: 32768,
  components: [
    {
      type: 17,
      id: 7,
      components: [
        {
          type: 10,
          id: 8,
          content: '## Horizon\n**[A \\*new\\* scanner](<https://example.org/a>)**\n-# 1\\. of topic',
        },
      ],
    },
  ],
};
const inThread = {
  ...base,
  channel_id: thread,
  channel: { id: thread, type: 11, guild_id: guild, name: 'Talk', parent_id: channel },
};
const direct = {
  ...base,
  guild_id: undefined,
  member: undefined,
  user,
  channel: { id: '319674150115610528', type: 1 },
  context: 1,
};
const command = { id: '771825006014889984', name: 'horizon', type: 1 };
const words = [{ name: 'words', type: 3, value: 'why 3' }];
const press = { component_type: 2, custom_id: 'useful:42', id: 9 };
const shortcuts = [{ name: 'flag', label: 'Flag for the horizon scan' }];
const shortcut = {
  id: '771825006014889985',
  name: 'Flag for the horizon scan',
  type: 3,
  target_id: message.id,
};

const person = { platform: 'discord', id: user.id, name: 'Dr Mason' };
const post = { platform: 'discord', channel, id: message.id, url: url(channel, message.id) };
const interaction = (payload: object) => () => readIncoming(payload as APIInteraction, shortcuts);

const said = {
  id: '903012400000000001',
  channel_id: thread,
  guild_id: guild,
  type: 0,
  content: 'I have seen it work.',
  author: user,
  member: { ...member, user: undefined },
  timestamp: '2026-11-21T08:00:00.000000+00:00',
  mentions: [],
  attachments: [],
  embeds: [],
};
const place = { id: thread, guild, parent: channel };
const answer =
  (change: object = {}) =>
  () =>
    readThreadReply({ ...said, ...change } as unknown as GatewayMessageCreateDispatchData, place);

const reacted = {
  user_id: user.id,
  channel_id: thread,
  message_id: message.id,
  guild_id: guild,
  member,
  emoji: { id: null, name: '🔥' },
  message_author_id: bot,
  burst: false,
  type: 0,
};
const reaction =
  (change: object = {}) =>
  () =>
    readReaction({ ...reacted, ...change } as unknown as GatewayMessageReactionAddDispatchData, place, bot);

export const recorded: readonly Recorded[] = [
  {
    title: 'a command with words',
    read: interaction({ ...base, type: 2, data: { ...command, options: words } }),
    expected: { kind: 'command', act: base.id, person, channel, name: 'horizon', words: 'why 3' },
  },
  {
    title: 'a command alone, in a direct conversation',
    read: interaction({ ...direct, type: 2, data: command }),
    expected: { kind: 'command', channel: null, words: '', person: { ...person, name: 'Mason' } },
  },
  {
    title: 'a command in a thread comes from its channel',
    read: interaction({ ...inThread, type: 2, data: command }),
    expected: { kind: 'command', channel },
  },
  {
    title: 'a press',
    read: interaction({ ...base, type: 3, data: press, message }),
    expected: { kind: 'press', act: base.id, person, channel, id: 'useful:42', post },
  },
  {
    title: 'a choice from a menu',
    read: interaction({
      ...base,
      type: 3,
      data: { component_type: 3, custom_id: 'vote:p1', id: 9, values: ['0', '2'] },
      message,
    }),
    expected: { kind: 'selection', id: 'vote:p1', values: ['0', '2'], post },
  },
  {
    title: 'a form, with words and a choice in labels',
    read: interaction({
      ...base,
      type: 5,
      data: {
        custom_id: 'idea:new',
        components: [
          { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'title', value: 'Reuse coils' } },
          { type: 18, id: 3, component: { type: 3, id: 4, custom_id: 'topic', values: ['climate'] } },
        ],
      },
    }),
    expected: { kind: 'submission', id: 'idea:new', fields: { title: 'Reuse coils', topic: ['climate'] } },
  },
  {
    title: 'a form of the older kind, with rows',
    read: interaction({
      ...base,
      type: 5,
      data: {
        custom_id: 'idea:new',
        components: [{ type: 1, components: [{ type: 4, custom_id: 'title', value: 'Reuse coils' }] }],
      },
    }),
    expected: { kind: 'submission', fields: { title: 'Reuse coils' } },
  },
  {
    title: 'an entry of a message’s menu, by its label; our own message as it is read',
    read: interaction({
      ...base,
      type: 2,
      data: { ...shortcut, resolved: { messages: { [message.id]: message } } },
    }),
    expected: {
      kind: 'shortcut',
      name: 'flag',
      post,
      text: 'Horizon\nA *new* scanner\n1. of topic',
      author: { platform: 'discord', id: bot, name: 'lookout' },
    },
  },
  {
    title: 'an entry of a menu that nobody serves any more',
    read: interaction({
      ...base,
      type: 2,
      data: { ...shortcut, name: 'Old', resolved: { messages: { [message.id]: message } } },
    }),
    expected: null,
  },
  {
    title: 'a ping',
    read: interaction({ ...base, type: 1, member: undefined }),
    expected: null,
  },
  {
    title: 'a reaction in a thread',
    read: reaction(),
    expected: {
      kind: 'reaction',
      act: `${message.id}:${user.id}:🔥`,
      person,
      channel,
      emoji: '🔥',
      post: { platform: 'discord', channel: thread, id: message.id, url: url(thread, message.id) },
    },
  },
  { title: 'a reaction on a message of another', read: reaction({ message_author_id: '1' }), expected: null },
  { title: 'our own reaction', read: reaction({ user_id: bot }), expected: null },
  {
    title: 'words in a thread hang from its first message',
    read: answer(),
    expected: {
      kind: 'answer',
      act: said.id,
      person,
      channel,
      text: said.content,
      post: { platform: 'discord', channel, id: thread, url: url(channel, thread) },
    },
  },
  { title: 'words of a bot', read: answer({ author: { ...user, bot: true } }), expected: null },
  { title: 'words that we may not read', read: answer({ content: '' }), expected: null },
  { title: 'the news that somebody joined', read: answer({ type: 7 }), expected: null },
];
