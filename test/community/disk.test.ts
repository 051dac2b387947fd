import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommunity } from '../../src/community/file.ts';
import { groupKinds } from '../../src/community/schema.ts';
import { topicIds } from '../../src/taxonomy/topics.ts';

const known = { topics: topicIds, platforms: ['slack', 'discord'] };

describe('reading a file from disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lookout-community-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says what to do about a path that is no community file', async () => {
    await writeFile(join(folder, 'latin1.yaml'), Buffer.from('groups: []\n# caf\xe9', 'latin1'));
    await writeFile(join(folder, 'long.yaml'), ' '.repeat(1_000_001));
    await expect(readCommunity(join(folder, 'none.yaml'), known)).rejects.toThrow(
      /cannot be opened \(ENOENT\)/,
    );
    await expect(readCommunity(folder, known)).rejects.toThrow('is not a file');
    await expect(readCommunity(join(folder, 'latin1.yaml'), known)).rejects.toThrow('Save it as UTF-8');
    await expect(readCommunity(join(folder, 'long.yaml'), known)).rejects.toThrow('at most 1 MB');
  });

  it('reads the worked example: every kind of group and source, both platforms, roles', async () => {
    const { groups, people, sources } = await readCommunity('examples/medical-physics-society.yaml', known);
    expect(groups.length).toBeGreaterThanOrEqual(8);
    expect(new Set(groups.map(({ kind }) => kind))).toEqual(new Set(groupKinds));
    expect(new Set(groups.flatMap(({ channels }) => Object.keys(channels)))).toEqual(
      new Set(['slack', 'discord']),
    );
    for (const group of groups) {
      const role = group.kind === 'advisory' ? 'member' : 'chair';
      expect(people.some(({ roles }) => roles[group.slug] === role)).toBe(true);
      for (const id of group.channels.slack ?? []) expect(id).toMatch(/^C[A-Z0-9]{8,10}$/);
      for (const id of group.channels.discord ?? []) expect(id).toMatch(/^\d{17,19}$/);
    }
    expect(sources.length).toBeGreaterThanOrEqual(20);
    expect(new Set(sources.map(({ kind }) => kind)).size).toBe(5);
    expect(sources.every(({ licence }) => licence !== null)).toBe(true);
  });
});
