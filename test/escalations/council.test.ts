import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directlyWith } from '../ideas/direct.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Seen, type Somebody, until } from '../support/people.ts';
import { communityWith } from './community.ts';
import { seedTheme } from './raising.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', {}, { community: communityWith(['slack', 'discord']) });
});
afterAll(() => lookout?.close());

const steric = { slack: 'C0STERIC001', discord: '1100000000000000009' };
const cat = { slack: 'U0CAT00001', discord: '1200000000000000005' };

const enter = (platform: 'slack' | 'discord', user: string, channel: string) =>
  (platform === 'slack' ? onSlack : onDiscord)(lookout.sandboxes, user, channel);

/** The message of a channel that holds these words. */
function stands(who: Pick<Somebody, 'posts'>, ...words: string[]): Promise<Seen> {
  later();
  return until(() => who.posts().find(({ text }) => words.every((one) => text.includes(one))));
}

/** Channels take a message a second: lets that pass, without waiting for it. */
function later(): void {
  lookout.set(new Date(lookout.now().getTime() + 2_000).toISOString());
}

async function giveThing(group: string, flaggers: readonly string[]) {
  const { id: groupId } = await lookout.db.group.findUniqueOrThrow({ where: { slug: group } });
  const thing = await lookout.db.thing.create({
    data: {
      ...{ kind: 'message', platform: 'slack', channel: 'C0NUCLEAR01', post: `${lookout.now().getTime()}` },
      ...{ url: 'https://slack.test/p1', text: 'The update broke all plans', madeAt: lookout.now() },
    },
  });
  for (const slug of flaggers) {
    const { id: personId } = await lookout.db.person.findUniqueOrThrow({ where: { slug } });
    await lookout.db.flag.create({ data: { thingId: thing.id, personId, groupId, at: lookout.now() } });
  }
  return thing.id;
}

const routes = [
  {
    ...{ group: 'sustainability', name: 'Environmental Sustainability CoI', chair: 'Dana Wren' },
    on: 'discord',
    there: 'slack',
    channel: '1100000000000000002',
    ...{ member: '1200000000000000004', memberName: 'Eve Lund', chairUser: '1200000000000000003' },
  },
  {
    ...{ group: 'nuclear-medicine', name: 'Nuclear Medicine SIG', chair: 'Noor Aziz' },
    on: 'slack',
    there: 'discord',
    channel: 'C0NUCLEAR01',
    ...{ member: 'U0BEN00001', memberName: 'Ben Marsh', chairUser: 'U0NOOR0001' },
  },
] as const;

describe.each(routes)('a theme of a group on $on before a council on $there', (route) => {
  it('is taken, asked about, answered, decided, handed over and done; each channel hears of each change once', async () => {
    await lookout.apply(communityWith([route.there]));
    const council = enter(route.there, cat[route.there], steric[route.there]);
    const group = enter(route.on, route.member, route.channel);
    const thingId = await giveThing(route.group, ['ben', 'eve']);
    const { id, number } = await seedTheme(lookout, {
      group: route.group,
      things: [thingId],
      ask: 'round_table',
    });
    const name = `THEME-${number}`;
    await lookout.service.settled();

    const raised = await stands(council, name);
    expect(raised.text).toContain('Raised, to be acknowledged by Mon 30 Nov 2026.');
    expect(raised.text).toContain(`Raised by ${route.chair} for ${route.name} on Mon 23 Nov 2026.`);
    expect(raised.text).toContain('Message: The update broke all plans (flagged by 2)');
    expect(raised.text).toContain('Asked for: round table · Routine · Smart digitisation');
    expect(Object.values(raised.buttons)).toEqual([
      'Take',
      'Ask groups',
      'Decide',
      'Task and Finish group',
      'History',
    ]);
    await stands(group, `${name} “Software updates break our plans” was raised to STERIC for ${route.name}`);

    // Twice is once. Both at the same moment: the card is drawn anew with another button as soon as one of them is done.
    const before = council.whispers().length;
    await Promise.all([1, 2].map(() => council.press(raised.id, `theme-take:${id}`)));
    const heard = await until(() => {
      const all = council.whispers().slice(before);
      return all.filter(Boolean).length === 2 && all;
    });
    expect(heard.sort()).toEqual([
      expect.stringContaining(`${name} is already yours.`),
      expect.stringContaining(`${name} is yours. Being looked at, to be decided by Mon 21 Dec 2026.`),
    ]);
    await stands(group, `Cat Fraser of STERIC looks after ${name}`);
    await stands(council, name, 'Cat Fraser has it.');

    await council.opens(() => council.press(raised.id, `theme-ask:${id}`));
    expect((await council.submit({ question: ' \u200b ' })).problems?.question).toContain(
      'write your question',
    );
    await council.mend();
    expect(await council.hears(() => council.send({ question: 'At how many sites?' }))).toContain(
      `${name}: saved.`,
    );
    const question = await stands(group, `STERIC has a question about ${name}`, 'At how many sites?');
    await stands(
      council,
      name,
      'Cat Fraser asked (Mon 23 Nov 2026): At how many sites?',
      'Not answered yet.',
    );
    const [answerId] = Object.keys(question.buttons);
    const direct = await directlyWith(lookout, route.on, route.chairUser);
    await stands(direct, 'At how many sites?', 'You get this because');

    const answering = await group.opens(() => group.press(question.id, answerId!));
    expect(answering.fields.answer).toMatchObject({
      label: 'Your answer to STERIC',
      hint: 'At how many sites?',
    });
    expect((await group.submit({ answer: 'At nine of them.' })).said).toContain(
      'has gone to STERIC, with your name.',
    );
    await stands(council, name, `${route.memberName} for ${route.name} (Mon 23 Nov 2026): At nine of them.`);
    const told = await stands(
      group,
      `${name} “Software updates break our plans”: ${route.memberName} answered the question`,
    );
    expect(told.text).not.toContain('At nine');
    // The chair answers as well, where they were asked.
    const asked = await stands(direct, 'At how many sites?');
    await direct.opens(() => direct.press(asked.id, answerId!));
    expect((await direct.submit({ answer: 'And at two more.' })).said).toContain('has gone to STERIC');
    await stands(
      council,
      name,
      'At nine of them.',
      `${route.chair} for ${route.name} (Mon 23 Nov 2026): And at two`,
    );

    await council.opens(() => council.press(raised.id, `theme-decide:${id}`));
    expect((await council.submit({ outcome: ['decided'] })).problems).toEqual({
      action: 'Please choose an action.',
      words: 'Please say who will do it, or write a message to the groups.',
    });
    await council.mend();
    const words = 'We meet with the makers.';
    const decided = {
      outcome: ['decided'],
      action: ['round_table'],
      who: 'Carl Voss',
      day: '2026-12-04',
      words,
    };
    expect(await council.hears(() => council.send(decided))).toContain(': saved.');
    await stands(
      group,
      `STERIC has decided on ${name}`,
      'Decided: round table. Who: Carl Voss. By when: Fri 4 Dec 2026.',
      words,
    );
    const card = await stands(council, 'Decided: round table (Cat Fraser, Mon 23 Nov 2026). Who: Carl Voss.');
    expect(Object.values(card.buttons)).toEqual([
      'Report',
      'Take over',
      'Decide',
      'Task and Finish group',
      'History',
    ]);
    expect(await lookout.db.thing.findUniqueOrThrow({ where: { id: thingId } })).toMatchObject({
      outcome: `🚩 This is before STERIC as ${name} “Software updates break our plans”: decided: round table, by Fri 4 Dec 2026`,
    });
    // Too late to answer.
    expect(await group.hears(() => group.press(question.id, answerId!))).toMatch(
      /no longer needs an answer: Cat Fraser decided on it \(Mon 23 Nov 2026, 09:0\d\)/,
    );

    await council.opens(() => council.press(raised.id, `theme-hand:${id}`));
    expect(
      (await council.submit({ members: 'Ada Obi,\nEve Lund', day: '2026-11-01' })).problems?.day,
    ).toContain('Sun 1 Nov 2026 is too early. Please choose Mon 23 Nov 2026 or a later day.');
    await council.mend();
    const handed = { members: 'Ada Obi,\nEve Lund', day: '2026-12-07', words: 'Draft it.' };
    expect(await council.hears(() => council.send(handed))).toContain(': saved.');
    await stands(
      group,
      `handed ${name}`,
      'Members: Ada Obi, Eve Lund. First date: Mon 7 Dec 2026.',
      'Draft it.',
    );
    for (const [state, text] of [
      ['under_way', 'A draft is there.'],
      ['done', 'It is published.'],
    ] as const) {
      await council.opens(() => council.press(raised.id, `theme-report:${id}`));
      expect(await council.hears(() => council.send({ state: [state], words: text }))).toContain(': saved.');
      await stands(
        group,
        state === 'done' ? `${name} “Software updates break our plans” is done.` : 'under way',
        text,
      );
    }
    const end = await stands(council, name, 'Done.', 'Report: done');
    expect(Object.values(end.buttons)).toEqual(['Reopen', 'History']);

    await until(async () => {
      later();
      await lookout.service.settled();
      return (await lookout.db.delivery.count({ where: { state: 'waiting' } })) === 0;
    });
    const changes = await lookout.db.themeChange.findMany({ where: { themeId: id }, orderBy: { id: 'asc' } });
    const acts = ['raise', 'take', 'ask', 'answer', 'answer', 'decide', 'hand', 'report', 'finish'];
    expect(changes.map(({ act }) => act)).toEqual(acts);
    expect(group.posts().filter(({ text }) => text.includes(name))).toHaveLength(acts.length);
    expect(council.posts().filter(({ text }) => text.includes(name))).toHaveLength(1);
    // The chair, but for what they did themselves: raising, and one of the answers.
    expect(direct.posts().filter(({ text }) => text.includes(name))).toHaveLength(acts.length - 2);

    const history = await council.hears(() => council.press(raised.id, `theme-history:${id}`));
    for (const one of ['And at two more.', 'It is published.', 'Taken', 'then: under way'])
      expect(history).toContain(one);
    const shown = await group.command('escalate', `show ${number}`);
    expect(shown).toContain('It is published.');
    for (const secret of ['It happens at each update', 'At how many', 'At nine'])
      expect(shown).not.toContain(secret);
    expect(Object.keys(group.whispered().at(-1)!.buttons)).toEqual([]);
    await council.command('escalate', `show theme-${number}`);
    expect(Object.values(council.whispered().at(-1)!.buttons)).toEqual(['Reopen', 'History']);
  });
});
