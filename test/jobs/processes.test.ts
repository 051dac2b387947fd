import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { passing } from '../support/compile.ts';
import { compiled } from '../support/program.ts';
import { until } from '../support/until.ts';
import { onEachBackend } from './stage.ts';

onEachBackend('several processes share their work', (stage) => {
  let program: string;
  let children: ChildProcess[] = [];
  beforeAll(async () => {
    program = await compiled('test/jobs/process.ts');
  });

  const start = (manner: 'hang' | 'share') => {
    const args = [JSON.stringify(stage.place.where), stage.chores.queue.name, manner];
    const child = spawn(process.execPath, [...passing, program, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  };
  const kill = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const taken = async () => (await stage.chores.sql('SELECT 1 FROM chore WHERE doer IS NOT NULL')).length;

  afterEach(async () => {
    await Promise.all(children.map(kill));
    children = [];
  });

  it('does the work of a process that was killed in the middle of it', async () => {
    await stage.chores.add(3);
    const child = start('hang');
    await until(async () => (await taken()) === 3);
    await kill(child);
    expect(await stage.chores.done()).toEqual([0, 0, 0]);
    await stage.start({ every: 100 });
    await until(async () => (await stage.chores.done()).every((times) => times === 1));
    await stage.queues.idle();
    expect(await stage.chores.done()).toEqual([1, 1, 1]);
  });

  it('gives rows to every process, and each row is done once', async () => {
    await stage.chores.add(30);
    start('share');
    start('share');
    await until(async () => (await stage.chores.done()).every((times) => times === 1));
    const doers = await stage.chores.sql('SELECT DISTINCT doer FROM chore');
    expect(doers).toHaveLength(2);
  });
});
