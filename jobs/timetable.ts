import type { App } from '../src/app.ts';
import { dueOldActions, forgetOldActions } from '../src/chat/acts.ts';
import type { ChatPlatform } from '../src/chat/port.ts';
import { countPeople, dueHeadcounts } from '../src/community/headcount.ts';
import { deliver } from '../src/delivery/deliver.ts';
import { dueDeliveries } from '../src/delivery/due.ts';
import { compose } from '../src/digest/compose.ts';
import { dueGroups } from '../src/digest/due.ts';
import { refreshEdition, staleEditions } from '../src/digest/refresh.ts';
import { dueEscalations } from '../src/escalations/due.ts';
import { runDueEscalation } from '../src/escalations/run-due.ts';
import { dueIdeas } from '../src/ideas/due.ts';
import { runDueIdea } from '../src/ideas/run-due.ts';
import { applyRetention, dueRetention } from '../src/mydata/forgetting/retention.ts';
import { duePolls } from '../src/polls/due.ts';
import { runDuePoll } from '../src/polls/run-due.ts';
import { type QueueName, queues, type RowIds } from '../src/queues.ts';
import { dueSources } from '../src/sources/due.ts';
import { type Reading, refresh } from '../src/sources/refresh.ts';
import type { Queue } from './queue.ts';

/** How one queue is worked on: as `Queue` (queue.ts), with ids of its own type. */
interface Entry<Id> extends Pick<Queue, 'every' | 'parallel'> {
  due(app: App): Promise<Id[]>;
  work(app: App, id: Id): Promise<void>;
}

export type Timetable = { readonly [Name in QueueName]: Entry<RowIds[Name]> };

/** What is outside of the database: the platforms that are connected, and how feeds are read. */
export interface Outside {
  platforms: readonly ChatPlatform[];
  feeds: Reading;
}

/** Every queue of the house: how often the database is asked (milliseconds), how many rows are done at once, what is due, and how one is done. */
export function timetable({ platforms, feeds }: Outside): Timetable {
  const byName = new Map(platforms.map((platform) => [platform.name, platform]));
  const names = [...byName.keys()];
  return {
    /** Reads the feeds. They can wait; people who press a button cannot: reading and sorting items takes the processor. */
    sources: { every: 5_000, parallel: 4, due: dueSources, work: (app, id) => refresh(app, feeds, id) },
    /** Makes each group's edition when its hour has come. */
    digest: { every: 2_000, parallel: 2, due: dueGroups, work: compose },
    /** Renders editions anew as members find items useful. */
    useful: { every: 1_000, parallel: 2, due: staleEditions, work: refreshEdition },
    /** Opens, renders and closes polls, and says what came of them. */
    polls: { every: 1_000, parallel: 2, due: duePolls, work: runDuePoll },
    /** Takes in what members send, and follows it up. */
    ideas: { every: 1_000, parallel: 2, due: dueIdeas, work: runDueIdea },
    /** Renders cards anew, reminds of what is overdue, and tells what gathers. */
    escalations: { every: 2_000, parallel: 2, due: dueEscalations, work: runDueEscalation },
    /** Posts what was announced, and edits what is posted: enough at once for a platform that answers slowly, and few enough for who presses. */
    delivery: {
      ...{ every: 500, parallel: 20 },
      due: (app) => dueDeliveries(app, names),
      work: (app, id) => deliver(app, byName, id),
    },
    /** Asks how many people can read each channel. */
    headcount: {
      ...{ every: 60_000, parallel: 1, due: dueHeadcounts },
      work: (app, id) => countPeople(app, byName, id),
    },
    /** Forgets the actions that no platform will try again. */
    acts: { every: 600_000, parallel: 1, due: dueOldActions, work: forgetOldActions },
    /** Lets go of what has been stored for as long as it may be. */
    retention: { every: 600_000, parallel: 1, due: dueRetention, work: applyRetention },
  };
}

/** The same as queues, which know ids as text. */
export function queuesOf(table: Timetable): Queue[] {
  return (Object.keys(queues) as QueueName[]).map((name) => queueOf(name, table[name] as Entry<unknown>));
}

function queueOf(name: QueueName, { every, parallel, due, work }: Entry<unknown>): Queue {
  return {
    ...{ name, every, parallel },
    due: async (app) => (await due(app)).map(String),
    async work(app, text) {
      const id = queues[name](text);
      if (id === undefined)
        app.log.debug({ queue: name, id: text }, 'No row of this version has such an id.');
      else await work(app, id);
    },
  };
}
