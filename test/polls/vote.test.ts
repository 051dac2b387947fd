import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeBallots } from '../../src/polls/answering/merge-ballots.ts';
import type { Poll } from '../../src/polls/store.ts';
import { placeOf, voterOf } from '../../src/polls/voter.ts';
import { until } from '../support/people.ts';
import { type OpenFeature, openFeature, said } from './open-feature.ts';
import { idsOf, standPoll } from './standing.ts';

describe('answering a poll', () => {
  let feature: OpenFeature;
  beforeAll(async () => {
    feature = await openFeature();
  });
  afterAll(() => feature?.close());

  const ballots = (poll: Poll) =>
    feature.db.ballot.findMany({ where: { pollId: poll.id }, orderBy: { voter: 'asc' } });
  const single = async (more = {}) => {
    const poll = await standPoll(feature, { options: ['A', 'B', 'C'], ...more });
    return { poll, ids: idsOf(poll) };
  };

  it('keeps the option pressed, and says what is counted and until when', async () => {
    const { poll, ids } = await single({ anonymous: false });
    const reply = await feature.press('slack/U1', `vote:${poll.id}/${ids.A}`);
    expect(said(reply)).toBe(
      'Counted: “A”\nWhich of these would help you most?\nTo change it, choose again under the poll, until Mon 30 Nov 2026, 09:00.\nA\n██████████ 1 · 100%\nB\n░░░░░░░░░░ 0 · 0%\nC\n░░░░░░░░░░ 0 · 0%',
    );
    expect(JSON.stringify(reply)).toContain(`withdraw:${poll.id}`);
    expect(await ballots(poll)).toMatchObject([
      { voter: 'slack/U1', place: 'clinical-computing', choices: [ids.A], drawn: false },
    ]);
  });

  it('keeps it when it is pressed again, changes it when another is, and counts it where it was given last', async () => {
    const { poll, ids } = await single({
      anonymous: false,
      groups: ['clinical-computing', 'sustainability'],
    });
    for (const option of ['A', 'A', 'B', 'B'])
      await feature.press('slack/U1', `vote:${poll.id}/${ids[option]}`);
    await feature.press('slack/U1', `vote:${poll.id}/${ids.B}`, { channel: 'sustainability' });
    expect(await ballots(poll)).toMatchObject([{ place: 'sustainability', choices: [ids.B] }]);
    await feature.press('slack/U1', `vote:${poll.id}/${ids.B}`, { channel: 'elsewhere' });
    expect(await ballots(poll)).toMatchObject([{ place: '', choices: [ids.B] }]);
  });

  it('shows no counts that nobody may see yet', async () => {
    const closed = await single({ shows: 'closed', anonymous: false });
    const words = said(await feature.press('slack/U1', `vote:${closed.poll.id}/${closed.ids.A}`));
    expect(words).toContain('Nobody sees the result before the poll closes.');
    expect(words).not.toContain('%');
    const { poll, ids } = await single({ shows: 'voted', anonymous: false });
    await feature.press('slack/U1', `vote:${poll.id}/${ids.A}`);
    const unanswered = said(await feature.press('slack/U2', `answer:${poll.id}`));
    expect(unanswered).toContain('You have not answered this poll yet.');
    expect(unanswered).not.toContain('%');
    const secret = await single({ anonymous: true, shows: 'always' });
    expect(said(await feature.press('slack/U1', `vote:${secret.poll.id}/${secret.ids.A}`))).toMatch(
      /To protect anonymity, the result so far is shown once 10 people have answered\.$/,
    );
  });

  it('takes several from a menu in place of those before, and no more than may be chosen', async () => {
    const { poll, ids } = await single({ most: 2, anonymous: false });
    await feature.choose('slack/U1', `pick:${poll.id}`, [ids.C!, ids.A!, ids.A!]);
    expect(await ballots(poll)).toMatchObject([{ choices: [ids.A, ids.C] }]);
    expect(said(await feature.press('slack/U1', `answer:${poll.id}`))).toContain('Your answer: “A”, “C”');
    await feature.choose('slack/U1', `pick:${poll.id}`, [ids.B!]);
    expect(await ballots(poll)).toMatchObject([{ choices: [ids.B] }]);
    const refused = await feature.choose('slack/U1', `pick:${poll.id}`, [ids.A!, ids.B!, ids.C!]);
    expect(said(refused)).toBe('You can choose at most 2, so nothing was changed. Please choose fewer.');
    expect(await ballots(poll)).toMatchObject([{ choices: [ids.B] }]);
  });

  it('refuses what is forged, foreign or hidden in words, and keeps nothing', async () => {
    const { poll, ids } = await single();
    const other = await single();
    await feature.db.pollOption.update({ where: { id: ids.C! }, data: { hidden: true } });
    const notOffered =
      'This option is not available, so nothing was changed. Please choose another under the poll.';
    const notOurs =
      'This button does not work. Please use one under a newer message, or type the command again.';
    for (const [id, words] of [
      [`vote:${poll.id}/${other.ids.A}`, notOffered],
      [`vote:${poll.id}/${ids.C}`, notOffered],
      [`vote:${poll.id}/999999999999`, notOurs],
      [`vote:${poll.id}/-1`, notOurs],
      [`vote:${poll.id}/1e3`, notOurs],
      [`vote:${poll.id}`, 'Nothing was chosen. Please choose an option under the poll.'],
      ['vote:x', notOurs],
      ['vote:', notOurs],
      ['vote:2147483647/1', 'This poll has been deleted. Type /needs polls to see what is open.'],
    ] as const)
      expect(said(await feature.press('slack/U1', id)), id).toBe(words);
    for (const values of [[], ['x'], [other.ids.B!], [ids.A!, ids.B!]])
      expect((await feature.choose('slack/U1', `pick:${poll.id}`, values)).kind).toBe('whisper');
    expect(await ballots(poll)).toEqual([]);
  });

  it('takes no answer before the poll opens, nor from the moment at which it closes', async () => {
    const planned = await single({ state: 'planned' });
    expect(said(await feature.press('slack/U1', `vote:${planned.poll.id}/${planned.ids.A}`))).toContain(
      'This poll is not open yet.',
    );
    const { poll, ids } = await single({ closesAt: '2026-11-23T17:00:00Z' });
    feature.set('2026-11-23T16:59:59.999Z');
    expect(said(await feature.press('slack/U1', `vote:${poll.id}/${ids.A}`))).toContain('Counted');
    feature.set('2026-11-23T17:00:00Z');
    for (const id of [`vote:${poll.id}/${ids.B}`, `withdraw:${poll.id}`, `answer:${poll.id}`])
      expect(said(await feature.press('slack/U1', id))).toBe(
        'This poll closed on Mon 23 Nov 2026, 17:00, so nothing was changed. Its result appears in its thread.',
      );
    expect(await ballots(poll)).toMatchObject([{ choices: [ids.A] }]);
    feature.set('2026-11-23T09:00:00Z');
  });

  it('waits for whoever closes the poll at the same moment, and then comes too late', async () => {
    const { poll, ids } = await single();
    let late: Promise<string> | undefined;
    await feature.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM poll WHERE id = ${poll.id} FOR UPDATE`;
      late = feature.press('slack/U1', `vote:${poll.id}/${ids.A}`).then(said);
      await until(async () => {
        const waiting = await feature.db.$queryRaw<unknown[]>`
          SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return waiting.length > 0;
      });
      await tx.poll.update({ where: { id: poll.id }, data: { state: 'closed' } });
    });
    expect(await late).toContain('This poll closed on');
    expect(await ballots(poll)).toEqual([]);
  });

  it('withdraws an answer, which then counts for nothing', async () => {
    const { poll, ids } = await single();
    await feature.press('slack/U1', `vote:${poll.id}/${ids.A}`);
    const reply = await feature.press('slack/U1', `withdraw:${poll.id}`);
    expect(reply.kind).toBe('redraw');
    expect(said(reply)).toContain('Your answer is withdrawn');
    expect(await ballots(poll)).toMatchObject([{ choices: [], drawn: false }]);
    expect(said(await feature.press('slack/U1', `withdraw:${poll.id}`))).toContain(
      'You have no answer in this poll',
    );
  });

  it('counts one answer of linked accounts, also of two at the same moment', async () => {
    await feature.link('slack/Ukim', 'discord/77');
    const { poll, ids } = await single();
    await Promise.all(
      ['slack/Ukim', 'discord/77', 'slack/Ukim', 'discord/77'].map((who, at) =>
        feature.press(who, `vote:${poll.id}/${at % 2 ? ids.A : ids.B}`),
      ),
    );
    await feature.press('discord/77', `vote:${poll.id}/${ids.C}`);
    expect(await ballots(poll)).toMatchObject([{ choices: [ids.C] }]);
    expect(said(await feature.press('slack/Ukim', `answer:${poll.id}`))).toContain('Your answer: “C”');
    await feature.press('slack/Ukim', `withdraw:${poll.id}`);
    expect(await ballots(poll)).toMatchObject([{ choices: [] }]);
  });

  it('leaves one of two answers whose accounts were linked afterwards', async () => {
    const { poll, ids } = await single();
    const { secret } = feature.app;
    await feature.press('slack/Ulee', `vote:${poll.id}/${ids.A}`);
    await feature.press('discord/88', `vote:${poll.id}/${ids.B}`, { channel: 'elsewhere' });
    await feature.press('slack/U1', `vote:${poll.id}/${ids.C}`);
    await feature.link('slack/Ulee', 'discord/88');
    for (let times = 0; times < 2; times++)
      await feature.db.$transaction((tx) => mergeBallots(tx, poll, secret));
    const left = (await ballots(poll)).filter(({ choices }) => choices.length > 0);
    expect(left.map(({ choices }) => choices[0]).sort()).toEqual([ids.B, ids.C]);
    const theirs = left.find(({ choices }) => choices[0] === ids.B)!;
    expect(theirs.voter).toBe(voterOf(secret, poll, { platform: 'discord', user: '88' }));
    expect(theirs.place).toBe(placeOf(secret, poll, ''));
    await feature.press('slack/Ulee', `vote:${poll.id}/${ids.A}`);
    expect((await ballots(poll)).filter(({ choices }) => choices.length > 0)).toHaveLength(2);
  });

  it('leaves only the newest answer when one of two accounts that were linked afterwards answers again', async () => {
    const { poll, ids } = await single({ anonymous: false });
    await feature.press('slack/Umo', `vote:${poll.id}/${ids.A}`);
    await feature.press('discord/99', `vote:${poll.id}/${ids.B}`);
    await feature.link('slack/Umo', 'discord/99');
    expect(said(await feature.press('slack/Umo', `vote:${poll.id}/${ids.C}`))).toContain('Counted: “C”');
    expect((await ballots(poll)).map(({ choices }) => choices)).toEqual([[ids.C], []]);
    expect(said(await feature.press('discord/99', `answer:${poll.id}`))).toContain('Your answer: “C”');
  });

  it('takes nothing with another secret than the poll was opened with, and says so in the log once', async () => {
    const { poll, ids } = await single();
    await feature.db.poll.update({ where: { id: poll.id }, data: { secretMark: 'of another' } });
    for (const who of ['slack/U1', 'slack/U2'])
      expect(said(await feature.press(who, `vote:${poll.id}/${ids.A}`))).toContain(
        'cannot take answers at the moment',
      );
    expect(
      feature.log.filter((line) => line.includes('the secret has changed since it opened')),
    ).toHaveLength(1);
    expect(await ballots(poll)).toEqual([]);
  });
});
