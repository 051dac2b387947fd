import { expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { signal } from './chores.ts';
import { onEachBackend } from './stage.ts';

onEachBackend('queues do what is due', (stage) => {
  it('does what a look finds, once', async () => {
    await stage.start();
    await stage.chores.add(3);
    await Promise.all([stage.settle(), stage.settle()]);
    await stage.settle();
    expect(await stage.chores.done()).toEqual([1, 1, 1]);
  });

  it('does a row at once when woken, without a look', async () => {
    const { wake } = await stage.start();
    const [id] = await stage.chores.add(1);
    wake(stage.chores.queue.name, id!);
    await until(async () => (await stage.chores.done())[0] === 1);
  });

  it('calls once for a row that was reported many times while it waited', async () => {
    const held = signal();
    const calls: string[] = [];
    const { wake, looked, idle } = await stage.start({
      parallel: 1,
      async work(app, id) {
        calls.push(id);
        if (calls.length === 1) await held.promise;
        await stage.chores.queue.work(app, id);
      },
    });
    const [first, second] = await stage.chores.add(2);
    wake(stage.chores.queue.name, first!);
    await until(() => calls.length === 1);
    for (let i = 0; i < 20; i++) wake(stage.chores.queue.name, second!);
    await Promise.all([looked(), looked()]);
    held.give();
    await idle();
    expect(calls).toEqual([first, second]);
  });

  it('finds at the next look what was woken in vain because it was just being worked on', async () => {
    const begun = signal();
    const held = signal();
    const { wake } = await stage.start({
      async work(app, id) {
        begun.give();
        await held.promise;
        await stage.chores.queue.work(app, id);
      },
    });
    const [id] = await stage.chores.add(1);
    wake(stage.chores.queue.name, id!);
    await begun.promise;
    await stage.chores.sql('UPDATE chore SET wanted = 2');
    wake(stage.chores.queue.name, id!);
    held.give();
    await stage.queues.idle();
    await stage.settle();
    expect(await stage.chores.done()).toEqual([2]);
  });

  it('tries again what failed, while the others go on', async () => {
    const calls: string[] = [];
    await stage.start({
      parallel: 1,
      async work(app, id) {
        calls.push(id);
        if (calls.length === 1) throw new Error('the first time it fails');
        await stage.chores.queue.work(app, id);
      },
    });
    await stage.queues.looked(); // so that the look of the start is over, and finds nothing of what is added now
    await stage.chores.add(4);
    await stage.queues.looked();
    await until(async () => (await stage.chores.done()).every((times) => times === 1)); // by itself: nobody looks again
    expect(calls).toEqual(['1', '2', '3', '4', '1']);
  });

  it('lets a poisoned row fail for ever without holding up the rest, whatever its error says', async () => {
    const poison = `nul \u0000 and a lone surrogate \ud800 with a long tail ${'x'.repeat(10_000)}`;
    await stage.start({
      parallel: 1,
      async work(app, id) {
        if (id === '1') throw new Error(poison);
        await stage.chores.queue.work(app, id);
      },
    });
    await stage.chores.add(3);
    for (let i = 0; i < 3; i++) await stage.settle();
    expect(await stage.chores.done()).toEqual([0, 1, 1]);
    const complaints = stage.chores.lines.filter((line) => line.level === 50);
    expect(complaints[0]).toMatchObject({
      queue: stage.chores.queue.name,
      id: '1',
      times: 1,
      againInMs: 1_000,
    });
    expect(String(complaints[0]!.why)).toContain('nul');
  });

  it('does everything due after all reminders were lost', async () => {
    const begun = signal();
    const held = signal();
    await stage.start({
      parallel: 1,
      async work(app, id) {
        begun.give();
        await held.promise;
        await stage.chores.queue.work(app, id);
      },
    });
    await stage.chores.add(20);
    await stage.queues.looked();
    await begun.promise;
    await stage.place.wipe();
    held.give();
    await until(async () => (await stage.chores.done())[0] === 1);
    await stage.settle();
    expect(await stage.chores.done()).toEqual(Array(20).fill(1));
  });

  it('does 500 rows at once, each once', async () => {
    await stage.start({ parallel: 20 });
    await stage.chores.add(500);
    await stage.settle();
    expect(await stage.chores.done()).toEqual(Array(500).fill(1));
  });

  it('asks the clock that it was handed', async () => {
    await stage.start();
    await stage.chores.sql(`INSERT INTO chore (due_at) VALUES ('2026-11-20T09:00:00Z')`);
    await stage.settle();
    expect(await stage.chores.done()).toEqual([0]);
    stage.chores.setClock('2026-11-20T09:00:00Z');
    await stage.settle();
    expect(await stage.chores.done()).toEqual([1]);
  });

  it('looks by itself, again and again', async () => {
    await stage.start({ every: 10 });
    for (const round of [1, 2, 3]) {
      await stage.chores.add(1);
      await until(async () => (await stage.chores.done()).filter((times) => times === 1).length === round);
    }
  });
});
