import { z } from 'zod';
import { isZone } from '../time.ts';

/** What the file may name and other rooms decide. */
export interface Known {
  /** Ids of the topics. */
  topics: readonly string[];
  /** Names of the chat platforms. */
  platforms: readonly string[];
}

export const groupKinds = ['sig', 'coi', 'council', 'office', 'advisory'] as const;
export const roleKinds = ['member', 'chair'] as const;
export const sourceKinds = ['journal', 'conference', 'meeting', 'policy', 'regulation'] as const;
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A community file that was read without a mistake. Everything that may be left out is filled in. */
export type Community = z.output<ReturnType<typeof communitySchema>>;

/** The shape of the file. The message of each issue is what was expected, to stand behind “Expected: ”. */
export function communitySchema(known: Known) {
  const perPlatform = <T extends z.ZodType>(value: T) => named(known.platforms, value);
  const group = shape({
    slug,
    name: line(100),
    kind: oneOf(groupKinds),
    zone: z.string({ error: zoneExpected }).refine(isZone, { error: zoneExpected }).default('Europe/London'),
    topics: named(known.topics, weight).default({}),
    keywords: list(keyword, 'a list of words, such as [DICOM, dosimetry]')
      .pipe(z.array(keyword).max(100))
      .default([]),
    channels: perPlatform(list(platformId, 'a list of channel ids')).default({}),
    digest: shape({
      time: z.string({ error: timeExpected }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: timeExpected }),
      days: list(oneOf(days), `a list of ${days.join(', ')}`)
        .refine((chosen) => chosen.length > 0, { error: `at least one of ${days.join(', ')}` })
        .transform((chosen) => days.flatMap((day, index) => (chosen.includes(day) ? index + 1 : [])))
        .default([1, 2, 3, 4, 5]),
      size: z
        .int({ error: sizeExpected })
        .min(1, { error: sizeExpected })
        .max(15, { error: sizeExpected })
        .default(8),
    })
      .nullable()
      .default(null),
  });
  const person = shape({
    slug,
    name: line(100),
    accounts: perPlatform(platformId).default({}),
    roles: z
      .record(slug, oneOf(roleKinds), { error: 'groups by their slug, each with chair or member' })
      .default({}),
  });
  const source = shape({
    address: z
      .string({ error: addressExpected })
      .max(2000, { error: addressExpected })
      .refine(isWebAddress, { error: addressExpected })
      .transform((text) => new URL(text).href),
    name: line(150),
    kind: oneOf(sourceKinds),
    weight: weight.default(1),
    licence: line(200).nullable().default(null),
    attribution: line(300).nullable().default(null),
    groups: z
      .union([z.literal('all'), z.array(slug)], { error: 'all, or a list of groups by their slug' })
      .default('all'),
  });
  return shape({
    groups: list(group, 'a list of groups'),
    people: list(person, 'a list of people').default([]),
    sources: list(source, 'a list of sources').default([]),
  });
}

const zoneExpected = 'an IANA time zone, such as Europe/London';
const timeExpected = 'a time of day from 00:00 to 23:59, such as "08:00"';
const sizeExpected = 'a whole number of items from 1 to 15';
const addressExpected = 'the address of a feed that begins with https:// or http:// and has no password';
const slugExpected =
  'a short name of at most 40 lower-case letters, digits and hyphens, such as clinical-computing';
const idExpected =
  'the platform’s own id in quotes, letters and digits such as "C04AB12CDE3" or "112233445566778899", not a name';
const weightExpected = 'a number from 0 (not at all) to 3 (most)';
const keywordExpected = 'a word or phrase of at most 60 characters; in quotes if it is a number';

const slug = z
  .string({ error: slugExpected })
  .max(40, { error: slugExpected })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: slugExpected });

const weight = z
  .number({ error: weightExpected })
  .min(0, { error: weightExpected })
  .max(3, { error: weightExpected });

// At least one digit: what has none is the channel's or the person's name, which a platform does not answer to.
const platformId = z
  .string({ error: idExpected })
  .regex(/^(?=.*\d)[A-Za-z0-9]{5,64}$/, { error: idExpected });

/** What can be watched for: a group's keyword, or the council's. */
export const keyword = z
  .string({ error: keywordExpected })
  .trim()
  .max(60, { error: keywordExpected })
  .regex(/[\p{L}\p{N}]/u, { error: keywordExpected });

/** One line of words. */
function line(most: number) {
  const expected = `one line of 1 to ${most} characters`;
  return z
    .string({ error: expected })
    .trim()
    .min(1, { error: expected })
    .max(most, { error: expected })
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: expected });
}

function oneOf<const T extends readonly string[]>(names: T) {
  return z.enum(names, { error: names.join(', ') });
}

function list<T extends z.ZodType>(member: T, expected: string) {
  return z.array(member, { error: expected });
}

/** Exactly these keys. For one too many, the message holds all that there are, for “did you mean”. */
function shape<T extends z.ZodRawShape>(keys: T) {
  const names = Object.keys(keys).join(', ');
  return z.strictObject(keys, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? names : `the keys ${names}`),
  });
}

/** A value for any of these keys. */
function named<T extends z.ZodType>(names: readonly string[], value: T) {
  const keys = Object.fromEntries(names.map((name) => [name, value.optional()]));
  return shape(keys).transform((given) => given as Record<string, z.output<T>>);
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
