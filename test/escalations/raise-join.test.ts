import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { similarThemes } from '../../src/escalations/raising/similar.ts';
import { suggestedTopic } from '../../src/escalations/raising/topic.ts';
import { said } from '../polls/open-feature.ts';
import { ada, noor, openRaising } from './open-raising.ts';
import { flagIn, thingOf } from './things.ts';

let feature: Awaited<ReturnType<typeof openRaising>>;
beforeAll(async () => {
  feature = await openRaising();
});
afterAll(() => feature?.close());

describe('joining', () => {
  it('is refused in words for a theme of their own, one that they have joined, and one that has ended', async () => {
    const [mine, theirs] = [
      await feature.raised(ada, 'clinical-computing'),
      await feature.raised(noor, 'nuclear-medicine'),
    ];
    const join = async (theme: number) =>
      feature.press(noor, `theme-join:${await feature.draftOf(noor, 'nuclear-medicine')}/${theme}`);
    expect(said(await join(theirs.id))).toContain(
      `Nuclear Medicine SIG is already part of THEME-${theirs.number}`,
    );
    await feature.decline(mine.id);
    expect(said(await join(mine.id))).toContain('is now declined, so you can no longer join it');
    const draft = await feature.draftOf(noor, 'nuclear-medicine');
    const open = await feature.raised(ada, 'clinical-computing');
    expect(said(await feature.press(ada, `theme-join:${draft}/${open.id}`))).toContain('has been deleted');
    const twice = await Promise.all([1, 2].map(() => feature.press(noor, `theme-join:${draft}/${open.id}`)));
    for (const reply of twice) expect(said(reply)).toContain(`is now a theme of several groups`);
    expect(said(await join(open.id))).toContain(`is already part of THEME-${open.number}`);
    expect(said(await join(await feature.draftOf(ada, 'clinical-computing')))).toContain('There is no theme');
    expect(said(await feature.press(noor, `theme-join:${theirs.id}/${open.id}`))).toContain(
      'already been raised',
    );
    expect(said(await feature.press(noor, `theme-join:${theirs.id}`))).toContain('already been raised');
    expect(await feature.db.themeChange.count({ where: { themeId: open.id } })).toBe(2);
    expect(await feature.db.themeGroup.count({ where: { themeId: open.id } })).toBe(2);
    expect(await feature.db.themeChange.count({ where: { themeId: mine.id } })).toBe(2);
  });
});

describe('what is similar', () => {
  it('is what shares evidence first, then words, then the topic; never of the own group or at an end', async () => {
    const thing = await thingOf(feature.db, 'Shared');
    await flagIn(feature.db, thing, 'nuclear-medicine', ['noor']);
    const words = { title: 'Shielding of treatment rooms', words: 'Concrete is dear.' };
    const shares = await feature.raised(noor, 'nuclear-medicine', {
      title: 'Quite another',
      evidence: [`thing/${thing}`],
    });
    const alike = await feature.raised(noor, 'nuclear-medicine', {
      ...words,
      title: 'Shielding of the treatment rooms',
    });
    await feature.raised(ada, 'clinical-computing', words);
    const ended = await feature.raised(noor, 'nuclear-medicine', words);
    await feature.decline(ended.id);
    await feature.db.theme.updateMany({
      where: { id: { in: [shares.id, alike.id] } },
      data: { topic: null },
    });
    const topical = await feature.raised(noor, 'nuclear-medicine', { title: 'Xyz' });
    await feature.db.theme.update({ where: { id: topical.id }, data: { topic: 'personalised' } });
    const found = await similarThemes(feature.db, {
      ...words,
      groupId: await feature.groupId('clinical-computing'),
      topic: 'personalised',
      things: [thing],
    });
    expect(found.map(({ id, why }) => [id, why])).toEqual([
      [shares.id, 'shares 1 item'],
      [alike.id, 'similar words'],
      [topical.id, 'same topic'],
    ]);
    expect(found[0]!.groups).toEqual(['Nuclear Medicine SIG']);
  });

  it('stands in a preview that a message carries, whatever has to be escaped in it', async () => {
    const worst = { title: '<*`_'.repeat(30), words: '💥<\n'.repeat(500) };
    for (let count = 0; count < 3; count += 1) await feature.raised(noor, 'nuclear-medicine', worst);
    const evidence: string[] = [];
    for (let count = 0; count < 25; count += 1) {
      const thing = await thingOf(feature.db, '&[]()'.repeat(100), 'digital');
      await flagIn(feature.db, thing, 'clinical-computing', ['ben']);
      evidence.push(`thing/${thing}`);
    }
    const id = await feature.draftOf(ada, 'clinical-computing', { ...worst, evidence });
    // The form takes them all in again.
    const form = await feature.press(ada, `theme-edit:${id}`);
    if (form.kind !== 'ask' || form.form.fields[0]?.kind !== 'choice') throw new Error(JSON.stringify(form));
    expect(form.form.fields[0].chosen).toHaveLength(25);
    expect(said(await feature.press(ada, `theme-raise:${id}`))).toContain('is raised');
  });

  it('and the topic is that of most evidence, else what the words speak of', () => {
    const things = (...topics: (string | null)[]) => topics.map((topic) => ({ thing: { topic } }));
    const about = (title: string, ...topics: (string | null)[]) =>
      suggestedTopic({ title, words: '', evidence: things(...topics) });
    expect(about('Xyz', 'climate', 'digital', 'digital', null)).toBe('digital');
    expect(about('Artificial intelligence', 'climate', 'digital')).toBe('digital');
    expect(about('Artificial intelligence', null, 'gone')).toBe('digital');
    expect(about('Xyz')).toBeNull();
  });
});
