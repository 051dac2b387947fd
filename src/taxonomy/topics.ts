import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { countWords, mostWords } from './phrases.ts';

/** The ids that rows, groups and other files use. What they mean stands in topics.yaml. */
export const topicIds = [
  'climate',
  'workforce',
  'safety',
  'collaboration',
  'digital',
  'personalised',
] as const;
export type TopicId = (typeof topicIds)[number];

const phrase = z
  .string({ error: 'expected a word or phrase; put it in quotes' })
  .refine((text) => countWords(text) >= 1 && countWords(text) <= mostWords, {
    error: `a phrase has 1 to ${mostWords} words`,
  })
  .refine((text) => !/\*(?=\p{L})/u.test(text) && !/(^|[^\p{L}\p{N}]|(?<!\p{L})\p{L}\p{L}?)\*/u.test(text), {
    error: 'a star may only end a word of three letters or more',
  });

const keyTopic = z.strictObject({
  name: z.string().min(1),
  strong: z.array(phrase).default([]),
  clear: z.array(phrase).default([]),
  hint: z.array(phrase).default([]),
});

const file = z.strictObject({
  topics: z
    .array(
      z.strictObject({
        id: z.enum(topicIds),
        name: z.string().min(1),
        cluster: z.enum(['Grand challenges', 'Emerging trends']),
        keyTopics: z.array(keyTopic).min(1),
      }),
    )
    .refine((topics) => topicIds.every((id) => topics.filter((topic) => topic.id === id).length === 1), {
      error: `expected each of ${topicIds.join(', ')}, once`,
    }),
  notAboutAnyTopic: z.array(phrase).default([]),
});

export type Vocabulary = z.output<typeof file>;
export type Topic = Vocabulary['topics'][number];

/**
 * Checks the text of a topics file.
 * @throws Error that names each mistake and where it stands in the file
 */
export function readTopics(text: string): Vocabulary {
  const result = file.safeParse(parse(text));
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  );
  throw new Error(`topics.yaml cannot be used.\n${mistakes.join('\n')}`);
}

/** The topics file of this installation, read once, when the program starts. */
export const vocabulary: Vocabulary = readTopics(readFileSync(topicsPath(), 'utf8'));
/** In the order of the file. */
export const topics: readonly Topic[] = vocabulary.topics;

/** What people call a topic: `Climate change and the environment`. */
export function topicName(id: TopicId): string {
  return topics.find((topic) => topic.id === id)!.name;
}

// Compiled code lies under dist/, the file stays in src/: it is sought from the folder that holds package.json.
function topicsPath(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'src', 'taxonomy', 'topics.yaml');
}
