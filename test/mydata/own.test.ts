import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonRef } from '../../src/chat/incoming.ts';
import { sealSender, senderOf } from '../../src/ideas/idea/sender.ts';
import { pressErase } from '../../src/mydata/forgetting/ask-erase.ts';
import { type Dump, dump, holding } from '../polls/dump.ts';
import { standPoll } from '../polls/standing.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { until, onDiscord as viaDiscord, onSlack as viaSlack } from '../support/people.ts';
import { community, discordGuest, type Guest, linkAll, onSlackAs, slackGuest } from './linking.ts';
import { delivered, exported, figures, leftOfThemes, vote } from './owning.ts';
import { other, type Seeded, seed, wrote } from './seeded.ts';

const secret = 'what nobody finds in the database, at least 32 long';
const withOffice = community.replace('kind: office', 'kind: office\n    channels: { slack: [C0OFFICE001] }');
const dan: PersonRef = { platform: 'slack', id: 'U0DAN00001', name: 'Dan Wu' };

let lookout: RunningApp;
let onSlack: Guest;
let onDiscord: Guest;
let seeded: Seeded;
beforeAll(async () => {
  lookout = await openApp(
    '2026-11-23T09:00:00Z',
    { LOOKOUT_SECRET: secret, LOOKOUT_RETENTION_MONTHS: '18' },
    { community: withOffice },
  );
  [onSlack, onDiscord] = [onSlackAs(lookout, dan.id), discordGuest(lookout, 'danny_wu')];
  await linkAll(onSlack, onDiscord);
  seeded = await seed(lookout, dan, secret);
  await delivered(lookout);
  await vote(onSlack, seeded.open);
  await vote(onDiscord, seeded.hidden);
  await vote(onSlackAs(lookout, other.id), seeded.open);
});
afterAll(() => lookout?.close());

// Its tests are one story: each goes on where the one before it ended.
describe('/mydata', { shuffle: false }, () => {
  it.each([['Slack', () => onSlack] as const, ['Discord', () => onDiscord] as const])(
    'says on %s what is held, and for how long',
    async (_, who) => {
      const said = await who().command('mydata', '');
      expect(said).toContain('The office knows you as Dan Wu. Your accounts here and on');
      expect(said).toContain(
        'You are chair of Clinical Computing SIG. Lookout stores 1 item that you found useful',
      );
      expect(said).toContain('3 votes of yours in polls (1 anonymous), 1 poll that you asked');
      expect(said).toContain(
        '2 ideas that you sent in (1 anonymous), 1 idea that you support, 1 idea that you follow',
      );
      expect(said).toContain('1 question that you asked, 1 item that you shared, 3 things that you flagged');
      expect(said).toContain('2 themes that you raised, 1 theme that you took on, 7 decisions that you made');
      expect(said).toContain('18 months');
    },
  );

  it.each([['Slack', () => onSlack] as const, ['Discord', () => onDiscord] as const])(
    'gives all of it on %s as JSON, in parts, and nothing of anybody else',
    async (_, who) => {
      const { text, parts } = await exported(who());
      expect(parts).toBeGreaterThan(1);
      const held = JSON.parse(text);
      expect(held.accounts).toEqual([
        { platform: 'discord', user: onDiscord.account.id, linkedByYou: true },
        { platform: 'slack', user: dan.id, linkedByYou: false },
      ]);
      expect(
        held.votes.map((vote: { poll: string; choices: string[] }) => [vote.poll, ...vote.choices]),
      ).toEqual([
        ['own open poll', 'Dose audits'],
        ['closed poll', 'Image quality'],
        ['anonymous poll', 'Dose audits'],
      ]);
      expect(
        held.ideas.map(({ title, signed }: { title: string; signed: boolean }) => [title, signed]),
      ).toEqual([
        ['own signed idea', true],
        ['own anonymous idea', false],
      ]);
      expect(held.shares[0].address).toBe('https://news.test/shared?a=1&b=@2');
      for (const own of wrote) expect(JSON.stringify(held)).toContain(`own ${own}`);
      for (const [what, rows] of Object.entries(held))
        if (Array.isArray(rows)) expect(rows.length, what).toBeGreaterThan(0);
      for (const alien of ['alien', other.name, other.id, 'words that only'])
        expect(text).not.toContain(alien);
    },
  );

  it('begins anew when something has changed between two parts', async () => {
    await onSlack.command('mydata', 'export');
    const at = () => onSlack.whispered().at(-1)!;
    await lookout.db.needMark.updateMany({ where: { by: 'Dan Wu' }, data: { session: 'own session anew' } });
    await onSlack.press(at().id, Object.keys(at().buttons)[0]!);
    await until(() => at().text.includes('Something has changed'));
    expect(at().text).toContain('part 1 of');
  });

  let before: Dump;
  let after: Dump;
  const ids = () => [dan.id, onDiscord.account.id, 'Dan Wu', 'danny_wu'];
  const last = (who: Guest) => who.whispered().at(-1)!;
  /** As far as the second button. */
  async function toTheLast(who: Guest): Promise<{ id: string; button: string }> {
    await who.command('mydata', 'erase');
    await who.press(last(who).id, 'erase:ask');
    await until(() => last(who).text.includes('Are you sure?'));
    return { id: last(who).id, button: Object.keys(last(who).buttons)[0]! };
  }

  it('erase: says what goes and what stays, and does nothing yet', async () => {
    const said = await onDiscord.command('mydata', 'erase');
    expect(said).toContain('your accounts here and on Slack, your name');
    expect(said).toContain('stay counted, without a name');
    expect(said).toContain('/mydata export');
    before = await dump(lookout.databaseUrl);
    for (const id of ids().slice(0, 3)) expect(holding(before, id).length).toBeGreaterThan(0);
  });

  it('erase: is nobody else’s to do, and ends after ten minutes', async () => {
    const { id, button } = await toTheLast(onSlack);
    for (const one of ids()) expect(button).not.toContain(one);
    const app = { ...lookout, secret, wake: () => undefined } as unknown as Parameters<typeof pressErase>[0];
    const press = { kind: 'press', act: 'x', channel: null, id: button, post: {} } as unknown as Parameters<
      typeof pressErase
    >[1];
    await expect(pressErase(app, { ...press, person: other })).rejects.toThrow('This button is not yours');
    const later = button.replace(/\d{10}/, (when) => String(Number(when) + 60));
    await expect(pressErase(app, { ...press, id: later, person: dan })).rejects.toThrow('not yours');
    lookout.set(new Date(lookout.now().getTime() + 601_000).toISOString());
    expect(await onSlack.hears(() => onSlack.press(id, button))).toContain('more than ten minutes ago');
    expect(await lookout.db.person.count({ where: { slug: 'dan' } })).toBe(1);
  });

  it('erase: leaves nothing that names them, and all that was counted', async () => {
    await delivered(lookout);
    const counts = await figures(lookout);
    const { id, button } = await toTheLast(onSlack);
    await onSlack.press(id, button);
    await until(() => last(onSlack).text.includes('It is done'));
    expect(last(onSlack).text).toContain('The office has been told');
    await delivered(lookout);
    after = await dump(lookout.databaseUrl);
    for (const one of ids())
      expect(holding(after, one).map(({ table, row }) => [table, row.key])).toEqual([]);
    const people = after.filter(({ table }) => table === 'public.person');
    expect(people.some(({ row }) => row.id === String(seeded.personId))).toBe(false);
    expect(holding(after, 'own reason')).toHaveLength(1);
    expect(await figures(lookout)).toEqual(counts);
    expect(await lookout.db.follower.count()).toBe(0);
  });

  it('erase: leaves themes and decisions, of nobody, and nothing that was only theirs', async () => {
    const nobody = { byId: null, by: 'a former member' };
    expect(await leftOfThemes(lookout)).toMatchObject({
      themes: [{ raiserId: null, raiser: nobody.by, owner: nobody.by, ownerId: null, ownerUser: null }],
      groups: [{ ...nobody, platform: '', user: '' }],
      changes: [nobody, { ...nobody, words: 'own words when taking' }, { by: other.name }],
      priorities: [nobody],
      flags: ['alien reason to flag', 'alien reason to flag'],
      messages: ['alien words'],
    });
  });

  it('erase: draws what stands anew, without the name', () => {
    const seen = [
      ...onSlack.posts(),
      ...viaSlack(lookout.sandboxes, dan.id, 'C0NUCLEAR01').posts(),
      ...viaDiscord(lookout.sandboxes, onDiscord.account.id, '1100000000000000002').posts(),
    ];
    const posts = seen.map(({ text }) => text);
    expect(posts.find((text) => text.startsWith('own open poll'))).toContain('Asked by a former member.');
    expect(posts.find((text) => text.includes('own signed idea'))).toContain('from a former member');
    expect(posts).toContain('Shared by a former member');
    expect(posts).toContain('Shared by Ben Marsh and a former member');
    for (const said of ['owned by a former member', '(the council, a former member)', 'asks, says a former'])
      expect(posts.join()).toContain(said);
    expect(posts).toContain('A former member has THEME-1 in hand');
    expect(posts.join()).not.toContain('Dan Wu');
  });

  it('erase: lets nobody reach the sender of any of their ideas, and says of none that it was theirs', async () => {
    const ideas = await lookout.db.idea.findMany({ orderBy: { id: 'asc' } });
    const ben = { platform: other.platform, user: other.id };
    expect(ideas.map((idea) => senderOf(secret, idea))).toEqual([null, null, ben, ben]);
    expect(new Set(ideas.map(({ sealed }) => sealed.length)).size).toBe(1);
    const rows = (table: string) => after.filter((one) => one.table === `public.${table}`);
    const [theirs, another] = [seeded.anonymous, seeded.bystander].map(({ id }) =>
      rows('idea').find(({ row }) => row.id === String(id)),
    );
    expect(theirs!.row.xmin).toBe(another!.row.xmin);
    for (const { row } of rows('delivery').filter(({ row }) => row.sealed !== null))
      expect(holding(before, row.sealed!)).toEqual([]);
  });

  it('erase: tells the office whom to take out of its list, and forgets that too', async () => {
    const [notice] = lookout.sandboxes.slack.state.channels.get('C0OFFICE001')!.messages;
    expect(JSON.stringify(notice)).toContain('"dan"');
    await lookout.at('2026-11-24T12:00:00Z');
    expect(await lookout.db.delivery.count({ where: { key: { startsWith: 'mydata/' } } })).toBe(0);
  });

  it('erase: may be pressed again, and leaves a stranger who can begin anew', async () => {
    const { id, button } = await toTheLast(onSlack);
    await Promise.all([onSlack.press(id, button), onSlack.press(id, button)]);
    await until(() => last(onSlack).text.includes('It is done'));
    expect(last(onSlack).text).not.toContain('office');
    expect(await onSlack.command('mydata', '')).toContain('Nothing else is stored about you.');
    expect(await onDiscord.command('mydata', '')).toContain('This account is not linked to another.');
    expect(await lookout.db.person.count({ where: { name: 'Ben Marsh' } })).toBe(1);
  });

  it('erase: erases strangers too, and of two answers of one person leaves one', async () => {
    const [one, two] = [slackGuest(lookout, 'ann'), discordGuest(lookout, 'ann')];
    const idea = await lookout.db.idea.create({
      data: {
        ...{
          act: 'ann’s',
          number: 99,
          kind: 'idea',
          title: 'Hers',
          text: '',
          signed: false,
          sentAt: lookout.now(),
        },
        groupId: (await lookout.db.group.findFirstOrThrow()).id,
        ...sealSender(secret, one.account),
      },
    });
    expect(await one.command('mydata', '')).toContain(
      'Lookout stores 1 idea that you sent in (1 anonymous).',
    );
    const poll = await standPoll(lookout, { anonymous: false, question: 'asked of two' });
    await delivered(lookout);
    for (const who of [one, two]) await vote(who, poll);
    // No drawing, which would do the same, comes before.
    const later = new Date(lookout.now().getTime() + 3_600_000);
    await lookout.db.poll.update({ where: { id: poll.id }, data: { drawnAt: later } });
    await linkAll(one, two);
    const { id, button } = await toTheLast(two);
    await two.press(id, button);
    await until(() => last(two).text.includes('It is done'));
    expect(senderOf(secret, await lookout.db.idea.findUniqueOrThrow({ where: { id: idea.id } }))).toBeNull();
    const ballots = await lookout.db.ballot.findMany({ where: { pollId: poll.id } });
    expect(ballots.filter(({ choices }) => choices.length > 0)).toHaveLength(1);
    for (const { voter } of ballots) expect(voter).toMatch(/^(slack|discord)\/former-[0-9a-f]{24}$/);
  });
});
