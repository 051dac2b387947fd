import {
  chosenIn,
  type Given,
  type Problems,
  type Read,
  readAll,
  readChoices,
  readDay,
  readLines,
  typedIn,
} from '../../chat/fields.ts';
import {
  choiceField,
  choicesField,
  dayField,
  type Form,
  form,
  lineField,
  linesField,
} from '../../chat/form.ts';
import type { Submission } from '../../chat/incoming.ts';
import { limits } from '../../chat/limits.ts';
import type { Option } from '../../chat/message.ts';
import { oneLine, shorten } from '../../chat/text.ts';
import { keyword } from '../../community/schema.ts';
import { type TopicId, topicIds, topics } from '../../taxonomy/topics.ts';
import { addMonths, type Day } from '../../time.ts';
import { nameOf } from '../theme/theme.ts';
import { most } from './priority.ts';

/** How many themes are offered beside the topics. */
export const offered = limits.menu.options - topics.length;

/** A priority as it was filled in, without a mistake. */
export interface Filled {
  about: { topic: TopicId } | { themeId: number };
  keywords: string[];
  until: Day;
  groupIds: number[];
  /** Null: members are asked for nothing. */
  question: string | null;
}

/**
 * The form in which the council says what it wants watched.
 * @param themes at most `offered` @param groups at least one
 */
export function priorityForm(
  council: string,
  themes: readonly { id: number; number: number; title: string }[],
  groups: readonly { id: number; name: string }[],
): Form {
  const label = (text: string) => shorten(text, limits.menu.label);
  const about: Option[] = [
    ...topics.map(({ id, name }) => ({ value: `topic/${id}`, label: label(name) })),
    ...themes.map(({ id, number, title }) => ({
      value: `theme/${id}`,
      label: label(`${nameOf(number)} · ${title}`),
    })),
  ];
  const named = groups.slice(0, limits.menu.options);
  const none = `Choose none to ask all ${groups.length} groups.`;
  const some = `The first ${named.length} of ${groups.length} groups. Choose none to ask all of them.`;
  return form('priority-new:council', 'Watch a topic', 'Watch', [
    choiceField('about', shorten(`What should ${council} watch?`, limits.form.label), about),
    lineField('keywords', 'Only what mentions one of these words', most.typed, {
      hint: `Up to ${most.keywords}, separated by commas. Leave empty to watch the whole topic.`,
      required: false,
    }),
    dayField('until', 'Until when?', { hint: 'The last day, within a year' }),
    choicesField(
      'groups',
      'Which groups?',
      named.map(({ id, name }) => ({ value: String(id), label: label(name) })),
      { hint: groups.length > named.length ? some : none, required: false },
    ),
    linesField('call', 'Open call: what do you ask members?', most.question, {
      hint: 'They answer with ideas. Leave empty to watch the topic without asking anybody.',
      required: false,
    }),
  ]);
}

/**
 * Reads the form.
 * @param today in the council's zone
 * @param asked the ids of all groups that can be asked: of whom none is chosen, all are
 */
export function readPriority(
  fields: Submission['fields'],
  today: Day,
  asked: readonly number[],
): Filled | { problems: Problems } {
  const read = readAll({
    about: readAbout(fields.about),
    keywords: readKeywords(fields.keywords),
    until: readDay(fields.until, { today, first: today, last: addMonths(today, 12) }),
    groups: readChoices(fields.groups, asked.map(String)),
    call: readLines(fields.call, most.question),
  });
  if ('problems' in read) return read;
  const { about, keywords, until, groups, call } = read;
  const groupIds = groups.length > 0 ? groups.map(Number) : [...asked];
  return { about, keywords, until, groupIds, question: call || null };
}

function readAbout(given: Given): Read<Filled['about']> {
  const [, kind, id = ''] = /^(topic|theme)\/([a-z0-9]{1,30})$/.exec(chosenIn(given)) ?? [];
  const topic = topicIds.find((known) => known === id);
  if (kind === 'theme' && /^[1-9]\d{0,8}$/.test(id)) return { value: { themeId: Number(id) } };
  if (kind === 'topic' && topic) return { value: { topic } };
  return { problem: 'Please choose what to watch.' };
}

/** By the rule of the community file, so that here nothing is watched for that a group could not watch for itself. */
function readKeywords(given: Given): Read<string[]> {
  const words = oneLine(typedIn(given))
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
  if (wrong === undefined) return { value: keywords };
  return {
    problem: `“${shorten(wrong, 40)}” cannot be watched for. Please write words or phrases of at most 60 characters, separated by commas.`,
  };
}
