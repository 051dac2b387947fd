import { readDay } from '../../chat/day.ts';
import type { Submission } from '../../chat/incoming.ts';
import { clean, isSeen, oneLine, shorten } from '../../chat/text.ts';
import { keyword } from '../../community/schema.ts';
import { type TopicId, topicIds } from '../../taxonomy/topics.ts';
import { addMonths, type Day, showDay } from '../../time.ts';
import { most } from './priority.ts';

/** A priority as it was filled in, without a mistake. */
export interface Filled {
  about: { topic: TopicId } | { themeId: number };
  keywords: string[];
  until: Day;
  groupIds: number[];
  /** Null: members are asked for nothing. */
  question: string | null;
}

/** Sentences by field: what has to be mended. */
export type Problems = Record<string, string>;

/**
 * Reads the form. What comes from a platform may have been forged.
 * @param today in the council's zone
 * @param asked the ids of all groups that can be asked: of whom none is chosen, all are
 */
export function readPriority(
  fields: Submission['fields'],
  today: Day,
  asked: readonly number[],
): Filled | { problems: Problems } {
  const words = (id: string) => String([fields[id]].flat()[0] ?? '');
  const about = readAbout(words('about'));
  const keywords = readKeywords(words('keywords'));
  const until = readUntil(words('until'), today);
  const groupIds = readGroups([fields.groups ?? []].flat(), asked);
  const question = readQuestion(words('call'));
  const problems: Problems = {};
  if (!about) problems.about = 'Please choose what to watch.';
  if ('problem' in keywords) problems.keywords = keywords.problem;
  if ('problem' in until) problems.until = until.problem;
  if (!groupIds) problems.groups = 'Please choose groups from the list, or none to ask all.';
  if ('problem' in question) problems.call = question.problem;
  if (!about || !groupIds || 'problem' in keywords || 'problem' in until || 'problem' in question)
    return { problems };
  return { about, keywords: keywords.keywords, until: until.day, groupIds, question: question.question };
}

function readAbout(value: string): Filled['about'] | null {
  const [, kind, id = ''] = /^(topic|theme)\/([a-z0-9]{1,30})$/.exec(value) ?? [];
  if (kind === 'theme') return /^[1-9]\d{0,8}$/.test(id) ? { themeId: Number(id) } : null;
  const topic = topicIds.find((known) => known === id);
  return topic ? { topic } : null;
}

/** By the rule of the community file, so that here nothing is watched for that a group could not watch for itself. */
function readKeywords(typed: string): { keywords: string[] } | { problem: string } {
  const words = oneLine(typed)
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  const keywords = words.filter(
    (word, at) => words.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === at,
  );
  if (keywords.length > most.keywords)
    return {
      problem: `You wrote ${keywords.length} words or phrases. Please keep the ${most.keywords} that matter most.`,
    };
  const wrong = keywords.find((word) => !keyword.safeParse(word).success);
  if (wrong === undefined) return { keywords };
  return {
    problem: `“${shorten(wrong, 40)}” cannot be watched for. Please write words or phrases of at most 60 characters, separated by commas.`,
  };
}

function readUntil(typed: string, today: Day): { day: Day } | { problem: string } {
  const read = readDay(oneLine(typed));
  if ('problem' in read) return read;
  if (read.day < today) return { problem: `${showDay(read.day)} has passed. Please write a later day.` };
  const last = addMonths(today, 12);
  if (read.day > last) return { problem: `Please write a day within a year, by ${showDay(last)}.` };
  return read;
}

/** Null when one was never offered. */
function readGroups(values: readonly string[], asked: readonly number[]): number[] | null {
  const chosen = asked.filter((id) => values.includes(String(id)));
  if (chosen.length < new Set(values).size) return null;
  return chosen.length > 0 ? chosen : [...asked];
}

function readQuestion(typed: string): { question: string | null } | { problem: string } {
  const question = clean(typed.replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
  if (question === '') return { question: null };
  if (!isSeen(question)) return { problem: 'Please write a question for members, or leave it empty.' };
  if (question.length > most.question)
    return { problem: `This is ${question.length} characters long. Please shorten it to ${most.question}.` };
  return { question };
}
