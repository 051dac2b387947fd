import type { Db } from '../../src/db.ts';
import { keyOf } from '../../src/polls/option.ts';
import { tag } from '../../src/taxonomy/tag.ts';

/** People of all together (`all`) and of the groups, by slug, that may be shown by themselves. */
export type Count = Readonly<Record<string, number>>;

export interface ClosedPoll {
  /** Slugs. */
  groups: readonly string[];
  answers: Count;
  /** Who could have answered. */
  people?: Count;
  /** By its text, who chose an option. Of a `level` poll: in the order of the scale. */
  options: Readonly<Record<string, Count>>;
  /** When it closed; 1 November 2026, 17:00 unless it is said. */
  at?: string;
  question?: string;
  template?: 'need' | 'pulse' | 'level';
  /** Of a `level` poll: the need, by its title. */
  about?: string;
  previous?: number;
}

/** Puts a poll down as it stands once it is closed, its needs with it. @returns its id */
export async function closedPoll(db: Db, poll: ClosedPoll): Promise<number> {
  const { template = 'need', at = '2026-11-01T17:00:00Z', question = 'Which would help you most?' } = poll;
  const closedAt = new Date(at);
  const groups = await db.group.findMany({ where: { slug: { in: [...poll.groups] } } });
  const idOf = (slug: string) => groups.find((group) => group.slug === slug)!.id;
  const options = [];
  for (const [index, [text, counts]] of Object.entries(poll.options).entries()) {
    const needId = template === 'level' ? null : await needOf(db, text, closedAt);
    options.push({ place: index + 1, text, key: keyOf(text), needId, counts });
  }
  const about = poll.about === undefined ? null : await needOf(db, poll.about, closedAt);
  const made = await db.poll.create({
    data: {
      template,
      question,
      needId: about,
      most: 1,
      mayAdd: false,
      anonymous: true,
      shows: 'voted',
      state: 'closed',
      previousId: poll.previous ?? null,
      asker: 'Cleo Tan',
      zone: 'Europe/London',
      createdAt: closedAt,
      opensAt: new Date(closedAt.getTime() - 7 * 86_400_000),
      lasts: 7,
      closesAt: closedAt,
      closedAt,
      announcedAt: closedAt,
      groups: { create: poll.groups.map((slug) => ({ groupId: idOf(slug) })) },
      options: { create: options.map(({ counts: _, ...option }) => option) },
    },
    include: { options: true },
  });
  for (const [slug, answers] of Object.entries(poll.answers)) {
    const counts = options.map(({ key, counts: of }) => ({
      optionId: made.options.find((option) => option.key === key)!.id,
      people: of[slug] ?? 0,
    }));
    await db.result.create({
      data: {
        pollId: made.id,
        groupId: slug === 'all' ? null : idOf(slug),
        answers,
        people: poll.people?.[slug] ?? null,
        // Of an anonymous poll with fewer answers nothing else is kept.
        ...(answers < 5 ? {} : { counts: { create: counts } }),
      },
    });
  }
  return made.id;
}

async function needOf(db: Db, title: string, createdAt: Date): Promise<number> {
  const key = keyOf(title);
  const row = { title, key, topic: tag(title)[0]?.topic ?? null, createdAt };
  const { id } = await db.need.upsert({ where: { key }, create: row, update: {} });
  return id;
}
