import type { Tx } from '../../db.ts';
import { may } from '../theme/step.ts';
import { type State, states } from '../theme/theme.ts';

/** An open theme of other groups that seems to be about the same. */
export interface Similar {
  id: number;
  number: number;
  title: string;
  state: State;
  /** Names of its groups, the one that raised it first. */
  groups: string[];
  /** Why: `shares 2 items · similar words · same topic`. */
  why: string;
}

/** Of trigrams in common, from which on words are alike. */
const least = 0.3;
/** How much a common topic weighs beside the words. */
const topical = 0.2;
/** Characters that are compared: of a short and a long text little would be alike. */
const begins = 500;

const open = (Object.keys(states) as State[]).filter((state) => may('join', state));

/**
 * Open themes that others could join rather than raise their own: those with evidence in common first, then those with similar words,
 * then those on the same topic.
 * @param theme `groupId`: those of this group are left out; null for none. `things`: row ids of its evidence
 */
export async function similarThemes(
  tx: Tx,
  theme: {
    groupId: number | null;
    title: string;
    words: string;
    topic: string | null;
    things: readonly number[];
  },
  most = 3,
): Promise<Similar[]> {
  const { groupId, title, words, topic, things } = theme;
  const all = `${title} ${words}`.slice(0, begins).toWellFormed();
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT id, number, title, state::text AS state, topic IS NOT DISTINCT FROM ${topic} AND topic IS NOT NULL AS topical,
        (SELECT count(*) FROM evidence WHERE theme_id = theme.id AND thing_id = ANY(${things}::int[]))::int AS shared,
        greatest(similarity(title, ${title}), similarity(left(title || ' ' || words, ${begins}), ${all})) AS likeness
      FROM theme
      WHERE state::text = ANY(${open}::text[]) AND number IS NOT NULL
        AND NOT EXISTS (SELECT FROM theme_group WHERE theme_id = theme.id AND group_id = ${groupId})
    ) weighed
    WHERE shared > 0 OR likeness >= ${least}::float8 OR topical
    ORDER BY shared DESC, likeness + CASE WHEN topical THEN ${topical}::float8 ELSE 0 END DESC, id DESC LIMIT ${most}`;
  const groups = await tx.themeGroup.findMany({
    where: { themeId: { in: rows.map(({ id }) => id) } },
    select: { themeId: true, group: { select: { name: true } } },
    orderBy: [{ joinedAt: 'asc' }, { groupId: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    groups: groups.filter(({ themeId }) => themeId === row.id).map(({ group }) => group.name),
    why: whyOf(row),
  }));
}

interface Row {
  id: number;
  number: number;
  title: string;
  state: State;
  topical: boolean;
  shared: number;
  likeness: number;
}

function whyOf({ shared, likeness, topical }: Row): string {
  return [
    ...(shared > 0 ? [shared === 1 ? 'shares 1 item' : `shares ${shared} items`] : []),
    ...(likeness >= least ? ['similar words'] : []),
    ...(topical ? ['same topic'] : []),
  ].join(' · ');
}
