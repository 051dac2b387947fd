import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDiscord } from '../../adapters/discord/index.ts';
import { type PageServer, servePage } from '../../sandbox/page/serve.ts';
import { openSandboxes, type Sandboxes } from '../../sandbox/sandboxes.ts';
import { button, controls, type Message, paragraph, picture } from '../../src/chat/message.ts';
import type { ChatPlatform, Desk } from '../../src/chat/port.ts';
import { whisper } from '../../src/chat/reply.ts';
import { createLog } from '../../src/log.ts';
import { channelOn, inBrowser, openPage } from '../page/browser/visit.ts';
import { script } from '../page/client.ts';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/people.ts';
import { net } from '../support/until.ts';

const channel = '1100000000000000001';
const ada = '1200000000000000001';
const svg = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="${colour}"/></svg>`;
const pictures = new Map(
  ['teal', 'navy', 'plum'].map((colour) => [colour, new Uint8Array(new Resvg(svg(colour)).render().asPng())]),
);
const shows = (colour: string, ...more: Message['blocks']): Message => ({
  summary: 'A chart',
  blocks: [paragraph(`In ${colour}:`), picture(colour, `A chart in ${colour}`), ...more],
});
const desk: Desk = {
  commands: [],
  shortcuts: [],
  manner: () => 'keeps',
  answer: async () => whisper(shows('plum')),
};

let sandboxes: Sandboxes;
let page: PageServer;
let adapter: ChatPlatform;
beforeAll(async () => {
  const community = fileURLToPath(new URL('../fixtures/community.yaml', import.meta.url));
  sandboxes = await openSandboxes({ community, feeds: [], now: () => new Date(), answerMs: net });
  page = await servePage(sandboxes, { clock: { now: () => new Date(), set: () => undefined }, port: 0 });
  const settings = {
    token: sandboxes.env.DISCORD_BOT_TOKEN!,
    apiUrl: sandboxes.discord.apiUrl,
    answerMs: net,
  };
  adapter = createDiscord(settings, createLog('silent', []), async (name) => pictures.get(name)!);
  await adapter.listen(desk);
  const place = { platform: 'discord', channel };
  const post = await adapter.post(place, shows('teal', controls(button('tap:1', 'Tell me'))), {
    key: 'teal',
    triedAt: null,
  });
  await adapter.post({ ...place, thread: post.id }, shows('navy'), { key: 'navy', triedAt: null });
  await sandboxes.discord.act.press({ user: ada, channel, message: post.id, customId: 'tap:1' });
  await until(() => sandboxes.discord.state.ephemeral.get(ada)?.length === 1);
});
afterAll(async () => {
  await adapter?.close();
  await page?.close();
  await sandboxes?.close();
});

it('the page has the bytes of every picture, in a channel, in a thread and for one person', async () => {
  const { discord } = await script(page.url).state();
  const { messages, threads } = discord.channels.find(({ id }) => id === channel)!;
  const all = [...messages, ...Object.values(threads).flat(), ...discord.whispers[ada]!];
  const shown = all.flatMap(({ attachments }) => attachments);
  expect(shown.map(({ filename }) => filename)).toEqual(['teal.png', 'navy.png', 'plum.png']);
  for (const [at, bytes] of [...pictures.values()].entries()) {
    const answer = await fetch(page.url + shown[at]!.url);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  }
});

/** The width of the chart in that colour, in pixels of its own, once it is drawn there. */
async function drawnIn(place: Locator, colour: string): Promise<number> {
  const drawn = place.getByRole('img', { name: `A chart in ${colour}`, exact: true });
  await drawn.waitFor();
  return drawn.evaluate((img: { decode(): Promise<void>; naturalWidth: number }) =>
    img.decode().then(() => img.naturalWidth),
  );
}

inBrowser('the page in a browser', () => {
  it('draws them, with their words', async () => {
    const troubles: string[] = [];
    const browser = await openBrowser();
    try {
      const opened = await openPage(browser, page.url, troubles, { as: 'Ada Obi' });
      const { messages, whispers } = channelOn(opened, 'Discord');
      const thread = opened.getByRole('region', { name: 'Thread in #clinical-computing on Discord' });
      expect(await drawnIn(messages, 'teal')).toBe(320);
      expect(await drawnIn(whispers, 'plum')).toBe(320);
      await messages.getByText('1 message').click();
      expect(await drawnIn(thread, 'navy')).toBe(320);
      expect(troubles).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
