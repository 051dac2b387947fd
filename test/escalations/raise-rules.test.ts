import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, giveIdea } from '../ideas/rows.ts';
import { said } from '../polls/ground.ts';
import { ada, ben, cleo, noor, openGround } from './raise-ground.ts';
import { flagIn, thingOf } from './things.ts';

let ground: Awaited<ReturnType<typeof openGround>>;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

describe('what may be ticked', () => {
  it('is what the group has, each thing once, and nothing else however it is forged', async () => {
    const flagged = await thingOf(ground.db, 'Flagged here');
    const foreign = await thingOf(ground.db, 'Flagged elsewhere');
    await flagIn(ground.db, flagged, 'clinical-computing', ['ben']);
    await flagIn(ground.db, foreign, 'nuclear-medicine', ['noor']);
    const little = await giveIdea(ground.db, { title: 'Little wanted' });
    const much = await giveIdea(ground.db, { title: 'Much wanted', supporters: [account('slack/U1')] });
    await giveIdea(ground.db, {
      title: 'Merged',
      mergedId: much.id,
      supporters: [account('slack/U1'), account('slack/U2')],
    });
    const hidden = await giveIdea(ground.db, { title: 'Hidden', hidden: true });
    const theirs = await giveIdea(ground.db, { title: 'Theirs', group: 'sustainability' });
    const both = await giveIdea(ground.db, { title: 'An idea that is flagged too' });
    const { id: twice } = await ground.db.thing.create({
      data: { kind: 'idea', ideaId: both.id, madeAt: ground.app.now() },
    });
    await flagIn(ground.db, twice, 'clinical-computing', ['ben', 'eve']);

    const form = await ground.type(ada, '');
    if (form.kind !== 'ask') throw new Error(JSON.stringify(form));
    const [evidence] = form.form.fields;
    if (evidence?.kind !== 'choice') throw new Error('nothing can be ticked');
    expect(evidence.options.map(({ value }) => value)).toEqual([
      `thing/${twice}`,
      `thing/${flagged}`,
      `idea/${much.id}`,
      `idea/${little.id}`,
    ]);
    expect(evidence.options[2]!.description).toBe('Idea, 2 support it');

    const id = `theme-new:${await ground.groupId('clinical-computing')}`;
    const before = await ground.db.theme.count();
    for (const value of [
      `thing/${foreign}`,
      `idea/${hidden.id}`,
      `idea/${theirs.id}`,
      `idea/${both.id}`,
      'poll/1',
      'thing/999999',
      '__proto__',
      'idea/4; DROP',
    ]) {
      const reply = await ground.submit(ada, id, { evidence: [`thing/${flagged}`, value] });
      expect(reply.kind === 'fix' && reply.problems.evidence).toContain(
        'One of these cannot be used as evidence',
      );
    }
    const wrong = await ground.submit(ada, id, {
      title: ' \u200b ',
      words: 'x'.repeat(2001),
      ask: ['toString'],
      urgency: 'now',
    });
    expect(wrong.kind === 'fix' && Object.keys(wrong.problems)).toEqual(['title', 'words', 'ask', 'urgency']);
    expect(await ground.db.theme.count()).toBe(before);
  });

  it('leaves room for ideas beside many flags', async () => {
    for (let count = 0; count < 30; count += 1)
      await flagIn(ground.db, await thingOf(ground.db, '\u2800 '), 'sustainability', ['dana']);
    for (let count = 0; count < 8; count += 1)
      await giveIdea(ground.db, { title: `Idea ${count}`, group: 'sustainability' });
    const form = await ground.type(cleo, '', null);
    expect(said(form)).toContain('For which group?');
    await ground.db.channel.create({
      data: { platform: 'slack', channel: 'C0SUST', groupId: await ground.groupId('sustainability') },
    });
    const opened = await ground.type(cleo, 'x'.repeat(500), 'C0SUST');
    expect(said(opened)).toContain('is not a command');
    const office = await ground.type(cleo, `new ${'x'.repeat(500)}`, 'C0SUST');
    if (office.kind !== 'ask' || office.form.fields[0]?.kind !== 'choice')
      throw new Error(JSON.stringify(office));
    const values = office.form.fields[0].options.map(({ value }) => value.split('/')[0]);
    expect([values.length, values.filter((kind) => kind === 'idea').length]).toEqual([25, 6]);
    await ground.db.channel.deleteMany({ where: { channel: 'C0SUST' } });
  });
});

describe('raising', () => {
  it('numbers without gaps, once each, however many press at one moment', async () => {
    const drafts = [];
    for (let count = 0; count < 6; count += 1) drafts.push(await ground.draftOf(ada, 'clinical-computing'));
    const replies = await Promise.all(
      drafts.flatMap((id) => [
        ground.press(ada, `theme-raise:${id}`),
        ground.press(ada, `theme-raise:${id}`),
      ]),
    );
    for (const reply of replies) expect(said(reply)).toContain('is now before STERIC');
    const themes = await ground.db.theme.findMany({
      where: { number: { not: null } },
      include: { changes: true },
      orderBy: { number: 'asc' },
    });
    expect(themes.map(({ number }) => number)).toEqual(themes.map((_, at) => at + 1));
    expect(themes.every(({ changes }) => changes.length === 1)).toBe(true);
    expect(await ground.db.delivery.count({ where: { key: { contains: '/card/' } } })).toBe(themes.length);
    const again = await ground.press(ada, `theme-edit:${drafts[0]}`);
    expect(said(again)).toContain('This has already been raised');
  });

  it('is for whoever wrote the draft, while they may; anybody else changes nothing', async () => {
    const id = await ground.draftOf(ada, 'clinical-computing');
    const before = JSON.stringify(await ground.db.theme.findUnique({ where: { id } }));
    for (const what of ['raise', 'edit', 'discard'])
      for (const person of [ben, noor]) {
        ground.log.length = 0;
        expect(said(await ground.press(person, `theme-${what}:${id}`))).toContain('has been deleted');
        expect(ground.log.join()).toContain('"denied"');
      }
    expect(
      said(await ground.submit(ben, `theme-new:${await ground.groupId('clinical-computing')}`)),
    ).toContain('Only the chair of');
    expect(said(await ground.submit(noor, `theme-edit:${id}`))).toContain('has been deleted');
    expect(said(await ground.submit(ada, `theme-new:${await ground.groupId('nuclear-medicine')}`))).toContain(
      'Only the chair of',
    );
    expect(said(await ground.press(ada, 'theme-raise:0'))).toContain('This button does not work');
    await ground.db.role.deleteMany({ where: { person: { slug: 'ada' } } });
    expect(said(await ground.press(ada, `theme-raise:${id}`))).toContain('Only the chair of');
    await ground.apply();
    expect(JSON.stringify(await ground.db.theme.findUnique({ where: { id } }))).toBe(before);
    expect(said(await ground.press(ada, `theme-discard:${id}`))).toContain('was not raised');
    expect(said(await ground.press(ada, `theme-raise:${id}`))).toContain('has been deleted');
  });

  it('waits until the council has a channel', async () => {
    const id = await ground.draftOf(ada, 'clinical-computing');
    await ground.db.channel.deleteMany({ where: { channel: 'C0STERIC001' } });
    for (const reply of [await ground.press(ada, `theme-raise:${id}`), await ground.type(ada, '')])
      expect(said(reply)).toContain('STERIC has no channel for themes. Please ask the office');
    expect(await ground.db.theme.findUnique({ where: { id } })).toMatchObject({
      state: 'draft',
      number: null,
    });
    await ground.apply();
    expect(said(await ground.press(ada, `theme-raise:${id}`))).toContain('is raised');
  });
});
