import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Poll } from '../../src/polls/store.ts';
import { type OpenFeature, openFeature, said } from './open-feature.ts';
import { idsOf, standPoll } from './standing.ts';

describe('adding an option', () => {
  let feature: OpenFeature;
  beforeAll(async () => {
    feature = await openFeature();
  });
  afterAll(() => feature?.close());

  const stand = (more = {}) =>
    standPoll(feature, { mayAdd: true, anonymous: false, options: ['Dose audit', 'Image quality'], ...more });
  const add = (poll: Poll, option: string, who = 'slack/U1') =>
    feature.submit(who, `add:${poll.id}`, { option });
  const texts = async (poll: Poll) =>
    (await feature.db.pollOption.findMany({ where: { pollId: poll.id }, orderBy: { place: 'asc' } })).map(
      ({ text }) => text,
    );
  const chosen = async (poll: Poll, voter = 'slack/U1') =>
    (await feature.db.ballot.findMany({ where: { pollId: poll.id, voter } })).flatMap(
      ({ choices }) => choices,
    );

  it('opens a form, and puts what is written there last, chosen by whoever wrote it', async () => {
    const poll = await stand();
    const reply = await feature.press('slack/U1', `add:${poll.id}`);
    expect(reply).toMatchObject({ kind: 'ask', form: { id: `add:${poll.id}`, title: 'Add an option' } });
    await feature.press('slack/U1', `vote:${poll.id}/${poll.options[0]!.id}`);
    const words = said(await add(poll, '  Linac\u202e commis\u0000sioning '));
    expect(words).toContain('“Linac commissioning” is added, and you have chosen: “Linac commissioning”');
    expect(words).toContain('Linac commissioning\n██████████ 1 · 100%');
    expect(await texts(poll)).toEqual(['Dose audit', 'Image quality', 'Linac commissioning']);
    const [, , added] = await feature.db.pollOption.findMany({
      where: { pollId: poll.id },
      orderBy: { place: 'asc' },
    });
    expect(added).toMatchObject({ added: true, place: 3, hidden: false });
    expect(await chosen(poll)).toEqual([added!.id]);
    expect(await feature.db.poll.findUnique({ where: { id: poll.id } })).toMatchObject({ stale: true });
  });

  it('takes one that is the same but for case, spacing or plural for the one that is there', async () => {
    const poll = await stand();
    expect(said(await add(poll, 'dose   AUDITS'))).toContain(
      '“Dose audit” is there already, and you have chosen: “Dose audit”',
    );
    expect(await texts(poll)).toEqual(['Dose audit', 'Image quality']);
    expect(await chosen(poll)).toEqual([idsOf(poll)['Dose audit']]);
  });

  it('adds it to what the person has chosen where several may be, as far as the limit allows', async () => {
    const poll = await stand({ most: 2 });
    const ids = idsOf(poll);
    await feature.choose('slack/U1', `pick:${poll.id}`, [ids['Dose audit']!]);
    expect(said(await add(poll, 'Shielding'))).toContain('you have chosen: “Dose audit”, “Shielding”');
    expect(said(await add(poll, 'Brachytherapy'))).toContain(
      '“Brachytherapy” is added. You have already made all your choices, so your answer is unchanged: “Dose audit”, “Shielding”',
    );
    expect(await texts(poll)).toHaveLength(4);
    expect(await chosen(poll)).toHaveLength(2);
  });

  it('asks for words where there are none, and for fewer where there are too many', async () => {
    const poll = await stand();
    for (const nothing of ['', '  ', '\u200b\u202e', '\u200d', '—', '...'])
      expect(await add(poll, nothing), JSON.stringify(nothing)).toMatchObject({ kind: 'fix' });
    expect(said(await add(poll, 'x'.repeat(76)))).toBe(
      'This is 76 characters long. Please shorten it to 75.',
    );
    expect(await texts(poll)).toHaveLength(2);
    expect(said(await add(poll, '👍'))).toContain('is added');
  });

  it('is refused where options are fixed, the poll has closed, or a chair has hidden the same', async () => {
    const fixed = await stand({ mayAdd: false });
    for (const reply of [await add(fixed, 'More'), await feature.press('slack/U1', `add:${fixed.id}`)])
      expect(said(reply)).toBe('You cannot add options to this poll. Please choose one of its options.');
    const closed = await stand({ state: 'closed', anonymous: false });
    expect(said(await add(closed, 'More'))).toContain('This poll closed on');
    const poll = await stand();
    await feature.db.pollOption.updateMany({ where: { pollId: poll.id, place: 1 }, data: { hidden: true } });
    expect(said(await add(poll, 'dose audits'))).toContain('A chair has hidden this option');
    expect(await chosen(poll)).toEqual([]);
  });

  it('holds 25 options, also when thirty people add one at the same moment, and the same only once', async () => {
    const poll = await stand();
    const replies = await Promise.all([
      ...Array.from({ length: 27 }, (_, at) => add(poll, `Option number ${at}`, `slack/U${at}`)),
      ...Array.from({ length: 3 }, (_, at) => add(poll, 'Option number 0', `discord/${at}`)),
    ]);
    expect(await texts(poll)).toHaveLength(25);
    expect(new Set(await texts(poll)).size).toBe(25);
    const full = replies.map(said).filter((words) => words.startsWith('This poll already has 25 options'));
    expect(full.length).toBeGreaterThanOrEqual(4);
    const ballots = await feature.db.ballot.count({ where: { pollId: poll.id } });
    expect(ballots).toBe(30 - full.length);
    // A button that was pressed while there were few still works.
    const ids = idsOf(poll);
    expect(said(await feature.press('slack/Unew', `vote:${poll.id}/${ids['Dose audit']}`))).toContain(
      'Counted',
    );
  });
});
