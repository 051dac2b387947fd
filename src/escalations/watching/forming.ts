import type { App } from '../../app.ts';
import { commit } from '../../commit.ts';
import { idOf } from '../../community/recipients.ts';
import { announce } from '../../delivery/announce.ts';
import { lock } from '../../locks.ts';
import type { EscalationId } from '../../queues.ts';
import { topicIds } from '../../taxonomy/topics.ts';
import { formingKey } from '../keys.ts';
import { councilOf } from '../theme/store.ts';
import { gatheringOn, gatheringTopics } from './gathering.ts';
import { chairsOf, councilPlaces } from './recipients.ts';
import { renderForming } from './render-forming.ts';

/** `forming-climate`, where several groups gather on a topic and nobody was told. */
export async function dueForming({ db, now }: Pick<App, 'db' | 'now'>): Promise<EscalationId[]> {
  return (await gatheringTopics(db, now())).map((topic) => `forming-${topic}` as const);
}

/** Tells the chairs of the groups that gather on a topic, and the council, that a cross-cutting theme may be forming: once. */
export async function tellForming(app: App, id: string): Promise<void> {
  const at = app.now();
  const topic = topicIds.find((one) => `forming-${one}` === id);
  if (topic === undefined) return;
  await commit(app, async (tx, wake) => {
    await lock(tx, 'formingThemes');
    if (!(await gatheringTopics(tx, at)).includes(topic)) return;
    const gathering = await gatheringOn(tx, at, topic);
    const { groupIds } = gathering;
    const { id: formingId } = await tx.forming.create({ data: { topic, at, groupIds } });
    const council = await councilOf(tx);
    const places = [
      ...(await councilPlaces(tx, council)).map((to) => ({ to, whom: 'council' as const })),
      ...(await chairsOf(tx, groupIds)).map((to) => ({ to, whom: 'chair' as const })),
    ];
    const subject = { kind: 'forming' as const, id: formingId };
    for (const { to, whom } of places) {
      const message = await renderForming(tx, gathering, council, { ...to, whom });
      const key = formingKey(formingId, { platform: to.platform, whom: idOf(to) });
      wake('delivery', await announce(tx, at, [{ key, to, subject, message }]));
    }
  });
}
