import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '../../src/db.ts';
import { type Desk, openDesk, stack } from './operator.ts';

let desk: Desk;
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  desk = await openDesk();
  ({ db, close } = openDatabase(desk.databaseUrl, 2));
  await desk.lookout(['apply', desk.file]);
});
afterAll(async () => {
  await close?.();
  await desk?.close();
});

async function ask(text: string, how = desk.lookout) {
  const file = join(desk.folder, 'polls.yaml');
  await writeFile(file, text);
  return how(['needs', 'ask', file]);
}

const two = `polls:
  - question: Which would help?
    options: [DICOM, Dosimetry]
    groups: [clinical-computing]
    choose: any
    opens: 2099-06-01 09:00
  - template: level
    subject: MR safety
    groups: all
    anonymous: false
    asker: ada
`;

// In this order, on one database.
describe('lookout needs ask', { shuffle: false }, () => {
  it('plans nothing of a file with a mistake, and names it with its line', async () => {
    const { code, out, err } = await ask(two.replace('groups: all', 'groups: [sustainabilty]'));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /polls\.yaml:9: poll 2: groups names the group “sustainabilty”, which does not exist\. Expected: .*did you mean “sustainability”/,
    );
    expect(err).not.toMatch(stack);
    expect(await db.poll.count()).toBe(0);
    expect(await db.need.count()).toBe(0);
  });

  it('plans every poll, says so, and leaves what it has planned the second time', async () => {
    const { code, out, err } = await ask(two, (args) => desk.start(args).ended);
    expect([code, err]).toEqual([0, '']);
    const [first, second] = out.trim().split('\n');
    expect(first).toBe(
      'Planned: “Which would help?” for Clinical Computing SIG, on Mon 1 Jun 2099, 09:00 (Europe/London), until Mon 8 Jun 2099, 17:00; goes out once.',
    );
    expect(second).toMatch(
      /^Planned: “How confident are you in MR safety\?” for Clinical Computing SIG, Environmental Sustainability CoI and Nuclear Medicine SIG, as soon as Lookout runs, until .*; goes out once\.$/,
    );
    const polls = await db.poll.findMany({ include: { need: true, options: true }, orderBy: { id: 'asc' } });
    expect(polls).toMatchObject([
      {
        state: 'planned',
        most: 25,
        asker: 'National Office',
        askerId: null,
        opensAt: new Date('2099-06-01T08:00:00Z'),
      },
      {
        state: 'planned',
        most: 1,
        asker: 'Ada Obi',
        anonymous: false,
        need: { title: 'MR safety', key: 'mr safety' },
      },
    ]);
    expect(polls[1]!.options).toHaveLength(5);
    const again = await ask(two);
    expect(
      again.out
        .trim()
        .split('\n')
        .every((line) => line.startsWith('Left unchanged: ')),
    ).toBe(true);
    expect(await db.poll.count()).toBe(2);
  });
});
