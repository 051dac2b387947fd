import { emptyTree, findPhrases, type PhraseTree, place } from './phrases.ts';
import { type TopicId, topicIds, type Vocabulary, vocabulary } from './topics.ts';

/** `score` is above 0 and below 1; `evidence` are the words that made it, as they stand in the text, the weightiest first. */
export interface Tag {
  topic: TopicId;
  score: number;
  evidence: string[];
}

interface Meaning {
  topic: TopicId;
  keyTopic: string;
  weight: number;
}

const weights = { strong: 3, clear: 2, hint: 1 } as const;
const phrases = compile(vocabulary);

/**
 * Which topics a text is about, the likeliest first; of equal ones, the first in `topicIds`.
 * A phrase counts once, however often it stands there. `w` points make a score of 1 − 2^(−w/2): more words come nearer
 * to 1 and never reach it, so a long text cannot shout. A text with nothing but one hint scores 0.29.
 */
export function tag(text: string): Tag[] {
  const hits = new Map<TopicId, Map<Meaning, string>>();
  for (const { value, start, end } of findPhrases(phrases, text)) {
    for (const meaning of value) {
      const byMeaning = hits.get(meaning.topic) ?? new Map<Meaning, string>();
      if (!byMeaning.has(meaning)) byMeaning.set(meaning, text.slice(start, end));
      hits.set(meaning.topic, byMeaning);
    }
  }
  return topicIds
    .flatMap((topic) => {
      const found = [...(hits.get(topic) ?? [])].sort(([a], [b]) => b.weight - a.weight);
      if (found.length === 0) return [];
      const points = found.reduce((sum, [meaning]) => sum + meaning.weight, 0);
      return { topic, score: score(points), evidence: [...new Set(found.map(([, words]) => words))] };
    })
    .sort((a, b) => b.score - a.score);
}

/** The key topics that a tag's evidence speaks for, the weightiest evidence first: `Resource scarcity`. */
export function keyTopicsOf(tag: Pick<Tag, 'topic' | 'evidence'>): string[] {
  const names = tag.evidence.flatMap((words) =>
    findPhrases(phrases, words).flatMap(({ value }) =>
      value.filter((meaning) => meaning.topic === tag.topic).map((meaning) => meaning.keyTopic),
    ),
  );
  return [...new Set(names)];
}

// Three decimals: enough to order by, and the same number after a round trip through JSON. Never quite 1.
function score(points: number): number {
  return Math.min(0.999, Math.round(1000 * (1 - 2 ** (-points / 2))) / 1000);
}

function compile({ topics, notAboutAnyTopic }: Vocabulary): PhraseTree<Meaning[]> {
  const tree = emptyTree<Meaning[]>();
  for (const topic of topics)
    for (const keyTopic of topic.keyTopics)
      for (const grade of ['strong', 'clear', 'hint'] as const)
        for (const phrase of keyTopic[grade]) {
          const node = place(tree, phrase);
          node.value ??= [];
          if (node.value.some((other) => other.topic === topic.id))
            throw new Error(`topics.yaml: “${phrase}” appears twice under ${topic.id}. Keep one.`);
          node.value.push({ topic: topic.id, keyTopic: keyTopic.name, weight: weights[grade] });
        }
  // Found like any other phrase, it takes its words and says nothing.
  for (const phrase of notAboutAnyTopic) place(tree, phrase).value ??= [];
  return tree;
}
