import type { Incoming, PersonRef } from '../../src/chat/incoming.ts';

/** What people are to the group that raised the theme, and to the council. */
export const roles = ['stranger', 'member', 'chair', 'other chair', 'office', 'councillor'] as const;
export type Role = (typeof roles)[number];
type Platform = 'slack' | 'discord';

/** Accounts of the community with a council (community.ts). */
export const accounts: Readonly<Record<Role, Readonly<Record<Platform, string>>>> = {
  stranger: { slack: 'U0STRANGER', discord: '1299999999999999999' },
  member: { slack: 'U0BEN00001', discord: '1200000000000000004' },
  chair: { slack: 'U0ADA00001', discord: '1200000000000000001' },
  'other chair': { slack: 'U0NOOR0001', discord: '1200000000000000003' },
  office: { slack: 'U0CLEO0001', discord: '1200000000000000002' },
  councillor: { slack: 'U0CARL0001', discord: '1200000000000000006' },
};

const council = { slack: 'C0STERIC001', discord: '1100000000000000009' };
const group = { slack: 'C0COMPUTING', discord: '1100000000000000001' };
const otherGroup = { slack: 'C0NUCLEAR01', discord: '1100000000000000002' };

/** Rows on which the acts are tried, by their ids: each is made when it is first asked for. */
export interface Rows {
  group(): Promise<number>;
  /** Themes: just raised; asked about; decided; raised by another group. */
  raised(): Promise<number>;
  asked(): Promise<number>;
  decided(): Promise<number>;
  others(): Promise<number>;
  /** The change with which `asked` was. */
  question(): Promise<number>;
  /** A draft of the chair. */
  draft(): Promise<number>;
  priority(): Promise<number>;
  /** `12/345`, a theme and its last change. */
  seen(theme: () => Promise<number>): Promise<string>;
}

/** An act, and who may do it: all others are refused as not theirs. */
export interface Tried {
  name: string;
  may: readonly Role[];
  /** It changes what it is tried on. */
  changes?: boolean;
  does(rows: Rows): Promise<Act>;
}
type Where = Readonly<Record<Platform, string>> | null;
export type Act =
  | { press: string; in?: Where }
  | { form: string; fields: Record<string, string | string[]>; in?: Where }
  /** Of `/escalate`, unless another command is named. */
  | { words: string; command?: string }
  | { menu: string; values: string[] };

const councillor = ['councillor'] as const;
const chair = ['chair'] as const;
const moderators = ['chair', 'office'] as const;
const anyChair = ['chair', 'other chair', 'office'] as const;
const overseers = ['chair', 'other chair', 'office', 'councillor'] as const;
const insiders = ['chair', 'office', 'councillor'] as const;

const answer = { answer: 'At nine sites.' };
const decision = { outcome: ['decided'], action: ['event'], who: 'Eve', day: '', words: '' };
const handing = { members: 'Eve, Ben', day: '2027-01-08', words: '' };
const report = { state: ['done'], words: 'It is done.' };
const theme = { title: 'Another', words: 'Because.', ask: ['event'], urgency: ['soon'] };
const watch = { about: ['topic/climate'], keywords: '', until: '2027-01-08', groups: [], call: '' };

const onCouncil: readonly Tried[] = [
  {
    ...{ name: 'takes', may: councillor, changes: true },
    does: async (r) => ({ press: `theme-take:${await r.raised()}` }),
  },
  {
    ...{ name: 'takes over', may: councillor, changes: true },
    does: async (r) => ({ press: `theme-take:${await r.seen(r.asked)}` }),
  },
  ...['theme-ask', 'theme-decide', 'theme-hand'].map(
    (what): Tried => ({
      ...{ name: `opens ${what}`, may: councillor },
      does: async (r) => ({ press: `${what}:${await r.raised()}` }),
    }),
  ),
  {
    ...{ name: 'opens theme-report', may: councillor },
    does: async (r) => ({ press: `theme-report:${await r.decided()}` }),
  },
  {
    ...{ name: 'asks', may: councillor, changes: true },
    does: async (r) => ({ form: `theme-ask:${await r.seen(r.raised)}`, fields: { question: 'Where?' } }),
  },
  {
    ...{ name: 'decides', may: councillor, changes: true },
    does: async (r) => ({ form: `theme-decide:${await r.seen(r.raised)}`, fields: decision }),
  },
  {
    ...{ name: 'sends off a decision with mistakes', may: councillor },
    does: async (r) => ({ form: `theme-decide:${await r.seen(r.raised)}`, fields: {} }),
  },
  {
    ...{ name: 'hands on', may: councillor, changes: true },
    does: async (r) => ({ form: `theme-hand:${await r.seen(r.raised)}`, fields: handing }),
  },
  {
    ...{ name: 'reports', may: councillor, changes: true },
    does: async (r) => ({ form: `theme-report:${await r.seen(r.decided)}`, fields: report }),
  },
  {
    ...{ name: 'reads the history', may: insiders },
    does: async (r) => ({ press: `theme-history:${await r.raised()}` }),
  },
  { name: '/escalate priority', may: councillor, does: async () => ({ words: 'priority' }) },
  {
    ...{ name: 'sets a priority', may: councillor, changes: true },
    does: async () => ({ form: 'priority-new:council', fields: watch }),
  },
  {
    ...{ name: 'ends a priority', may: councillor, changes: true },
    does: async (r) => ({ press: `priority-end:${await r.priority()}` }),
  },
  { name: '/escalate agenda', may: overseers, does: async () => ({ words: 'agenda' }) },
  { name: '/escalate measures', may: overseers, does: async () => ({ words: 'measures' }) },
];

const answers = [
  ['another group', otherGroup],
  ['the council', council],
  ['a direct message', null],
].flatMap(([from, where]): Tried[] => [
  {
    ...{ name: `opens an answer from ${from}`, may: chair },
    does: async (r) => ({ press: `theme-answer:${await r.question()}`, in: where as Where }),
  },
  {
    ...{ name: `answers from ${from}`, may: chair, changes: true },
    does: async (r) => ({ form: `theme-answer:${await r.question()}`, fields: answer, in: where as Where }),
  },
]);

const ofGroup: readonly Tried[] = [
  { name: '/escalate new', may: anyChair, does: async () => ({ words: 'new' }) },
  {
    ...{ name: 'writes a theme', may: moderators },
    does: async (r) => ({ form: `theme-new:${await r.group()}`, fields: theme, in: group }),
  },
  ...['theme-raise', 'theme-edit', 'theme-discard'].map(
    (what): Tried => ({
      ...{ name: what, may: chair, changes: true },
      does: async (r) => ({ press: `${what}:${await r.draft()}`, in: group }),
    }),
  ),
  {
    ...{ name: 'rewrites a draft', may: chair },
    does: async (r) => ({ form: `theme-edit:${await r.draft()}`, fields: theme, in: group }),
  },
  {
    ...{ name: 'chooses the topic of a draft', may: chair },
    does: async (r) => ({ menu: `theme-topic:${await r.draft()}`, values: ['climate'] }),
  },
  {
    ...{ name: 'joins a theme', may: chair, changes: true },
    does: async (r) => ({ press: `theme-join:${await r.draft()}/${await r.others()}`, in: group }),
  },
  { name: '/escalate flags', may: moderators, does: async () => ({ words: 'flags' }) },
  {
    ...{ name: 'turns the flags', may: moderators },
    does: async (r) => ({ press: `flags:${await r.group()}/0`, in: group }),
  },
];

/** Every act that is not everybody's; forms are sent off as well by somebody before whom they never opened. */
export const acts: readonly Tried[] = [...onCouncil, ...answers, ...ofGroup];

/** Everybody's, so never refused as not theirs: with them, all that the feature registers is in this file. */
export const everybodys = {
  words: ['show', 'register', 'priorities', 'help'],
  presses: ['flag', 'themes', 'priorities-page', 'theme-answer'],
  submissions: ['flag', 'theme-answer'],
};

let count = 0;

/** The act as it comes from somebody on a platform. */
export function incoming(act: Act, role: Role, platform: Platform): Incoming {
  count += 1;
  const person: PersonRef = { platform, id: accounts[role][platform], name: `Some ${role}` };
  const from = { person, act: `tried/${count}` };
  if ('words' in act)
    return {
      ...{ ...from, kind: 'command', channel: group[platform] },
      ...{ name: act.command ?? 'escalate', words: act.words },
    };
  const where = 'in' in act ? act.in : council;
  const channel = where === null ? null : (where ?? council)[platform];
  const post = { platform, channel: channel ?? 'D0', id: '1', url: 'https://chat.test/1' };
  if ('menu' in act) return { ...from, kind: 'selection', id: act.menu, values: act.values, channel, post };
  if ('press' in act) return { ...from, kind: 'press', id: act.press, channel, post };
  return { ...from, kind: 'submission', id: act.form, fields: act.fields, channel };
}
