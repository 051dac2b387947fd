import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueThings, forgetThings } from '../../src/escalations/flagging/forget.ts';
import { dueNotes, noteFlags } from '../../src/escalations/flagging/note.ts';
import { directlyWith } from '../ideas/direct.ts';
import { appOf, forge, settle } from '../ideas/following.ts';
import { article, openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, until } from '../support/people.ts';
import { community, computing, flag, flagButton, flagsOf, membersOf, seenBy, sent } from './flagging.ts';
import { seedTheme } from './raising.ts';
import { flagIn, thingOf } from './things.ts';

const hostile = '@everyone <!channel> <@U0ADA00001> *x* [here](https://evil.test) `code`';
const label = 'Flag for our chair';

describe('what is flagged, and who reads of it', { shuffle: false }, () => {
  let lookout: RunningApp;
  let of: ReturnType<typeof membersOf>;

  /** Says something as a stranger to the bot's messages, and has somebody choose the shortcut on it. */
  async function onMessage(platform: 'slack' | 'discord', text: string, post?: string): Promise<void> {
    const { slack, discord } = lookout.sandboxes;
    const channel = computing[platform];
    const { acked } =
      platform === 'slack'
        ? await slack.act.shortcut({
            ...{ user: 'U0BEN00001', callbackId: 'flag', channel },
            ts: post ?? (await slack.act.say({ user: 'U0ADA00001', channel, text })).ts!,
          })
        : await discord.act.shortcut({
            ...{ user: '1200000000000000004', name: label, channel },
            message: post ?? (await discord.act.say({ user: '1200000000000000001', channel, text })).id,
          });
    expect(acked).toBe(true);
  }

  const react = (platform: 'slack' | 'discord', post: string, emoji?: string) =>
    platform === 'slack'
      ? lookout.sandboxes.slack.act.react({
          ...{ user: 'U0BEN00001', channel: computing.slack, ts: post },
          name: emoji ?? 'triangular_flag_on_post',
        })
      : lookout.sandboxes.discord.act.react({
          ...{ user: '1200000000000000004', channel: computing.discord, message: post },
          emoji: emoji ?? '🚩',
        });

  beforeAll(async () => {
    lookout = await openApp('2026-11-19T06:00:00Z', {}, { community });
    of = membersOf(lookout);
    lookout.publish('journal.test/rss', article('A DICOM gateway', '2026-11-19T06:41:00Z'));
    await lookout.at('2026-11-19T07:30:00Z');
    await lookout.at('2026-11-19T08:00:00Z');
    lookout.publish('journal.test/rss', article('DICOM one', '2026-11-19T09:41:00Z'));
    lookout.publish('policy.test/atom', article('DICOM two', '2026-11-19T09:50:00Z'));
    await lookout.at('2026-11-19T12:00:00Z');
    await lookout.at('2026-11-20T08:00:00Z');
  });
  afterAll(() => lookout?.close());

  it('takes any message by the shortcut, with as much of its words as one leaves there', async () => {
    for (const [platform, who] of [
      ['slack', of.ben],
      ['discord', of.eve],
    ] as const) {
      const form = await who.opens(() => onMessage(platform, `Our linac is down. ${hostile}`));
      expect(form.fields.text!.value).toContain('Our linac is down.');
      const thing = await lookout.db.thing.findFirstOrThrow({ where: { kind: 'message', platform } });
      // Nothing of it is kept before it is sent off.
      expect(thing).toMatchObject({ text: null, channel: computing[platform] });
      expect(await who.submit({ text: '   ' })).toHaveProperty('problems.text');
      await who.mend();
      const words = `Linac down (${platform})\n${hostile}`;
      expect(await sent(who, { text: words, reason: hostile })).toContain('Flagged.');
      const kept = await lookout.db.thing.findUniqueOrThrow({ where: { id: thing.id } });
      expect(kept).toMatchObject({ text: words });
      expect(kept.url).toContain(platform === 'slack' ? 'archives/C0COMPUTING' : computing.discord);
    }
  });

  it('knows its own messages by the shortcut: the thing itself, or which of several', async () => {
    for (const [platform, who] of [
      ['slack', of.ben],
      ['discord', of.eve],
    ] as const) {
      const one = await seenBy(who, 'A DICOM gateway');
      const form = await who.opens(() => onMessage(platform, '', one.id));
      expect(form.id).toBe(flagButton(one));
      await sent(who, {});
      const many = await seenBy(who, 'DICOM two');
      const choice = await who.opens(() => onMessage(platform, '', many.id));
      const [value, title] = Object.entries(choice.fields.item!.options!).find(([, name]) =>
        /two/.test(name),
      )!;
      expect(title).toMatch(/^\d\. DICOM two$/);
      await sent(who, { item: value, reason: `Why ${platform}` });
    }
    expect(await flagsOf(lookout, { item: { title: 'A DICOM gateway' } })).toHaveLength(2);
    expect(await flagsOf(lookout, { item: { title: 'DICOM two' } })).toEqual([
      'clinical-computing/ben: Why slack',
      'clinical-computing/eve: Why discord',
    ]);
    expect(await lookout.db.thing.count({ where: { kind: 'message' } })).toBe(2);
  });

  it('takes a reaction of the configuration in one press, and asks which where there are several', async () => {
    await lookout.db.flag.deleteMany({ where: { thing: { item: { title: 'A DICOM gateway' } } } });
    for (const [platform, who] of [
      ['slack', of.ben],
      ['discord', of.eve],
    ] as const) {
      const one = await seenBy(who, 'A DICOM gateway');
      await react(platform, one.id, platform === 'slack' ? 'tada' : '🎉');
      await react(platform, one.id);
      const mine = {
        thing: { item: { title: 'A DICOM gateway' } },
        person: { slug: platform === 'slack' ? 'ben' : 'eve' },
      };
      await until(async () => (await lookout.db.flag.count({ where: mine })) === 1);
      // Taking it off changes nothing.
      await react(platform, one.id);
      await react(platform, (await seenBy(who, 'DICOM two')).id);
    }
    const eve = await directlyWith(lookout, 'discord', '1200000000000000004');
    const asked = await until(() => eve.posts().find(({ text }) => text.includes('Which one')));
    const [button] = Object.entries(asked.buttons).find(([, name]) => name.includes('DICOM one'))!;
    await eve.opens(() => eve.press(asked.id, button));
    await sent(eve, {});
    await until(() => of.ben.whispers().find((text) => text.includes('Which one')));
    await of.ben.opens(() => of.ben.pressIn('Which one', button));
    await sent(of.ben, {});
    const flags = await flagsOf(lookout, { item: { title: 'DICOM one' } });
    expect(flags).toEqual(['clinical-computing/ben', 'clinical-computing/eve']);
    expect(await flagsOf(lookout, { item: { title: 'A DICOM gateway' } })).toHaveLength(2);
  });

  it('is a list for the chair and the office, strongest first, with whose groups flagged it and why, and not who', async () => {
    const theirs = await seenBy(of.dana, 'DICOM two');
    const at = theirs.text.indexOf('DICOM two') < theirs.text.indexOf('DICOM one') ? 0 : 1;
    await flag(of.dana, theirs, flagButton(theirs, at), { reason: 'Energy' });
    for (const who of [
      of.ada,
      of.adaThere,
      onDiscord(lookout.sandboxes, '1200000000000000002', computing.discord),
    ]) {
      const said = await who.command('escalate', 'flags');
      expect(said).toContain('Flagged in Clinical Computing SIG');
      expect(said).toMatch(/DICOM two[\s\S]*DICOM one[\s\S]*A DICOM gateway[\s\S]*Message: Linac down/);
      expect(said).toContain('2 people here; also flagged in Environmental Sustainability CoI (1)');
      expect(said).toContain('“Why slack”');
      // Signs that nobody sees keep Discord from making a name or a link of them.
      expect(said.replaceAll('\u200b', '')).toContain(hostile);
      expect(said).not.toMatch(/Energy|Ben Marsh|Eve Lund/);
    }
    const shown = of.ada.whispered().at(-1)!;
    const turn = Object.keys(shown.buttons).find((id) => id.startsWith('flags:'));
    if (turn) await of.ada.press(shown.id, turn);
  });

  it('is no business of members, nor of other chairs, whatever they press', async () => {
    const { id } = await lookout.db.group.findUniqueOrThrow({ where: { slug: 'clinical-computing' } });
    const places = [
      ...(['slack', 'discord'] as const).map((platform) => ({ platform, channel: computing[platform] })),
      { platform: 'slack', channel: 'C0NUCLEAR01' },
      { platform: 'discord', channel: '1100000000000000002' },
    ];
    const press = await forge(lookout, [`flags:${id}/0`], places);
    for (const who of [of.ben, of.eve, of.dana, of.noor])
      expect(await press(who, `flags:${id}/0`)).toContain(
        'Only the chair of Clinical Computing SIG and the office',
      );
    for (const who of [of.ben, of.eve])
      expect(await who.command('escalate', 'flags')).toContain('Only the chair of');
    expect(lookout.log.filter((line) => line.includes('"denied"')).length).toBeGreaterThanOrEqual(6);
    expect(await of.noor.command('escalate', 'flags')).toContain('Nothing is waiting for you');
  });

  it('holds a message to the channel in which it stands', async () => {
    const { id } = await lookout.db.thing.findFirstOrThrow({ where: { kind: 'message' } });
    const press = await forge(lookout, [`flag:thing/${id}`], [{ platform: 'slack', channel: 'C0NUCLEAR01' }]);
    expect(await press(of.noor, `flag:thing/${id}`)).toContain('in its own channel');
    expect(await lookout.db.flag.count({ where: { thingId: id, group: { slug: 'nuclear-medicine' } } })).toBe(
      0,
    );
  });

  it('is told to the chairs in one message a week, however many processes there are, and only if there is any', async () => {
    const app = appOf(lookout);
    expect(await dueNotes(app)).toEqual([]);
    lookout.set('2026-11-23T09:00:01Z');
    const due = await dueNotes(app);
    await Promise.all([...due, ...due].map((id) => noteFlags(app, Number(id.slice('flags-'.length)))));
    await settle(lookout);
    const notes = () =>
      lookout.db.delivery.findMany({
        where: { key: { startsWith: 'escalations/flags/' } },
        orderBy: { key: 'asc' },
      });
    expect((await notes()).map(({ key }) => key.split('/')[2])).toEqual([
      'clinical-computing',
      'sustainability',
    ]);
    const ada = await directlyWith(lookout, 'discord', '1200000000000000001');
    expect(ada.posts()).toHaveLength(1);
    expect(ada.posts()[0]!.text).toMatch(
      /^Members of Clinical Computing SIG have flagged 5 things for you\. Most flagged:\n• DICOM two · 2 people/,
    );
    expect(ada.posts()[0]!.text).toContain('type /escalate flags');
    // A week without a new flag says nothing; one that was flagged since the last is told with all that waits.
    await lookout.at('2026-11-30T09:00:01Z');
    expect(await notes()).toHaveLength(2);
    await flagIn(lookout.db, await thingOf(lookout.db, 'New', null), 'clinical-computing', ['ben']);
    await lookout.db.flag.updateMany({
      where: { thing: { text: 'New' } },
      data: { at: new Date('2026-12-01T10:00:00Z') },
    });
    await lookout.stand('2026-12-07T08:59:00Z');
    expect(await notes()).toHaveLength(2);
    await lookout.at('2026-12-07T09:00:01Z');
    expect((await notes()).map(({ key }) => key.split('/').slice(2, 4).join(' '))).toEqual([
      'clinical-computing 2026-11-23',
      'clinical-computing 2026-12-07',
      'sustainability 2026-11-23',
    ]);
  });

  it('is no longer listed once a theme of the group has it, and is forgotten when nobody wants it seen', async () => {
    const things = await lookout.db.thing.findMany({ where: { item: { title: { startsWith: 'DICOM' } } } });
    await seedTheme(lookout, { things: things.map(({ id }) => id) });
    const said = await of.ada.command('escalate', 'flags');
    expect(said).toContain('A DICOM gateway');
    expect(said).not.toMatch(/DICOM (one|two)/);
    // In the other group it still waits.
    expect(await of.dana.command('escalate', 'flags')).toContain('DICOM two');
    const app = appOf(lookout);
    const open = await thingOf(lookout.db, 'Nobody sent it off');
    expect(await dueThings(app)).toEqual(['things']);
    const before = await lookout.db.thing.count();
    await forgetThings(app);
    expect(await lookout.db.thing.findUnique({ where: { id: open } })).toBeNull();
    expect(await lookout.db.thing.count()).toBe(before - 1);
    expect(await dueThings(app)).toEqual([]);
  });
});
