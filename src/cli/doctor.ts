import { type Finding, loadPlatforms } from '../../adapters/load.ts';
import { checkQueues } from '../../jobs/check.ts';
import type { Db } from '../db.ts';
import { createLog } from '../log.ts';
import { open } from '../open.ts';
import { inspect } from '../sources/inspect.ts';
import { type Machine, say } from './machine.ts';

/** Checks everything that Lookout stands on, prints a line each, and says how to mend what is not well. @returns whether all is */
export async function run({ environment, out }: Machine): Promise<boolean> {
  const env = await environment();
  // Settings that cannot be read are a Refusal that names them all: there is nothing to check behind them.
  const { config, db, databaseUrl, close } = await open(env, { log: createLog('silent', []) });
  let ill = 0;
  const report = (finding: Finding) => {
    if (!finding.ok) ill += 1;
    say(out, finding.ok ? `✓ ${finding.what}` : `✗ ${finding.what}\n  ${finding.mend}`);
  };
  try {
    report({ what: 'Settings', ok: true, mend: '' });
    report({
      what: `Database, ${config.databaseUrl ? 'a server' : `embedded in ${config.dataDir}`}`,
      ok: true,
      mend: '',
    });
    const trouble = await checkQueues({ databaseUrl, redisUrl: config.redisUrl ?? undefined });
    report({
      what: `Queues, in ${config.redisUrl ? 'Redis' : 'PostgreSQL'}`,
      ok: trouble === null,
      mend: trouble ?? '',
    });
    for (const finding of await community(db)) report(finding);
    const channels = await db.channel.findMany({ orderBy: { id: 'asc' } });
    for (const finding of await loadPlatforms(env).check(channels)) report(finding);
    for (const finding of await deliveries(db)) report(finding);
    const sources = await db.source.findMany({ orderBy: { name: 'asc' } });
    for (const { name, address } of sources) {
      const found = await inspect(address, config.feeds);
      if ('items' in found)
        report({
          what: `Feed ${name}: ${found.items === 1 ? '1 item' : `${found.items} items`}`,
          ok: true,
          mend: '',
        });
      else report({ what: `Feed ${name}, ${address}`, ok: false, mend: found.trouble });
    }
    say(out, ill === 0 ? '\nEverything works.' : `\n${ill === 1 ? '1 thing' : `${ill} things`} to fix.`);
    return ill === 0;
  } finally {
    await close();
  }
}

async function community(db: Db): Promise<Finding[]> {
  const groups = await db.group.findMany({
    include: { _count: { select: { channels: true, subscriptions: true } } },
  });
  if (groups.length === 0) {
    return [
      {
        what: 'Community',
        ok: false,
        mend: 'There is no group yet. Write a community file and run: lookout apply FILE',
      },
    ];
  }
  const lacking = groups.filter(
    (group) => group.digestTime && !(group._count.channels && group._count.subscriptions),
  );
  return [
    { what: `Community: ${groups.length === 1 ? '1 group' : `${groups.length} groups`}`, ok: true, mend: '' },
    ...lacking.map(({ name }) => ({
      what: `Digest of ${name}`,
      ok: false,
      mend: 'It has a time but lacks a channel or a source. Add them to the community file and apply it.',
    })),
  ];
}

/** What could not be posted in the last week. */
async function deliveries(db: Db): Promise<Finding[]> {
  const since = new Date(Date.now() - 7 * 86_400_000);
  const failed = await db.delivery.findMany({
    where: { state: 'failed', createdAt: { gt: since } },
    orderBy: { id: 'desc' },
    take: 20,
  });
  return failed.map(({ key, trouble }) => ({ what: `Not posted: ${key}`, ok: false, mend: trouble ?? '' }));
}
