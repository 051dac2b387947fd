import { expect, it } from 'vitest';
import { queuesOf, timetable } from '../../jobs/timetable.ts';
import type { App } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { type QueueName, queues } from '../../src/queues.ts';

const table = timetable({ platforms: [], feeds: { allowPrivate: false, contact: null } });

it('reads the ids of its rows, and nothing else', () => {
  const read = (queue: QueueName, ...ids: string[]) => ids.map((id) => queues[queue](id));
  const no = undefined;
  expect(read('polls', '7', 'theme-7', '', '1e3', '-1', '0x7', '9'.repeat(20))).toEqual([
    7,
    ...Array(6).fill(no),
  ]);
  const ids = ['theme-7', 'priority-3', 'flags-2', 'forming-climate', 'overdue', 'drafts', 'things'];
  expect(read('escalations', ...ids)).toEqual(ids);
  const strange = ['7', 'theme-', 'theme-x', 'theme-7-1', 'forming-', 'overdue-7', 'toString', 'toString-7'];
  expect(read('escalations', ...strange)).toEqual(strange.map(() => no));
  expect(read('acts', 'old', 'day')).toEqual(['old', no]);
  expect(read('retention', 'day', 'old')).toEqual(['day', no]);
});

it('has every queue once, with a name that BullMQ takes', () => {
  const names = queuesOf(table).map(({ name }) => name);
  expect(names).toEqual(Object.keys(queues));
  expect(names.filter((name) => /[^a-z]/.test(name))).toEqual([]);
});

it('leaves alone what only another version knows', async () => {
  const lines: string[] = [];
  const log = createLog('debug', [], { write: (line) => void lines.push(JSON.parse(line).id) });
  // Without a database: whoever looked for such a row would fail.
  for (const { work } of queuesOf(table)) await work({ log } as App, 'row-of-tomorrow');
  expect(lines).toEqual(Object.keys(queues).map(() => 'row-of-tomorrow'));
});
