import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from '../src/main.ts';
import { createClock, lastWorkingDay } from './clock.ts';
import { loadNews } from './feeds/news.ts';
import { servePage } from './page/serve.ts';
import { payloads, table, text } from './report.ts';
import { moveFeeds, openSandboxes, type Player } from './sandboxes.ts';

// npm run demo [-- --once [--json]]: Lookout itself, on local servers that speak Slack's and Discord's protocols.

const { values } = parseArgs({
  options: { once: { type: 'boolean' }, json: { type: 'boolean' }, port: { type: 'string' } },
});
const once = values.once || values.json;
const example = resolve(import.meta.dirname, '../examples/medical-physics-society.yaml');
const folder = resolve(process.env.LOOKOUT_DATA_DIR || '.lookout', 'demo');
const tell = (line: string) => (values.json ? console.error(line) : console.log(line));

/** Nobody whom the community file names: an ordinary member, with accounts on both sides. */
const guest: Player = {
  id: 's-taylor',
  name: 'Sam Taylor',
  about: 'No role, accounts not linked',
  slack: 'U0SANDBOX9',
  discord: '1000000000000000009',
};

// The clock stands at the morning of a working day, so that there are digests to see on a Sunday too.
const day = lastWorkingDay(new Date());
const clock = createClock(`${day}T05:00:00Z`);
// Opened in their order, closed in the other.
const closing: (() => Promise<void>)[] = [];
async function close(): Promise<void> {
  for (const shut of closing.splice(0).reverse()) await shut();
}

try {
  await mkdir(folder, { recursive: true });
  tell('Starting a Slack workspace, a Discord server, a feed server and Lookout on this machine …');
  const news = await loadNews(new Date(`${day}T06:00:00Z`));
  const sandboxes = await openSandboxes({
    community: example,
    feeds: news.feeds,
    guests: [guest],
    now: clock.now,
  });
  closing.push(sandboxes.close);
  const service = await start(
    {
      ...sandboxes.env,
      LOOKOUT_DATA_DIR: folder,
      LOOKOUT_PORT: '0',
      LOOKOUT_LOG_LEVEL: once ? 'silent' : 'warn',
    },
    { now: clock.now, fresh: true },
  );
  closing.push(service.stop);
  const community = join(folder, 'community.yaml');
  await moveFeeds(example, community, sandboxes.feeds.url);
  await service.apply(community);
  tell(
    'The community file is applied. Reading every feed for the first time, as a baseline: nothing is news yet …',
  );
  await service.settled();
  for (const { path, article } of news.today) sandboxes.feeds.publish(path, article);
  tell('The morning of a working day: the feeds have news, and the digests are due …');
  for (const time of ['06:30', '06:45', '07:00', '07:30', '07:45', '08:00', '08:30', '09:00']) {
    // A long digest comes in several messages, a second apart.
    for (const second of ['00', '02', '04']) {
      clock.set(`${day}T${time}:${second}Z`);
      await service.settled();
    }
  }
  if (values.json) console.log(JSON.stringify(payloads(sandboxes), null, 2));
  else console.log(`\n${table(sandboxes)}\n\n${text(sandboxes)}`);
  if (once) await close();
  else {
    const time = { ...clock, settled: service.settled };
    const page = await servePage(sandboxes, {
      clock: time,
      ...(values.port ? { port: Number(values.port) } : {}),
    });
    closing.push(page.close);
    tell(`\nLookout is running. Open ${page.url}`);
    if (page.trouble) tell(page.trouble);
    tell('Press Ctrl+C to stop.');
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  }
} catch (error) {
  await close();
  // What Lookout says in a sentence is for the person who started this; anything else is a fault, and its stack says where.
  const meant = error instanceof Error && ['Refusal', 'DatabaseTrouble'].includes(error.name);
  console.error(meant ? error.message : error);
  process.exitCode = 1;
}
