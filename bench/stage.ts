import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { apply, type Bot, startBot } from './bot.ts';
import { openRecords, type Records } from './records.ts';
import { type Servers, startServers } from './servers.ts';
import { communityFile, type Size } from './world.ts';

/** A running bot with a community on servers of its own. Every feed counts as looked at before. */
export interface Stage {
  records: Records;
  servers: Servers;
  bot: Bot;
  size: Size;
  /** The bot's environment, for commands of the operator. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** @param how `redisUrl`: jobs in Redis; `flags` for the bot's Node */
export async function openStage(
  size: Size,
  how: { redisUrl?: string | undefined; flags: readonly string[] },
): Promise<Stage> {
  const records = await openRecords();
  const servers = await startServers(size);
  let bot: Bot | undefined;
  const close = async () => {
    await bot?.stop();
    await servers.close();
    await records.close();
  };
  try {
    const env = {
      ...servers.slack.env,
      ...servers.discord.env,
      LOOKOUT_ALLOW_PRIVATE_FEEDS: 'true',
      LOOKOUT_DATA_DIR: records.folder,
      LOOKOUT_PORT: String(await freePort()),
      ...(how.redisUrl ? { REDIS_URL: how.redisUrl } : {}),
    };
    const file = join(records.folder, 'community.yaml');
    await writeFile(file, communityFile(size, servers.feeds.url));
    await apply(env, records.folder, file);
    await records.skipBaseline();
    bot = await startBot(env, records.folder, how.flags);
    return { records, servers, bot, size, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A port of 127.0.0.1 that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
