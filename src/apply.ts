import { platformNames } from '../adapters/settings.ts';
import type { App } from './app.ts';
import { apply, type Change } from './community/apply.ts';
import { readCommunity } from './community/file.ts';
import { topicIds } from './taxonomy/topics.ts';

/**
 * Brings groups, people and sources in line with a community file: all of it, or nothing.
 * @returns what was changed, or would be with `dryRun`
 * @throws Refusal with every mistake in the file
 */
export async function applyFile(
  app: Pick<App, 'db' | 'now'>,
  path: string,
  options: { dryRun?: boolean } = {},
): Promise<Change[]> {
  const community = await readCommunity(path, { topics: topicIds, platforms: platformNames });
  return apply(app, community, options);
}
