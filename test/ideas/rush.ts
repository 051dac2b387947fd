import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { openSandboxes, type Player, type Sandboxes } from '../../sandbox/sandboxes.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { start } from '../../src/main.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { net } from '../support/until.ts';

export interface Plan {
  databaseUrl: string;
  /** Left out, the reminders lie in PostgreSQL. */
  redisUrl?: string | undefined;
  /** A multiple of 8: each person sends in four, half of them are on Slack. */
  ideas: number;
  /** Milliseconds over which they come in. */
  over: number;
  /**
   * What happens meanwhile, one after the other, and when so many of the ideas (0 to 1) have been sent in. `met` resolves when somebody
   * whose form stayed open, or whom nobody answered, has tried in vain since.
   */
  troubles: readonly { at: number; happens: (met: () => Promise<void>) => Promise<void> }[];
}

/** What came of a rush; `wrong` says in sentences what should not be. */
export interface Outcome {
  wrong: string[];
  /** How often a form stayed open or nobody answered, so that it was sent off again. */
  again: number;
  /** Ideas whose number came by a direct message. */
  byMessage: number;
  /** Messages that stand in the channels. */
  posts: number;
  /** Milliseconds until the last was kept. */
  took: number;
}

const groups = ['one', 'two', 'three', 'four', 'five'];
const channels = {
  slack: (group: number) => `C0RUSH0000${group}`,
  discord: (group: number) => `110000000000010000${group}`,
};
const platforms = ['slack', 'discord'] as const;
type Platform = (typeof platforms)[number];

/** One idea, the group that it is for, and what its sender heard in the end. */
interface Sent {
  title: string;
  group: number;
  platform: Platform;
  heard: string;
}

/** Lets many people send in ideas at once through both SDKs while things go wrong, waits until all is done, and looks at what stands. */
export async function rush(plan: Plan): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-rush-'));
  const community = join(folder, 'community.yaml');
  await writeFile(community, stringify(communityOf()));
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const sandboxes = await openSandboxes({
    community,
    feeds: [],
    guests: guestsOf(plan.ideas / 8),
    now,
    answerMs: net,
  });
  const env = {
    ...sandboxes.env,
    DATABASE_URL: plan.databaseUrl,
    LOOKOUT_PORT: '0',
    LOOKOUT_SECRET: 's'.repeat(40),
  };
  const redis = plan.redisUrl ? { REDIS_URL: plan.redisUrl } : {};
  const service = await start({ ...env, ...redis }, { now, log: createLog('silent', []) });
  const { db, close } = openDatabase(plan.databaseUrl, 2, 2 * net);
  try {
    await service.apply(community);
    const began = performance.now();
    let again = 0;
    let [sentIn, inVain] = [0, 0];
    const chains = chainsOf(sandboxes, plan.ideas);
    const its = (moment: number) => pause(Math.max(0, moment - (performance.now() - began)));
    const troubles = async () => {
      for (const { at, happens } of plan.troubles) {
        await until(() => sentIn >= at * plan.ideas);
        await happens(async () => {
          const before = inVain;
          await until(() => inVain > before);
        });
      }
    };
    await Promise.all([
      troubles(),
      ...chains.map(async ({ sent, enter }, chain) => {
        for (const [turn, one] of sent.entries()) {
          await its(((turn + chain / chains.length) / sent.length) * plan.over);
          again += await sendIn(enter(one.group), one, () => {
            inVain += 1;
          });
          sentIn += 1;
        }
      }),
    ]);
    const took = Math.round(performance.now() - began);
    // A channel takes one message a second: the clock runs faster from here.
    while (await isUnfinished(db)) {
      ahead += 1_100;
      await pause(60);
    }
    const all = chains.flatMap(({ sent }) => sent);
    return { again, took, ...(await judge(sandboxes, db, all)) };
  } finally {
    await service.stop();
    await close();
    await sandboxes.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends one in as somebody does who does not give up. @returns how often it had to be sent off again */
async function sendIn(who: Somebody, one: Sent, inVain: () => void): Promise<number> {
  const fields = { title: one.title, text: 'So that nothing is lost.', signed: ['anonymous'] };
  for (let tries = 0; ; tries += 1) {
    try {
      if (!who.form() || tries === 0) await who.opens(() => who.type('idea', ''));
      const { said, problems } = await who.submit(fields);
      if (said?.startsWith('Thank you.')) {
        one.heard = said;
        return tries;
      }
      if (problems) await who.mend();
    } catch {
      // Not acknowledged, or no form: they see the platform's own error, and try again.
    }
    inVain();
    await pause(200);
  }
}

async function isUnfinished(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ left: number }[]>`
    SELECT (SELECT count(*) FROM idea WHERE number IS NULL)::int + (SELECT count(*) FROM delivery WHERE open)::int AS left`;
  return row!.left > 0;
}

async function judge(sandboxes: Sandboxes, db: Db, all: readonly Sent[]) {
  const rows = await db.idea.findMany({ orderBy: { number: 'asc' } });
  const words = await db.delivery.findMany({ where: { key: { endsWith: '/word/number' } } });
  const posts = new Map(
    groups.flatMap((_, group) =>
      platforms.map((platform) => {
        const enter = platform === 'slack' ? onSlack : onDiscord;
        return [`${platform} ${group}`, enter(sandboxes, '', channels[platform](group)).posts()] as const;
      }),
    ),
  );
  const wrong = all.flatMap(({ title, group, heard }) => {
    const found = rows.filter((row) => row.title === title);
    const [idea] = found;
    if (!idea || found.length > 1) return [`“${title}” is there ${found.length} times.`];
    const told = heard.includes(`IDEA-${idea.number}`);
    const written = words.some(
      ({ key, state }) => key === `idea/${idea.id}/word/number` && state === 'posted',
    );
    return [
      ...(told || written ? [] : [`Whoever sent “${title}” was never told its number.`]),
      ...platforms.flatMap((platform) => {
        const heading = `IDEA-${idea.number} · ${title}`;
        const times = posts.get(`${platform} ${group}`)!.filter(({ text }) => text.includes(heading)).length;
        return times === 1 ? [] : [`“${heading}” stands ${times} times in group ${group} on ${platform}.`];
      }),
    ];
  });
  const standing = [...posts.values()].reduce((sum, { length }) => sum + length, 0);
  if (standing !== 2 * all.length) wrong.push(`${standing} messages stand, not two an idea.`);
  if (rows.some(({ number }, at) => number !== at + 1))
    wrong.push(`The numbers have gaps or doubles: ${rows.map(({ number }) => number).join(' ')}`);
  if (rows.length !== all.length)
    wrong.push(`There are ${rows.length} ideas, of ${all.length} that were sent in.`);
  return { wrong, byMessage: words.filter(({ state }) => state === 'posted').length, posts: standing };
}

/** Each account with its four ideas, one after the other, for groups in turn. */
function chainsOf(sandboxes: Sandboxes, ideas: number) {
  return Array.from({ length: ideas / 4 }, (_, chain) => {
    const platform = platforms[chain % 2]!;
    const user = accountOf(Math.floor(chain / 2))[platform];
    const sent = Array.from({ length: 4 }, (_, turn): Sent => {
      const group = (chain + turn) % groups.length;
      return { title: `Idea ${turn} of ${platform} member ${user}.`, group, platform, heard: '' };
    });
    const enter = (group: number) =>
      (platform === 'slack' ? onSlack : onDiscord)(sandboxes, user, channels[platform](group));
    return { sent, enter };
  });
}

function accountOf(at: number): Record<Platform, string> {
  const number = String(at).padStart(4, '0');
  return { slack: `U0RUSH${number}`, discord: `120000000000001${number}` };
}

function guestsOf(count: number): Player[] {
  return Array.from({ length: Math.ceil(count) }, (_, at) => ({
    id: `guest-${at}`,
    name: `Guest ${at}`,
    about: 'A member',
    ...accountOf(at),
  }));
}

function communityOf() {
  return {
    groups: groups.map((slug, at) => ({
      slug,
      name: `Group ${slug}`,
      kind: 'sig',
      channels: { slack: [channels.slack(at)], discord: [channels.discord(at)] },
    })),
    people: [],
    sources: [],
  };
}
