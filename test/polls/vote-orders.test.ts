import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshPoll } from '../../src/polls/answering/refresh.ts';
import { liveTallyOf } from '../../src/polls/store.ts';
import { tally } from '../../src/polls/tally.ts';
import { type OpenFeature, openFeature } from './open-feature.ts';
import { standPoll } from './standing.ts';

// Kim and Lee are people of two accounts, the others of one.
const accounts = [
  'slack/Ukim',
  'discord/1',
  'slack/Ulee',
  'discord/2',
  'slack/U3',
  'slack/U4',
  'discord/5',
  'discord/6',
];
const personOf = (account: string) =>
  ({ 'slack/Ukim': 'kim', 'discord/1': 'kim', 'slack/Ulee': 'lee', 'discord/2': 'lee' })[account] ?? account;

type Act = { who: string; options: number[] | 'withdraw' };

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(...accounts),
  options: fc.oneof(
    { weight: 4, arbitrary: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.constant('withdraw' as const) },
  ),
});
/** An act; the same again as the platform tries it again, now or later; a crowd at the same moment, while it is drawn; a drawing; another process. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act }) },
  { weight: 2, arbitrary: fc.record({ again: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      crowd: fc.uniqueArray(act, { minLength: 2, maxLength: 6, selector: ({ who }) => personOf(who) }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ draw: fc.constant(true) }) },
  { weight: 1, arbitrary: fc.record({ restart: fc.constant(true) }) },
);

describe('votes in any order, with changes, withdrawals, retries, crowds and restarts', () => {
  let feature: OpenFeature;
  beforeAll(async () => {
    feature = await openFeature();
    await feature.link('slack/Ukim', 'discord/1');
    await feature.link('slack/Ulee', 'discord/2');
  });
  afterAll(() => feature?.close());

  const draw = (poll: { id: number }) => {
    // Late enough to be drawn, whenever it was drawn last.
    feature.set(new Date(feature.now().getTime() + 2_000).toISOString());
    return refreshPoll(feature.app, poll.id);
  };

  it('are counted as a list of who last chose what would count them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ anonymous: fc.boolean(), most: fc.integer({ min: 1, max: 3 }) }),
        fc.array(step, { maxLength: 25 }),
        async ({ anonymous, most }, steps) => {
          const poll = await standPoll(feature, { anonymous, most, options: ['A', 'B', 'C', 'D'] });
          const ids = poll.options.map(({ id }) => id);
          const model = new Map<string, { place: string; choices: number[] }>();
          const done: { act: Act; name: string }[] = [];
          const perform = async ({ who, options }: Act, name: string) => {
            if (options === 'withdraw') await feature.press(who, `withdraw:${poll.id}`, { act: name });
            else if (options.length === 1 && most === 1)
              await feature.press(who, `vote:${poll.id}/${ids[options[0]!]}`, { act: name });
            else
              await feature.choose(
                who,
                `pick:${poll.id}`,
                options.map((at) => ids[at]!),
                { act: name },
              );
          };
          const take = (one: Act) => {
            const name = `${poll.id}-${done.length}`;
            done.push({ act: one, name });
            const { who, options } = one;
            if (options === 'withdraw') model.delete(personOf(who));
            else if (options.length <= most)
              model.set(personOf(who), { place: '', choices: options.map((at) => ids[at]!) });
            return perform(one, name);
          };
          for (const one of steps) {
            if ('act' in one) await take(one.act);
            else if ('crowd' in one) await Promise.all([...one.crowd.map(take), draw(poll)]);
            else if ('again' in one && one.again < done.length)
              await perform(done[one.again]!.act, done[one.again]!.name);
            else if ('draw' in one) await draw(poll);
            else if ('restart' in one) feature.restart();
          }
          const ballots = await feature.db.ballot.findMany({ where: { pollId: poll.id } });
          const expected = tally(model.values(), ids);
          expect(tally(ballots, ids)).toEqual(expected);
          expect(ballots.filter(({ choices }) => choices.length > 0)).toHaveLength(model.size);
          const standing = await liveTallyOf(feature.db, poll);
          expect(standing.answers).toBe(expected.answers);
          // So few answers to an anonymous poll are not released; with names the counts are those of this moment.
          expect(standing.shown).toEqual(anonymous ? tally([], ids) : expected);
        },
      ),
      { numRuns: 40 },
    );
    expect(feature.log).toEqual([]);
  });
});
