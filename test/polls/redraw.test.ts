import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fits } from '../../src/chat/fit.ts';
import type { Message } from '../../src/chat/message.ts';
import { refreshPoll } from '../../src/polls/answering/refresh.ts';
import { renderPoll } from '../../src/polls/render.ts';
import type { Poll } from '../../src/polls/store.ts';
import { voterOf } from '../../src/polls/voter.ts';
import { type OpenFeature, openFeature, said } from './open-feature.ts';
import { standPoll } from './standing.ts';

describe('drawing an open poll anew', () => {
  let feature: OpenFeature;
  beforeAll(async () => {
    feature = await openFeature();
    await feature.db.group.update({ where: { slug: 'sustainability' }, data: { zone: 'Australia/Perth' } });
  });
  afterAll(() => feature?.close());

  const rows = (poll: Poll) =>
    feature.db.delivery.findMany({
      where: { key: { startsWith: `poll/${poll.id}/` } },
      orderBy: { id: 'asc' },
    });
  const words = (message: unknown) => said({ kind: 'whisper', message: message as Message });
  let second = Date.parse('2026-11-23T09:00:00Z');
  const later = () => {
    second += 2_000;
    feature.set(new Date(second).toISOString());
  };
  const draw = async (poll: Poll) => {
    later();
    await refreshPoll(feature.app, poll.id);
  };
  const crowd = (poll: Poll, from: number, to: number, option = 0) =>
    Promise.all(
      Array.from({ length: to - from }, (_, at) =>
        feature.press(`slack/U${from + at}`, `vote:${poll.id}/${poll.options[option]!.id}`),
      ),
    );

  it('draws many answers in one drawing, on every clock, and nothing where nothing has changed', async () => {
    const groups = ['clinical-computing', 'sustainability'];
    const poll = await standPoll(feature, { anonymous: false, shows: 'always', groups });
    await crowd(poll, 0, 12);
    await draw(poll);
    await refreshPoll(feature.app, poll.id);
    const drawn = await rows(poll);
    expect(drawn.map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
    for (const { message } of drawn) {
      expect(words(message)).toContain('12 people have answered so far');
      expect(words(message)).toContain('Image quality\n██████████ 12 · 100%');
    }
    expect(new Set(drawn.map(({ message }) => /Open until [^;]*/.exec(words(message))![0]))).toEqual(
      new Set(['Open until Mon 30 Nov 2026, 09:00', 'Open until Mon 30 Nov 2026, 17:00']),
    );
    await draw(poll);
    expect((await rows(poll)).map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
  });

  it('waits two seconds from one drawing to the next, and two at once draw once', async () => {
    const poll = await standPoll(feature, { anonymous: false });
    await crowd(poll, 0, 1);
    await draw(poll);
    await crowd(poll, 1, 2);
    await refreshPoll(feature.app, poll.id);
    expect((await rows(poll))[0]!.revision).toBe(2);
    later();
    await Promise.all([refreshPoll(feature.app, poll.id), refreshPoll(feature.app, poll.id)]);
    expect((await rows(poll))[0]!.revision).toBe(3);
  });

  it('shows the counts of an anonymous poll in batches, and the number of answers as it is', async () => {
    const poll = await standPoll(feature, { anonymous: true, shows: 'always' });
    const text = async () => words((await rows(poll))[0]!.message);
    await crowd(poll, 0, 9);
    await draw(poll);
    expect(await text()).toContain(
      '9 people have answered so far. To protect anonymity, the result so far is shown once 10 people',
    );
    expect(await text()).not.toContain('%');
    await crowd(poll, 9, 10);
    await draw(poll);
    expect(await text()).toContain('Image quality\n██████████ 5 · 100%');
    expect(await text()).toContain(
      '10 people have answered so far. These are the first answers of 5 people.',
    );
    await crowd(poll, 10, 14, 1);
    await crowd(poll, 0, 4, 1);
    await draw(poll);
    expect(await text()).toContain('Image quality\n██████████ 5 · 100%');
    expect(await text()).toContain('14 people have answered so far');
    await crowd(poll, 14, 20, 1);
    await draw(poll);
    expect(await text()).toContain('These are the first answers of 15 people.');
    for (const who of [0, 1, 2]) await feature.press(`slack/U${who}`, `withdraw:${poll.id}`);
    await draw(poll);
    expect(await text()).toContain(
      '17 people have answered so far. These are the first answers of 15 people.',
    );
  });

  it('leaves no trace in the table of the order in which anonymous answers came', async () => {
    const poll = await standPoll(feature, { anonymous: true });
    const came: string[] = [];
    for (let who = 0; who < 12; who++) {
      await crowd(poll, who, who + 1);
      came.push(voterOf(feature.app.secret, poll, { platform: 'slack', user: `U${who}` }));
      if (who % 3 === 2) await draw(poll);
    }
    const rows = await feature.db.$queryRaw<{ voter: string; written: string }[]>`
      SELECT voter, xmin::text AS written FROM ballot WHERE poll_id = ${poll.id} ORDER BY ctid`;
    const lie = rows.map(({ voter }) => voter);
    expect(lie.toSorted()).toEqual(came.toSorted());
    expect(lie).not.toEqual(came);
    expect(new Set(rows.map(({ written }) => written)).size).toBe(1);
  });

  it('takes no answer of one person for two while it is open', async () => {
    const poll = await standPoll(feature, { anonymous: true, shows: 'always' });
    await crowd(poll, 0, 12);
    await draw(poll);
    await feature.link('slack/U0', 'slack/U1');
    await crowd(poll, 12, 13);
    await draw(poll);
    expect(words((await rows(poll))[0]!.message)).toContain(
      '12 people have answered so far. These are the first answers of 7 people.',
    );
  });

  it('fits into a message whatever the options are', async () => {
    for (const text of ['*_`~|<@&>[]()', '診断放射線', '👩‍🔬', 'word '])
      for (const shows of ['always', 'voted'] as const) {
        const options = Array.from({ length: 25 }, (_, at) =>
          `${at}${text.repeat(20)}`.slice(0, 75).trimEnd(),
        );
        const question = text.repeat(20).slice(0, 150).trim();
        const poll = await standPoll(feature, {
          options,
          question,
          shows,
          most: 25,
          mayAdd: true,
          anonymous: false,
        });
        const ids = poll.options.map(({ id }) => id);
        const reply = await feature.choose('slack/U1', `pick:${poll.id}`, ids);
        expect(reply.kind === 'whisper' && fits(reply.message.blocks)).toBe(true);
        expect(said(reply)).toContain('Counted: “0');
        const counts = new Map(poll.options.map(({ id }) => [id, 12_345]));
        const full = renderPoll(
          poll,
          { answers: 99_999, shown: { answers: 99_999, counts } },
          'Europe/London',
        );
        expect(fits(full.blocks)).toBe(true);
      }
  });

  it('draws an added option, and a poll all of whose options are hidden', async () => {
    const poll = await standPoll(feature, {
      anonymous: false,
      mayAdd: true,
      options: ['1', '2', '3', '4', '5'],
    });
    expect(JSON.stringify((await rows(poll))[0]!.message)).toContain(`vote:${poll.id}/`);
    await feature.submit('slack/U1', `add:${poll.id}`, { option: '6' });
    await draw(poll);
    expect(JSON.stringify((await rows(poll))[0]!.message)).toContain(`"id":"pick:${poll.id}"`);
    await feature.db.pollOption.updateMany({ where: { pollId: poll.id }, data: { hidden: true } });
    await feature.db.poll.update({ where: { id: poll.id }, data: { stale: true } });
    await draw(poll);
    expect(words((await rows(poll))[0]!.message)).toContain('All options have been hidden.');
    expect(words((await rows(poll))[0]!.message)).toContain('Nobody has answered yet');
  });
});
