import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settle } from '../ideas/following.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack } from '../support/people.ts';
import {
  askedCommunity,
  ben,
  cat,
  count,
  dana,
  eve,
  giveTheme,
  idsOf,
  noor,
  opensPriority,
  post,
  question,
} from './asked.ts';

let lookout: RunningApp;
beforeAll(async () => {
  lookout = await openApp('2026-11-24T06:30:00Z', {}, { community: askedCommunity });
});
afterAll(() => lookout?.close());

const slack = (user: string, channel: string) => onSlack(lookout.sandboxes, user, channel);
const discord = (user: string, channel: string) => onDiscord(lookout.sandboxes, user, channel);
const call = () => lookout.db.priority.findFirstOrThrow({ where: { call: true } });

// In this order, on one app.
describe('the topics that the council watches', { shuffle: false }, () => {
  it('is for its members to say, and nobody else', async () => {
    const others = [
      ben(lookout), // a member
      slack('U0ADA00001', 'C0COMPUTING'), // a chair, on both platforms
      discord('1200000000000000001', '1100000000000000001'),
      slack('U0CLEO0001', 'C0COMPUTING'), // the office
      discord('1200000000000000002', '1100000000000000001'),
      eve(lookout),
      noor(lookout),
    ];
    for (const who of others)
      expect(await who.command('escalate', 'priority')).toContain('Only council members can set a priority');
    expect(lookout.log.filter((line) => line.includes('"denied"'))).toHaveLength(others.length);
    // Nor once they are none any more.
    await opensPriority(cat(lookout));
    const role = { person: { slug: 'cat' } };
    const { personId, groupId } = await lookout.db.role.findFirstOrThrow({ where: role });
    await lookout.db.role.deleteMany({ where: role });
    const { said } = await cat(lookout).submit({ about: ['topic/digital'], until: '2026-12-04' });
    expect(said).toContain('Only council members');
    await lookout.db.role.create({ data: { personId, groupId, kind: 'chair' } });
    expect(await lookout.db.priority.count()).toBe(0);
    expect(await lookout.db.delivery.count({ where: { key: { startsWith: 'priority/' } } })).toBe(0);
  });

  it('is told once in each channel of the groups asked, however often it is sent off', async () => {
    const groups = await idsOf(lookout, 'clinical-computing', 'sustainability');
    const filled = { about: ['topic/digital'], keywords: 'ambient scribe', groups, call: question };
    const form = await opensPriority(cat(lookout));
    expect(Object.keys(form.fields)).toEqual(['about', 'keywords', 'until', 'groups', 'call']);
    expect(Object.values(form.fields.groups!.options!)).toEqual([
      'Clinical Computing SIG',
      'Environmental Sustainability CoI',
      'Nuclear Medicine SIG',
    ]);
    const { problems } = await cat(lookout).submit({ ...filled, until: '2026-11-23' });
    expect(problems).toEqual({
      until: 'Mon 23 Nov 2026 is too early. Please choose Tue 24 Nov 2026 or a later day.',
    });
    const { said } = await cat(lookout).submit({ ...filled, until: '2026-12-04' });
    expect(said).toContain(
      'STERIC watches Smart digitisation (what mentions “ambient scribe”) until Fri 4 Dec 2026.',
    );
    await opensPriority(cat(lookout));
    expect((await cat(lookout).submit({ ...filled, until: '2026-12-04' })).said).toBe(said);
    await settle(lookout);
    expect(await lookout.db.priority.count()).toBe(1);
    for (const who of [ben(lookout), eve(lookout), dana(lookout)]) {
      const { text, buttons } = await post(who, 'Open call: Smart digitisation');
      // Discord is kept from reading a mention by a sign that nobody sees.
      expect(text.replaceAll('\u200b', '')).toContain(question);
      expect(text).toContain('No ideas yet.');
      expect(buttons).toEqual({ [`idea:call/${(await call()).id}`]: '💡 Send an idea' });
      expect(count(who, 'Open call')).toBe(1);
    }
    expect(count(noor(lookout), 'Open call')).toBe(0);
    expect(count(cat(lookout), 'Open call')).toBe(0);
  });

  it('may be a theme that has a topic, and can be ended by hand', async () => {
    const theme = await giveTheme(lookout, 'Scribes');
    // The council may say so anywhere.
    const carl = discord('1200000000000000006', '1100000000000000001');
    const form = await opensPriority(carl);
    expect(form.fields.about!.options).toHaveProperty(`theme/${theme.id}`, 'THEME-1 · Scribes');
    const filled = { about: [`theme/${theme.id}`], until: '2026-12-04' };
    const { problems } = await carl.submit(filled);
    expect(problems!.about).toContain('THEME-1 has no topic. Please choose one of the six topics instead');
    await lookout.db.theme.update({ where: { id: theme.id }, data: { topic: 'climate' } });
    await carl.mend();
    expect((await carl.submit(filled)).said).toContain('for THEME-1 until');
    await settle(lookout);
    for (const who of [ben(lookout), eve(lookout), dana(lookout), noor(lookout)])
      await post(who, 'STERIC: THEME-1 · Scribes');
    const { id } = await lookout.db.priority.findFirstOrThrow({ where: { themeId: theme.id } });
    expect(await ben(lookout).command('escalate', 'priorities')).toContain('THEME-1 · Scribes');
    expect(ben(lookout).whispered().at(-1)!.buttons).toEqual({});
    expect(await cat(lookout).command('escalate', 'priorities')).toContain('Open call: no ideas so far');
    const { id: list } = cat(lookout).whispered().at(-1)!;
    const end = () => cat(lookout).hears(() => cat(lookout).press(list, `priority-end:${id}`));
    expect(await end()).toContain('“THEME-1 · Scribes” has ended.');
    expect(await end()).toContain('has already ended');
    await settle(lookout);
    expect((await post(noor(lookout), 'THEME-1')).text).toContain('STERIC watched');
    expect(count(cat(lookout), '“THEME-1 · Scribes” is no longer watched for.')).toBe(1);
  });

  it('raises what is for it in the digests of the groups asked, and says why', async () => {
    lookout.publish('journal.test/rss', article('DICOM and SPECT in brief', '2026-11-24T06:00:00Z'));
    lookout.publish('policy.test/atom', article('An ambient scribe in every clinic', '2026-11-24T06:10:00Z'));
    await lookout.at('2026-11-24T07:55:00Z');
    await lookout.at('2026-11-24T08:00:10Z');
    const why = 'STERIC watches Smart digitisation (ambient scribe)';
    for (const who of [ben(lookout), eve(lookout)]) {
      expect((await post(who, '2 new items for your group.')).text).toContain(`Why: ${why}`);
      const rank = /(\d)\. An ambient scribe/.exec((await post(who, why)).text)![1];
      expect(await who.command('horizon', `why ${rank}`)).toContain(
        '+3  is on a topic that STERIC watches until Fri 4 Dec 2026: Smart digitisation, because of the words “ambient scribe”',
      );
    }
    const { text } = await post(noor(lookout), '1 of 2 new items, chosen for your group.');
    expect(text).toMatch(/1\. DICOM and SPECT/);
    expect(text).not.toContain('STERIC');
    await lookout.at('2026-11-24T13:00:10Z');
    await post(dana(lookout), why);
    await cat(lookout).command('escalate', 'priorities');
    expect(cat(lookout).whispers().at(-1)).toContain('In digests so far: 2 items');
  });
});
