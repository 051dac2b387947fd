import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from '../src/main.ts';
import { createClock, lastWorkingDay } from './clock.ts';
import { loadNews } from './feeds/news.ts';
import { payloads, table, text } from './report.ts';
import { moveFeeds, setStage } from './stage.ts';

// npm run demo [-- --once [--json]]: Lookout itself, on local servers that speak Slack's and Discord's protocols.

const { values } = parseArgs({ options: { once: { type: 'boolean' }, json: { type: 'boolean' } } });
const once = values.once || values.json;
const example = resolve(import.meta.dirname, '../examples/medical-physics-society.yaml');
const folder = resolve(process.env.LOOKOUT_DATA_DIR || '.lookout', 'demo');
const tell = (line: string) => (values.json ? console.error(line) : console.log(line));

// The clock stands at the morning of a working day, so that there are digests to see on a Sunday too.
const day = lastWorkingDay(new Date());
const clock = createClock(`${day}T05:00:00Z`);
await mkdir(folder, { recursive: true });
tell('Starting a Slack workspace, a Discord server and a feed server on this machine, and Lookout on them …');
const news = await loadNews(new Date(`${day}T06:00:00Z`));
const stage = await setStage({ community: example, feeds: news.feeds, now: clock.now });
const service = await start(
  { ...stage.env, LOOKOUT_DATA_DIR: folder, LOOKOUT_PORT: '0', LOOKOUT_LOG_LEVEL: once ? 'silent' : 'warn' },
  { now: clock.now, fresh: true },
);

async function close(): Promise<void> {
  await service.stop();
  await stage.close();
}

try {
  const community = join(folder, 'community.yaml');
  await moveFeeds(example, community, stage.feeds.url);
  await service.apply(community);
  tell('The community file is applied. First look at every feed: a baseline, news to nobody …');
  await service.settled();
  for (const { path, article } of news.today) stage.feeds.publish(path, article);
  tell('The morning of a working day: the feeds have news, and the hours of the digests come …');
  for (const time of ['06:30', '06:45', '07:00', '07:30', '07:45', '08:00', '08:30', '09:00']) {
    // A long digest comes in several messages, a second apart.
    for (const second of ['00', '02', '04']) {
      clock.set(`${day}T${time}:${second}Z`);
      await service.settled();
    }
  }
  if (values.json) console.log(JSON.stringify(payloads(stage), null, 2));
  else console.log(`\n${table(stage)}\n\n${text(stage)}`);
} catch (error) {
  await close();
  throw error;
}

if (once) await close();
else {
  tell(
    `\nLookout is running. Slack's API: ${stage.slack.apiUrl}  Discord's API: ${stage.discord.apiUrl}  Feeds: ${stage.feeds.url}`,
  );
  tell('Press Ctrl+C to stop.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}
