import { z } from 'zod';
import { parseMoment } from '../../chat/day.ts';
import { isSeen, oneLine } from '../../chat/text.ts';
import type { Mistake } from '../../community/mistakes.ts';
import { nearest } from '../../nearest.ts';
import { dayIn, instantOf, isZone } from '../../time.ts';
import { keyOf, OPTION_COUNT, OPTION_LENGTH } from '../option.ts';
import { repeatTrouble } from './repeat.ts';
import { any, beginnings, lasting, questionLength, templates } from './templates.ts';

/** What a file may name. */
export interface Known {
  /** Groups by slug; `reached`: it has a channel. */
  groups: ReadonlyMap<string, { zone: string; reached: boolean }>;
  /** What people of the community file are called there: slugs and names. */
  people: readonly string[];
  now: Date;
}

/** A poll of a file as it was read. */
export type FilePoll = z.output<ReturnType<typeof pollSchema>>;

const repeatWords = ['never', 'weekly', 'monthly', 'quarterly'] as const;
const opensExpected = 'a future day and time, such as 2026-12-01 09:00';
const zoneExpected = 'an IANA time zone, such as Europe/London';
const chooseExpected = `a whole number from 1 to ${OPTION_COUNT.most}, or any`;
const lastsExpected = `a whole number of days from 1 to ${lasting.most}`;
const yesOrNo = 'true or false';

/** The shape of one poll. The message of each issue is what was expected, to stand behind “Expected: ”. */
export function pollSchema(known: Known) {
  const slugs = [...known.groups.keys()];
  const groupsExpected = `all, or a list of groups by their slug: ${slugs.join(', ') || 'there is none yet'}`;
  return shape({
    template: z.enum(templates, { error: templates.join(', ') }).default('need'),
    subject: line(OPTION_LENGTH).optional(),
    question: line(questionLength).optional(),
    options: z.array(line(OPTION_LENGTH), { error: 'a list of options' }).optional(),
    groups: z.union([z.literal('all'), z.array(z.string()).min(1, { error: groupsExpected })], {
      error: groupsExpected,
    }),
    choose: z
      .union(
        [
          z.int().min(1, { error: chooseExpected }).max(OPTION_COUNT.most, { error: chooseExpected }),
          z.literal('any').transform(() => any),
        ],
        {
          error: chooseExpected,
        },
      )
      .default(1),
    add: z.boolean({ error: yesOrNo }).optional(),
    anonymous: z.boolean({ error: yesOrNo }).default(true),
    shows: z.enum(['closed', 'voted', 'always'], { error: 'closed, voted, always' }).default('voted'),
    lasts: z
      .int({ error: lastsExpected })
      .min(1, { error: lastsExpected })
      .max(lasting.most, { error: lastsExpected })
      .default(lasting.usual),
    opens: z
      .string({ error: opensExpected })
      .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, { error: opensExpected })
      .optional(),
    repeat: z.enum(repeatWords, { error: repeatWords.join(', ') }).optional(),
    zone: z.string({ error: zoneExpected }).refine(isZone, { error: zoneExpected }).optional(),
    asker: line(100).optional(),
  });
}

/** The shape of a file of several. */
export function pollsSchema(known: Known) {
  return shape({
    polls: z.array(pollSchema(known), { error: 'a list of polls' }).min(1, { error: 'a list of polls' }),
  });
}

/** What cannot be between the parts of a poll, and what it names that is not there. */
export function mistakesBetween(poll: FilePoll, known: Known): Mistake[] {
  return [
    ...groupMistakes(poll, known),
    ...optionMistakes(poll),
    ...subjectMistakes(poll),
    ...timeMistakes(poll, known),
    ...askerMistakes(poll, known),
  ];
}

/** The zone of a poll: as it says, else of its one group, else of the first. */
export function zoneOfPoll(poll: FilePoll, known: Known): string {
  const slugs = slugsOf(poll, known);
  return poll.zone ?? known.groups.get(slugs[0] ?? '')?.zone ?? 'Europe/London';
}

/** When a poll goes out; null: at once. */
export function opensAtOf(poll: FilePoll, known: Known): Date | null {
  if (poll.opens === undefined) return null;
  const [day = '', time = ''] = poll.opens.split(' ');
  return instantOf(day, time, zoneOfPoll(poll, known));
}

/** The groups that a poll names; `all` are those that have a channel. */
export function slugsOf({ groups }: FilePoll, known: Known): string[] {
  if (groups !== 'all') return [...new Set(groups)];
  return [...known.groups].filter(([, { reached }]) => reached).map(([slug]) => slug);
}

/** The options as they stand there, or the template's own. */
export function optionsOf({ options, template }: FilePoll): readonly string[] {
  return options ?? beginnings[template].options;
}

/** The rhythm as it stands there, or the template's own. */
export function repeatOf({ repeat, template }: FilePoll): (typeof repeatWords)[number] {
  return repeat ?? beginnings[template].repeat;
}

function groupMistakes(poll: FilePoll, known: Known): Mistake[] {
  const slugs = [...known.groups.keys()];
  const wrong = poll.groups === 'all' ? [] : poll.groups.filter((slug) => !known.groups.has(slug));
  if (wrong.length > 0)
    return wrong.map((slug) => {
      const meant = nearest(slug, slugs);
      const hint = meant ? ` (did you mean “${meant}”?)` : `: ${slugs.join(', ')}`;
      return {
        path: ['groups'],
        found: `names the group “${slug}”, which does not exist`,
        expected: `groups of the community file${hint}`,
      };
    });
  if (slugsOf(poll, known).some((slug) => known.groups.get(slug)!.reached)) return [];
  return [
    {
      path: ['groups'],
      found: 'names no group that has a channel',
      expected: 'at least one group with a channel',
    },
  ];
}

function optionMistakes(poll: FilePoll): Mistake[] {
  const options = optionsOf(poll);
  const { least, most } = OPTION_COUNT;
  if (options.length < least || options.length > most) {
    const found = poll.options === undefined ? 'is missing' : `has ${options.length}`;
    return [{ path: ['options'], found, expected: `${least} to ${most} options` }];
  }
  return options.flatMap((text, at) =>
    options.slice(0, at).some((other) => keyOf(other) === keyOf(text))
      ? [
          {
            path: ['options', at],
            found: `has “${text}”, which is already there`,
            expected: 'each option once',
          },
        ]
      : [],
  );
}

function subjectMistakes({ template, subject }: FilePoll): Mistake[] {
  const path = ['subject'];
  if (template === 'level' && subject === undefined)
    return [
      { path, found: 'is missing', expected: 'what people rate their confidence in, such as MR safety' },
    ];
  if (template !== 'level' && subject !== undefined)
    return [{ path, found: `has “${subject}”`, expected: 'no subject, or the template level' }];
  return [];
}

function timeMistakes(poll: FilePoll, known: Known): Mistake[] {
  const trouble = repeatTrouble(repeatOf(poll), poll.lasts);
  const found: Mistake[] = trouble
    ? [{ path: ['lasts'], found: `has ${poll.lasts}`, expected: `less: ${trouble}`.replace(/\.$/, '') }]
    : [];
  if (poll.opens === undefined) return found;
  const real = !('problem' in parseMoment(poll.opens, dayIn('UTC', known.now)));
  if (!real || opensAtOf(poll, known)! <= known.now)
    found.push({ path: ['opens'], found: `has “${poll.opens}”`, expected: opensExpected });
  return found;
}

function askerMistakes({ asker }: FilePoll, { people }: Known): Mistake[] {
  if (asker === undefined || people.includes(asker)) return [];
  const meant = nearest(asker, people);
  return [
    {
      path: ['asker'],
      found: `names “${asker}”, who is not in the community file`,
      expected: `a person of the community file, by slug or name${meant ? ` (did you mean “${meant}”?)` : ''}`,
    },
  ];
}

/** One line of words. */
function line(most: number) {
  const error = `one line of 1 to ${most} characters, in quotes if it is a number`;
  return z
    .string({ error })
    .refine((text) => !/[\r\n]/.test(text.trim()), { error })
    .transform(oneLine)
    .pipe(z.string().max(most, { error }).refine(isSeen, { error }));
}

/** Exactly these keys. For one too many, the message holds all that there are, for “did you mean”. */
function shape<T extends z.ZodRawShape>(keys: T) {
  const names = Object.keys(keys).join(', ');
  return z.strictObject(keys, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? names : `the keys ${names}`),
  });
}
