import { expect, it } from 'vitest';
import type { Queue } from '../../jobs/queue.ts';
import { until } from '../support/until.ts';
import { markDone, signal } from './chores.ts';
import { onEachBackend } from './stage.ts';

onEachBackend('queues have manners', (stage) => {
  it('wakes later when asked to, also after a fraction of a millisecond or in many years', async () => {
    const calls: string[] = [];
    const { wake } = await stage.start({ due: async () => [], work: async (_, id) => void calls.push(id) });
    wake(stage.chores.queue.name, 'in-many-years', 2 ** 40);
    wake(stage.chores.queue.name, 'soon', 0.5);
    await until(() => calls.length > 0);
    await stage.queues.idle();
    expect(calls).toEqual(['soon']);
  });

  it('reports an id that cannot be one, and does the others', async () => {
    await stage.start({ due: async () => ['no:colon', '\u0000', '1'] });
    await stage.chores.add(1);
    await expect(stage.queues.looked()).rejects.toThrow('"no:colon" cannot be the id of a row');
    await stage.queues.idle();
    expect(await stage.chores.done()).toEqual([1]);
  });

  it('keeps its queues apart, and a broken one does not stop another', async () => {
    const broken: Queue = {
      ...stage.chores.queue,
      name: `${stage.chores.queue.name}-broken`,
      due: () => Promise.reject(new Error('no such column')),
    };
    await stage.start({}, [broken]);
    await stage.chores.add(2);
    await expect(stage.queues.looked()).rejects.toThrow('no such column');
    await expect(stage.queues.looked()).rejects.toThrow('no such column');
    await stage.queues.idle();
    expect(await stage.chores.done()).toEqual([1, 1]);
    const said = stage.chores.lines.filter((line) => line.level === 40 && line.why === 'no such column');
    expect(said).toHaveLength(1);
  });

  it('never throws from wake, even for a queue that does not exist', async () => {
    const { wake, stop } = await stage.start();
    wake('nobody', '1');
    wake(stage.chores.queue.name, 'a:b');
    expect(stage.chores.lines.filter((line) => Number(line.level) >= 40)).toHaveLength(2);
    await stop();
    wake(stage.chores.queue.name, '1');
  });

  it('finishes the work under way when it stops, begins nothing more and leaves no connection', async () => {
    await stage.place.connections(); // our own is open now
    const before = await stage.place.connections();
    const begun = signal();
    const held = signal();
    const { stop } = await stage.start({
      every: 10,
      parallel: 1,
      async work(app, id) {
        begun.give();
        await held.promise;
        await app.db.$executeRawUnsafe(markDone, Number(id));
      },
    });
    await stage.chores.add(5);
    await begun.promise;
    const stopped = stop();
    held.give();
    await stopped;
    expect(await stage.chores.done()).toEqual([1, 0, 0, 0, 0]);
    await stage.chores.close();
    await until(async () => (await stage.place.connections()) <= before);
  });

  it('stops though some work never ends', async () => {
    const begun = signal();
    const { stop } = await stage.start({
      work: () => {
        begun.give();
        return new Promise(() => {});
      },
    });
    await stage.chores.add(1);
    await stage.queues.looked();
    await begun.promise;
    await stop(100);
    expect(stage.chores.lines.at(-1)).toMatchObject({
      msg: 'The queues stop anyway; what is unfinished stays due.',
    });
  });
});
