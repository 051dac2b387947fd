import { tag } from '../../taxonomy/tag.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';
import type { Theme } from '../theme/store.ts';
import { topicOf } from '../theme/thing.ts';

/**
 * The topic that is suggested for a theme: the one that most of its evidence has (of equal ones, the one of which its words speak most);
 * without any, what its words speak of. Null when nothing speaks for one.
 */
export function suggestedTopic({
  title,
  words,
  evidence,
}: Pick<Theme, 'title' | 'words'> & {
  evidence: readonly { thing: { topic: string | null } }[];
}): TopicId | null {
  const spoken = tag(`${title}\n${words}`).map(({ topic }) => topic);
  const given = evidence.flatMap(({ thing }) => topicOf(thing) ?? []);
  const ranked = [...new Set([...spoken, ...topicIds])]
    .map((topic) => ({ topic, count: given.filter((one) => one === topic).length }))
    .sort((a, b) => b.count - a.count);
  return given.length > 0 ? ranked[0]!.topic : (spoken[0] ?? null);
}
