import { shorten } from '../../chat/text.ts';
import { type TopicId, topicIds, topicName } from '../../taxonomy/topics.ts';
import { type Day, dayIn } from '../../time.ts';
import { nameOf } from '../theme/theme.ts';

/** Characters, and how many keywords, at most. */
export const most = { question: 1000, keywords: 10, typed: 300 } as const;

/** Is it over for a group? It runs until the end of its last day on the group's own calendar, unless somebody has ended it. */
export function isOver(
  { until, endedAt }: { until: Day; endedAt: Date | null },
  zone: string,
  at: Date,
): boolean {
  return endedAt !== null || dayIn(zone, at) > until;
}

/** Its topic, if that is one of ours. */
export function topicOf({ topic }: { topic: string }): TopicId | null {
  return topicIds.find((id) => id === topic) ?? null;
}

/** What is watched: `Smart digitisation`, or the theme by its name and title. At most 130 characters. */
export function subjectOf(priority: {
  topic: string;
  theme: { number: number | null; title: string } | null;
}): string {
  const { theme } = priority;
  if (theme?.number) return shorten(`${nameOf(theme.number)} · ${theme.title}`, 130);
  const topic = topicOf(priority);
  return topic ? topicName(topic) : priority.topic;
}

/** `3 ideas`, `1 idea`, `no ideas`. */
export function countOf(ideas: number): string {
  return ideas === 0 ? 'no ideas' : ideas === 1 ? '1 idea' : `${ideas} ideas`;
}
