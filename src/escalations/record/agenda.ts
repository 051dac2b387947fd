import type { App } from '../../app.ts';
import { addDays, type Day, dayIn } from '../../time.ts';
import { councilOf } from '../theme/store.ts';
import {
  askedThemes,
  crossCutting,
  newThemes,
  overdueThemes,
  parkedThemes,
  underWay,
} from './agenda-themes.ts';
import { readThemes } from './read.ts';
import { risingTopics } from './rising.ts';
import type { At, Section } from './section.ts';
import { flaggedThings, formingTopics, runningPriorities, topNeeds } from './trends.ts';

/** What the council may want to talk about, as it is at one moment. */
export interface Agenda {
  council: string;
  today: Day;
  sections: readonly Section[];
}

/** Days that “new”, “rising” and “gathering” look back. */
const lookBack = 30;

/** Reads the agenda. @param from the local day from which on what was raised is new; left out, 30 days ago */
export async function readAgenda({ db, now }: Pick<App, 'db' | 'now'>, from?: Day): Promise<Agenda> {
  const council = await councilOf(db);
  const instant = now();
  const at: At = { zone: council.zone, today: dayIn(council.zone, instant) };
  const themes = await readThemes(db);
  return {
    council: council.name,
    today: at.today,
    sections: [
      newThemes(themes, from ?? addDays(at.today, -lookBack), at),
      overdueThemes(themes, at),
      askedThemes(themes, at),
      crossCutting(themes, await formingTopics(db, instant, lookBack), at),
      underWay(themes, at),
      parkedThemes(themes),
      await risingTopics(db, instant, lookBack),
      await topNeeds(db),
      await runningPriorities(db, instant),
      await flaggedThings(db, council.channels[0]?.platform ?? ''),
    ],
  };
}
