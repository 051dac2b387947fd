import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { flatten } from '../../sandbox/discord/component.ts';
import { marksIn } from '../../sandbox/discord/text/markdown.ts';
import { mentions as discordMentions } from '../../sandbox/discord/text/mentions.ts';
import type { Sandboxes } from '../../sandbox/sandboxes.ts';
import { links, mentions as slackMentions } from '../../sandbox/slack/visible.ts';
import { communityText, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';

/** The app's community, with Dan on Discord and the office in a channel there. */
const community = communityText
  .replace('kind: office\n', 'kind: office\n    channels: { discord: ["1100000000000000009"] }\n')
  .replace(
    'sources:\n',
    '  - slug: dan\n    name: Dan Wu\n    accounts: { discord: "1200000000000000003" }\n    roles: { clinical-computing: member }\nsources:\n',
  );

const channels = {
  slack: { computing: 'C0COMPUTING', nuclear: 'C0NUCLEAR01' },
  discord: {
    computing: '1100000000000000001',
    sustainability: '1100000000000000002',
    office: '1100000000000000009',
  },
};
const people = {
  slack: { ada: 'U0ADA00001', ben: 'U0BEN00001' },
  discord: { ada: '1200000000000000001', cleo: '1200000000000000002', dan: '1200000000000000003' },
};

/** An app and a publisher, whose pages the tests write. */
export interface Sharing {
  lookout: RunningApp;
  /** Where the publisher's pages stand, without a final slash. */
  web: string;
  /** What is served at a path, such as `/paper`; elsewhere nothing stands. */
  pages: Map<string, RequestListener>;
  /** How often each path was asked for. */
  asked: string[];
  slack(who: keyof typeof people.slack, where?: keyof typeof channels.slack): Somebody;
  discord(who: keyof typeof people.discord, where?: keyof typeof channels.discord): Somebody;
  /** Somebody in their direct conversation with Lookout, once there is one. */
  direct(platform: 'slack', who: keyof typeof people.slack): Promise<Somebody>;
  direct(platform: 'discord', who: keyof typeof people.discord): Promise<Somebody>;
  close(): Promise<void>;
}

export async function openSharing(from: string): Promise<Sharing> {
  const pages = new Map<string, RequestListener>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url!.split('?')[0]!;
    asked.push(path);
    const page = pages.get(path);
    if (page) page(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const lookout = await openApp(from, {}, { community });
  const { slack, discord } = lookout.sandboxes;
  const at: Sharing['direct'] = async (platform: 'slack' | 'discord', who: string) => {
    if (platform === 'slack') {
      const user = people.slack[who as 'ada'];
      const channel = await until(() => [...slack.state.channels.values()].find(({ im }) => im === user));
      return onSlack(lookout.sandboxes, user, channel.id);
    }
    const user = people.discord[who as 'ada'];
    const find = () => [...discord.state.channels.values()].find(({ recipientId }) => recipientId === user);
    return onDiscord(lookout.sandboxes, user, (await until(find)).id);
  };
  return {
    lookout,
    web: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    asked,
    slack: (who, where = 'computing') => onSlack(lookout.sandboxes, people.slack[who], channels.slack[where]),
    discord: (who, where = 'computing') =>
      onDiscord(lookout.sandboxes, people.discord[who], channels.discord[where]),
    direct: at,
    async close() {
      await lookout.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A page whose head says this. */
export function html(head: string): RequestListener {
  return (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><html><head>${head}</head>`);
}

/** Whoever is called in any message, and every link to a host that is called evil. */
export function strange({ slack, discord }: Sandboxes): unknown[] {
  const { channels, ephemerals } = slack.state;
  const onSlack = [
    ...[...channels.values()].flatMap((one) => one.messages),
    ...[...ephemerals.values()].flat(),
  ];
  const { channels: rooms, ephemeral } = discord.state;
  const onDiscord = [
    ...[...rooms.values()].flatMap((one) => one.messages),
    ...[...ephemeral.values()].flat(),
  ];
  const words = onDiscord.flatMap(({ components }) =>
    flatten(components).flatMap((one) => one.content ?? []),
  );
  if (onSlack.length === 0 || words.length === 0) throw new Error('there is nothing to look at');
  return [
    ...onSlack.flatMap(({ blocks }) => [...slackMentions(blocks), ...links(blocks).filter(isEvil)]),
    ...words.flatMap((one) => {
      const { users, roles, everyone, here } = discordMentions(one);
      const marks = marksIn(one).filter(({ target }) => isEvil(target ?? ''));
      return [...users, ...roles, ...(everyone || here ? [one] : []), ...marks];
    }),
  ];
}

function isEvil(address: string): boolean {
  return address.includes('evil');
}
