import { Routes } from 'discord.js';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClient } from '../../../adapters/discord/client.ts';
import { type Bench, GENERAL, seed, startBench } from '../../sandbox/discord-bot.ts';

let bench: Bench;
const before = getGlobalDispatcher();
beforeEach(async () => {
  bench = await startBench();
});
afterEach(async () => {
  setGlobalDispatcher(before);
  await bench.stop();
});

it('posts files whichever undici was loaded first', async () => {
  // As when the reader of feeds, which has a newer one, comes first.
  setGlobalDispatcher(new Agent());
  const rest = createClient({ token: seed.botToken, apiUrl: bench.discord.apiUrl });
  const files = [{ name: 'a.png', data: Buffer.from('a'), contentType: 'image/png' }];
  await rest('post', Routes.channelMessages(GENERAL), { body: { content: 'Look.' }, files });
  const [message] = bench.discord.state.channels.get(GENERAL)!.messages;
  expect(message!.attachments.map(({ filename }) => filename)).toEqual(['a.png']);
});
