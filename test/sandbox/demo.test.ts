import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { begin, type Said } from '../cli/operator.ts';

interface Example {
  groups: {
    channels: { slack?: string[]; discord?: string[] };
    digest?: { days?: string[] };
  }[];
}

/** The channels of the example's groups that have a digest on that day. */
function planned(day: Date): string[] {
  const { groups } = parse(readFileSync('examples/medical-physics-society.yaml', 'utf8')) as Example;
  const name = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][day.getUTCDay()]!;
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];
  return groups
    .filter(({ digest }) => digest && (digest.days ?? weekdays).includes(name))
    .flatMap(({ channels: { slack = [], discord = [] } }) => [
      ...slack.map((one) => `slack ${one}`),
      ...discord.map((one) => `discord ${one}`),
    ]);
}

// A program of its own that sets up a database, twice: its net is wider.
describe('the demo', { shuffle: false }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lookout-demo-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const demo = (...args: string[]): Promise<Said> =>
    begin('sandbox/demo.ts', args, { LOOKOUT_DATA_DIR: folder }, folder).ended;

  it('does a round, shows every post on both platforms and one digest, and ends', async () => {
    const { code, out, err } = await demo('--once');
    expect(err).toBe('');
    expect(code).toBe(0);
    const rows = out.split('\n').flatMap((line) => {
      const found = /^(\S+)\s+(slack|discord)\s+(\S+)\s+(\d+)\s+(\d{1,2} \w+ \d{4}, \d\d:\d\d:\d\d)$/.exec(
        line,
      );
      return found
        ? [{ group: found[1]!, platform: found[2]!, channel: found[3]!, items: Number(found[4]) }]
        : [];
    });
    // Each group that has a digest on that day of the week stands in each of its channels, and nobody else.
    const day = /\d{1,2} \w+ \d{4}(?=, \d\d:\d\d:\d\d$)/m.exec(out)![0];
    const channels = new Set(rows.map(({ platform, channel }) => `${platform} ${channel}`));
    expect([...channels].sort()).toEqual(planned(new Date(`${day} UTC`)).sort());
    for (const { items } of rows) expect(items).toBeGreaterThan(0);
    expect(out).toMatch(/^group\s+platform\s+channel\s+items\s+posted at$/m);
    // One digest as a reader sees it, below the table.
    expect(out).toMatch(/^#\S+ on (slack|discord):$/m);
    expect(out).toMatch(/Why: /);
    expect(out).toContain('[👍 Useful] [💬 Discuss]');
  }, 600_000);

  it('finds its database again, and with --json prints what both servers received, and nothing else', async () => {
    const { code, out, err } = await demo('--once', '--json');
    // How far it is, in sentences; no warning of Node's.
    for (const line of err.trim().split('\n')) expect(line).toMatch(/^[A-Z].* …$/);
    expect(code).toBe(0);
    const payloads = JSON.parse(out) as {
      slack: { channel: string; blocks: unknown[] }[];
      discord: { components: unknown[] }[];
    };
    expect(Object.keys(payloads)).toEqual(['slack', 'discord']);
    expect(payloads.slack.length).toBeGreaterThanOrEqual(5);
    expect(payloads.discord.length).toBeGreaterThanOrEqual(3);
    for (const { channel, blocks } of payloads.slack)
      expect([typeof channel, Array.isArray(blocks)]).toEqual(['string', true]);
    for (const { components } of payloads.discord) expect(components.length).toBeGreaterThan(0);
  }, 600_000);
});
