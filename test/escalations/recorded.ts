import type { Db } from '../../src/db.ts';
import type { ChangeKind } from '../../src/escalations/theme/step.ts';
import { type Ask, isEnded, type State, type Urgency } from '../../src/escalations/theme/theme.ts';
import { giveIdea } from '../ideas/rows.ts';
import { closedPoll } from '../polls/closed.ts';
import { flagIn, thingOf } from './things.ts';

export interface Past {
  act: ChangeKind;
  /** Where the theme is from then on. */
  state: State;
  /** ISO 8601. */
  at: string;
  by?: string;
  words?: string;
  action?: Ask;
  who?: string;
  /** Local day. */
  day?: string;
}

export interface GivenTheme {
  title?: string;
  words?: string;
  /** Slugs, the one that raised it first. */
  groups?: readonly string[];
  topic?: string | null;
  ask?: Ask;
  urgency?: Urgency;
  raiser?: string;
  /** ISO 8601. */
  raised: string;
  /** What happened after it was raised. */
  after?: readonly Past[];
  /** Local day until which something is to happen; needed unless it is at an end. */
  due?: string;
}

/** Puts a theme and its history down as if all that had happened. Nobody is told, and nobody is ever reminded. @returns its row id and number */
export async function giveTheme(db: Db, given: GivenTheme): Promise<{ id: number; number: number }> {
  const { title = 'Shared test cases', words = 'Each of us makes their own.', raiser = 'Ada Obi' } = given;
  const { groups = ['clinical-computing'], topic = 'digital', ask = 'guidance_note', after = [] } = given;
  const at = new Date(given.raised);
  const state = after.at(-1)?.state ?? 'raised';
  const ids: number[] = [];
  for (const slug of groups) ids.push((await db.group.findUniqueOrThrow({ where: { slug } })).id);
  const last = await db.theme.aggregate({ _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const watched = isEnded(state) ? null : given.due;
  const { id } = await db.theme.create({
    data: {
      ...{ number, title, words, ask, urgency: given.urgency ?? 'routine', topic, state, raiser },
      ...{ createdAt: at, raisedAt: at, decideBy: '2099-01-01', dueDay: watched ?? null },
      // Never, so that these rows stay as they are.
      remindAt: watched ? new Date('2099-01-01T10:00:00Z') : null,
      drawnDay: '2099-01-01',
      groups: {
        create: ids.map((groupId, place) => ({
          ...{ groupId, joinedAt: new Date(at.getTime() + place), by: raiser },
          ...{ platform: 'slack', user: 'U0ADA00001' },
        })),
      },
    },
  });
  const raise: Past = { act: 'raise', state: 'raised', at: given.raised, by: raiser };
  for (const { at: when, by = 'Cat Fraser', ...past } of [raise, ...after]) {
    const groupId = past.act === 'raise' ? ids[0]! : null;
    await db.themeChange.create({ data: { themeId: id, at: new Date(when), by, groupId, ...past } });
  }
  return { id, number };
}

/** Seven themes of a year, as it stands on Friday 20 November 2026, Easter and the spring bank holiday between. */
export async function giveYear(db: Db): Promise<void> {
  await giveTheme(db, {
    title: 'One way to accept software',
    raised: '2026-04-02T09:00:00Z',
    after: [
      { act: 'take', state: 'taken', at: '2026-04-08T09:00:00Z' },
      {
        ...{ act: 'decide', state: 'decided', at: '2026-04-14T09:00:00Z', action: 'guidance_note' },
        ...{ who: 'Carl Voss', day: '2026-05-29', words: 'We write it together.' },
      },
      { act: 'finish', state: 'done', at: '2026-05-01T09:00:00Z', words: 'It is out.' },
    ],
  });
  await giveTheme(db, {
    ...{ title: 'Isotopes run short', groups: ['nuclear-medicine'], topic: 'safety', raiser: 'Noor Aziz' },
    raised: '2026-05-11T09:00:00Z',
    after: [
      { act: 'ask', state: 'asked', at: '2026-05-13T09:00:00Z', words: 'How often?' },
      { act: 'answer', state: 'taken', at: '2026-05-22T09:00:00Z', by: 'Noor Aziz', words: 'Weekly.' },
      { act: 'decline', state: 'declined', at: '2026-05-29T09:00:00Z', words: 'Others see to it.' },
    ],
  });
  await giveTheme(db, {
    ...{ title: 'Carbon of computing', groups: ['clinical-computing', 'sustainability'] },
    // In London it is October already.
    raised: '2026-09-30T23:30:00Z',
    after: [{ act: 'take', state: 'taken', at: '2026-10-09T09:00:00Z' }],
    due: '2026-10-29',
  });
  await giveTheme(db, {
    ...{ title: 'Gas in theatres', groups: ['sustainability'], topic: 'climate', urgency: 'urgent' },
    raised: '2026-11-16T09:00:00Z',
    after: [
      { act: 'ask', state: 'asked', at: '2026-11-18T09:00:00Z', words: 'Which gases,\n# and how much?' },
    ],
    due: '2026-12-02',
  });
  await giveTheme(db, {
    ...{
      title: hostile,
      words: hostile,
      groups: ['nuclear-medicine'],
      topic: null,
      raiser: '@here | <b>x</b>',
    },
    raised: '2026-11-19T09:00:00Z',
    due: '2026-11-26',
  });
  await giveTheme(db, {
    title: 'A round of round tables',
    raised: '2026-10-05T09:00:00Z',
    after: [
      {
        ...{ act: 'decide', state: 'decided', at: '2026-10-12T09:00:00Z', action: 'round_table' },
        ...{ who: 'Carl Voss', day: '2026-12-11', words: 'Come and tell.' },
      },
      { act: 'report', state: 'acting', at: '2026-11-02T09:00:00Z', words: 'The room is booked.' },
    ],
    due: '2026-12-14',
  });
  await giveTheme(db, {
    ...{ title: 'Names of beams', groups: ['nuclear-medicine'], topic: 'safety' },
    raised: '2026-10-06T09:00:00Z',
    after: [
      {
        act: 'park',
        state: 'parked',
        at: '2026-10-08T09:00:00Z',
        day: '2027-01-15',
        words: 'After the year.',
      },
    ],
    due: '2027-01-15',
  });
}

/** Next to a year: topics that gather and rise, needs, a priority, and flags, one of which was raised and came to nothing. */
export async function giveSigns(db: Db): Promise<void> {
  const groups = await db.group.findMany({ orderBy: { id: 'asc' }, take: 3 });
  const at = new Date('2026-11-10T09:00:00Z');
  await db.forming.create({ data: { topic: 'workforce', at, groupIds: groups.map(({ id }) => id) } });
  await db.forming.create({
    data: { topic: 'safety', at: new Date('2026-10-01T09:00:00Z'), groupIds: [1] },
  });
  const strong = await thingOf(db, 'Seen [by](https://evil.test) two', 'climate');
  await flagIn(db, strong, 'clinical-computing', ['ben', 'eve']);
  const gathered = await thingOf(db, 'Gathered', 'digital');
  await flagIn(db, gathered, 'sustainability', ['dana']);
  const { id } = await giveTheme(db, {
    ...{ title: 'Gathered', groups: ['sustainability'], raised: '2026-01-05T09:00:00Z' },
    after: [{ act: 'decline', state: 'declined', at: '2026-01-06T09:00:00Z' }],
  });
  await db.evidence.create({ data: { themeId: id, thingId: gathered, groupId: groups[1]!.id } });
  for (const [title, sent] of [
    ['One', '2026-11-02'],
    ['Two', '2026-10-02'],
    ['Three', '2026-08-02'],
  ] as const)
    await giveIdea(db, { title, topic: 'climate', at: `${sent}T10:00:00Z` });
  await giveIdea(db, { title: 'Hidden', topic: 'climate', hidden: true, at: '2026-11-02T10:00:00Z' });
  const item = await db.item.create({
    data: {
      ...{ key: 'seen', title: 'Seen', summary: '', seenAt: at },
      tags: [{ topic: 'climate' }, { topic: 'digital' }],
    },
  });
  for (const { id: groupId } of groups) {
    const made = { groupId, day: '2026-11-10', state: 'composed', composedAt: at } as const;
    const { id: editionId } = await db.edition.create({ data: made });
    await db.entry.create({
      data: { editionId, groupId, itemId: item.id, rank: 1, score: 1, reasons: [] },
    });
  }
  const { id: callId } = await db.priority.create({
    data: {
      ...{
        topic: 'climate',
        words: 'What would help?',
        until: '2026-11-20',
        call: true,
        at,
        by: 'Cat Fraser',
      },
      groups: { create: [{ groupId: groups[0]!.id }] },
    },
  });
  const over = { topic: 'digital', words: 'Over', call: false, at, by: 'Cat Fraser' };
  await db.priority.create({
    data: { ...over, until: '2026-11-19', groups: { create: [{ groupId: groups[0]!.id }] } },
  });
  await db.idea.updateMany({ where: { title: 'One' }, data: { callId } });
  await closedPoll(db, {
    groups: ['clinical-computing'],
    answers: { all: 30 },
    options: Object.fromEntries([9, 8, 7, 6, 5, 4].map((all) => [`Need of ${all}`, { all }])),
  });
}

/** What no format may let out: formula, table, heading, link, image, HTML, mention, reference. */
export const hostile =
  '=HYPERLINK("https://evil.test","x") | [x](javascript:alert(1)) ![i](https://evil.test/i.png) <script>alert(1)</script> <!-- @everyone _www.evil.test #12 `c` **b** _i_ &lt;';
