import type { App } from '../../../app.ts';
import { type TopicId, topicIds, topicName } from '../../../taxonomy/topics.ts';
import { type Day, dayIn } from '../../../time.ts';
import { type Clocks, USUAL_CLOCKS } from '../../theme/clocks.ts';
import { councilOf } from '../../theme/store.ts';
import { topicOf } from '../../theme/thing.ts';
import { type Recorded, readThemes } from '../read.ts';
import { type Figures, measure } from './measure.ts';
import { type Quarter, quarterOf, quartersFrom, showQuarter } from './quarter.ts';

/** Figures under what they are of. */
export interface Named {
  name: string;
  figures: Figures;
}

/** How the council has answered what was raised. */
export interface Measures {
  council: string;
  today: Day;
  /** Working days. */
  clocks: Pick<Clocks, 'acknowledge' | 'decide'>;
  all: Figures;
  /** Of raising, in the council's zone: all from the first to this one, also those without a theme. */
  quarters: (Named & { quarter: Quarter })[];
  /** Only those with a theme; one of several groups counts in each. */
  groups: Named[];
  topics: Named[];
}

/** Reads the measures as they are now. */
export async function readMeasures({
  db,
  now,
  clocks,
}: Pick<App, 'db' | 'now' | 'clocks'>): Promise<Measures> {
  const { name, zone } = await councilOf(db);
  return measuresOf(await readThemes(db), name, { ...USUAL_CLOCKS, ...clocks }, dayIn(zone, now()), zone);
}

function measuresOf(
  themes: readonly Recorded[],
  council: string,
  { acknowledge, decide }: Clocks,
  today: Day,
  zone: string,
): Measures {
  const clocks = { acknowledge, decide };
  const of = (some: readonly Recorded[]) => measure(some, clocks, today, zone);
  const quarter = ({ raisedAt }: Recorded) => quarterOf(dayIn(zone, raisedAt));
  const first = themes.map(quarter).toSorted()[0];
  const groups = new Map(themes.flatMap((theme) => theme.groups.map(({ group }) => [group.id, group.name])));
  const topics: (TopicId | null)[] = [...topicIds, null];
  return {
    council,
    today,
    clocks,
    all: of(themes),
    quarters: (first === undefined ? [] : quartersFrom(first, quarterOf(today))).map((one) => ({
      quarter: one,
      name: showQuarter(one),
      figures: of(themes.filter((theme) => quarter(theme) === one)),
    })),
    groups: [...groups]
      .map(([id, name]) => ({
        name,
        figures: of(themes.filter((theme) => theme.groups.some(({ groupId }) => groupId === id))),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    topics: topics
      .map((topic) => ({
        name: topic === null ? 'No topic' : topicName(topic),
        figures: of(themes.filter((theme) => topicOf(theme) === topic)),
      }))
      .filter(({ figures }) => figures.themes > 0),
  };
}
