import { afterAll, beforeAll, expect, it } from 'vitest';
import { closePoll } from '../../src/polls/closing/close.ts';
import { closeByHand } from '../../src/polls/managing/stop.ts';
import { type OpenFeature, openFeature } from './open-feature.ts';
import { idsOf, standPoll } from './standing.ts';

let feature: OpenFeature;
beforeAll(async () => {
  feature = await openFeature();
});
afterAll(() => feature?.close());

const said = (reply: unknown) => JSON.stringify(reply);

it('counts every vote that was acknowledged while the poll closed, and refuses the others', async () => {
  const poll = await standPoll(feature);
  const ids = Object.values(idsOf(poll));
  const voters = Array.from({ length: 60 }, (_, at) => `slack/U${at}`);
  const press = (who: string, at: number) => feature.press(who, `vote:${poll.id}/${ids[at % ids.length]}`);
  const early = voters.slice(0, 20).map(press);
  const closing = feature.db.poll
    .update({ where: { id: poll.id }, data: { closesAt: feature.now() } })
    .then(() => Promise.all([1, 2].map(() => closePoll(feature.app, poll.id))));
  const late = voters.slice(20).map(press);
  const replies = (await Promise.all([...early, ...late])).map(said);
  await closing;
  // Once more, after it is closed.
  expect(said(await press('slack/U999', 0))).toContain('This poll closed');
  const counted = replies.filter((reply) => reply.includes('Counted')).length;
  const refused = replies.filter((reply) => reply.includes('This poll closed')).length;
  expect(counted + refused).toBe(60);
  const [all, ...groups] = await feature.db.result.findMany({
    where: { pollId: poll.id },
    include: { counts: true },
    orderBy: { id: 'asc' },
  });
  expect(all!.answers).toBe(counted);
  expect(groups.length).toBeLessThanOrEqual(1);
  if (counted >= 5) expect(all!.counts.reduce((sum, { people }) => sum + people, 0)).toBe(counted);
  expect(await feature.db.ballot.count({ where: { pollId: poll.id } })).toBe(0);
});

it('names each need once when polls with the same options close at once', async () => {
  const options = ['Peer review', 'Monte Carlo', 'Radiomics'];
  const closesAt = feature.now().toISOString();
  const polls = [];
  for (let at = 0; at < 6; at += 1)
    polls.push(await standPoll(feature, { options: at % 2 ? options : [...options].reverse(), closesAt }));
  await Promise.all(polls.map(({ id }) => closePoll(feature.app, id)));
  const needs = await feature.db.need.findMany({
    where: { title: { in: options } },
    include: { _count: { select: { options: true } } },
  });
  expect(needs.map(({ _count }) => _count.options)).toEqual([6, 6, 6]);
});

it('keeps one option when two chairs hide the last two at the same moment', async () => {
  const poll = await standPoll(feature, { options: ['Left', 'Right'] });
  await office('slack/UOFFICE');
  const hide = (text: string) =>
    feature.submit('slack/UOFFICE', `poll-hide:${poll.id}`, { hide: String(idsOf(poll)[text]) });
  const replies = (await Promise.all([hide('Left'), hide('Right')])).map(said);
  expect(replies.filter((reply) => reply.includes('Saved'))).toHaveLength(1);
  expect(replies.filter((reply) => reply.includes('At least one option has to stay'))).toHaveLength(1);
  expect(await feature.db.pollOption.count({ where: { pollId: poll.id, hidden: false } })).toBe(1);
});

it('is closed by hand once, by whoever is first', async () => {
  const poll = await standPoll(feature);
  await office('discord/9');
  const act = {
    kind: 'press',
    act: 'x',
    id: `poll-close:${poll.id}`,
    person: { platform: 'discord', id: '9', name: 'Cleo' },
    channel: null,
    post: { platform: 'discord', channel: '1', id: '1', url: 'https://chat.test/1' },
  } as const;
  const tries = await Promise.allSettled([1, 2, 3].map(() => closeByHand(feature.app, act)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

async function office(account: string): Promise<void> {
  const [platform = '', user = ''] = account.split('/');
  const { id: groupId } = await feature.db.group.upsert({
    where: { slug: 'office' },
    create: {
      slug: 'office',
      name: 'Office',
      kind: 'office',
      zone: 'Europe/London',
      digestDays: [],
      digestSize: 1,
      topics: {},
      keywords: [],
      createdAt: feature.now(),
    },
    update: {},
  });
  await feature.db.person.create({
    data: { accounts: { create: { platform, user } }, roles: { create: { groupId, kind: 'member' } } },
  });
}
