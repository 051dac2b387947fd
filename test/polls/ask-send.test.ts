import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { changeDraft, discardDraft } from '../../src/polls/asking/adjust.ts';
import { askPoll } from '../../src/polls/asking/ask.ts';
import { openPoll } from '../../src/polls/asking/open.ts';
import { sendNow } from '../../src/polls/asking/send.ts';
import { act, openAskers, press, problems } from './askers.ts';

type Askers = Awaited<ReturnType<typeof openAskers>>;
let lookout: Askers;
let app: App;
beforeAll(async () => {
  lookout = await openAskers();
  app = lookout.app;
});
afterAll(() => lookout.close());
afterEach(() => lookout.clear());

describe('sending', () => {
  it('is done once, however many press at one moment, and so is the opening and the planning of the next', async () => {
    const staff = await lookout.person('U1', { office: 'member' });
    const id = await lookout.draftOf(staff, ['all']);
    await app.db.poll.update({ where: { id }, data: { repeat: 'weekly' } });
    const sent = await Promise.allSettled(
      Array.from({ length: 6 }, () => sendNow(app, press(staff, `poll-send:${id}`))),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of sent)
      if (one.status === 'rejected') expect(one.reason.message).toContain('already been sent or planned');
    await expect(discardDraft(app, press(staff, `poll-discard:${id}`))).rejects.toThrow(
      'already been sent or planned',
    );
    await expect(changeDraft(app, press(staff, `poll-change:${id}`))).rejects.toThrow(
      'already been sent or planned',
    );
    await Promise.all(Array.from({ length: 6 }, () => openPoll(app, id)));
    expect(await lookout.stateOf(id)).toBe('open');
    expect(await app.db.poll.findMany({ where: { previousId: id } })).toMatchObject([{ state: 'planned' }]);
    expect(await app.db.poll.count()).toBe(2);
    expect(await app.db.delivery.count({ where: { key: { startsWith: `poll/${id}/` } } })).toBe(2);
  });

  it('shows each group the closing on its own clock', async () => {
    const staff = await lookout.person('U1', { office: 'member' });
    await app.db.group.update({ where: { slug: 'ct' }, data: { zone: 'America/New_York' } });
    const id = await lookout.draftOf(staff, ['all']);
    await sendNow(app, press(staff, `poll-send:${id}`));
    await openPoll(app, id);
    const rows = await app.db.delivery.findMany({
      where: { key: { startsWith: `poll/${id}/` } },
      orderBy: { channel: 'asc' },
    });
    expect(rows.map(({ message }) => /Open until [^;]+/.exec(JSON.stringify(message))?.[0])).toEqual([
      'Open until Fri 27 Nov 2026, 17:00',
      'Open until Fri 27 Nov 2026, 12:00',
    ]);
  });

  it('is refused in words when no group has a channel, and when a weekly poll would stand twice', async () => {
    const staff = await lookout.person('U1', { office: 'member' });
    const id = await lookout.draftOf(staff, ['mr']);
    const channel = await app.db.channel.findFirstOrThrow({ where: { group: { slug: 'mr' } } });
    await app.db.channel.delete({ where: { id: channel.id } });
    await expect(sendNow(app, press(staff, `poll-send:${id}`))).rejects.toThrow(
      'None of these groups has a channel',
    );
    await app.db.channel.create({ data: channel });
    await app.db.poll.update({ where: { id }, data: { repeat: 'weekly', lasts: 14 } });
    await expect(sendNow(app, press(staff, `poll-send:${id}`))).rejects.toThrow('open for at most 7 days');
    // Sent after all, and the channel goes before it is opened: nobody could answer.
    await app.db.poll.update({ where: { id }, data: { repeat: 'never' } });
    await sendNow(app, press(staff, `poll-send:${id}`));
    await app.db.channel.delete({ where: { id: channel.id } });
    await openPoll(app, id);
    expect(await app.db.poll.findUnique({ where: { id } })).toMatchObject({ state: 'dropped', salt: null });
    const told = await app.db.delivery.findUniqueOrThrow({ where: { key: `poll-dropped/${id}` } });
    expect(told).toMatchObject({ platform: 'slack', person: 'U1', channel: null });
    expect(JSON.stringify(told.message)).toContain('“Which?” did not go out');
    await app.db.channel.create({ data: channel });
  });
});

describe('the form', () => {
  it('takes the slugs of many groups in a line', async () => {
    const staff = await lookout.person('U1', { office: 'member' });
    const mr = await app.db.group.findUniqueOrThrow({ where: { slug: 'mr' } });
    const { id: _, topics: __, ...like } = mr;
    for (let at = 0; at < 30; at++)
      await app.db.group.create({
        data: {
          ...like,
          topics: {},
          slug: `group-${at}`,
          channels: { create: { platform: 'slack', channel: `CX${at}` } },
        },
      });
    const command = { ...act(staff, ''), kind: 'command' as const, name: 'needs', words: '' };
    const reply = await askPoll(app, command);
    const field = reply.kind === 'ask' ? reply.form.fields.find(({ id }) => id === 'groups') : undefined;
    expect(field).toMatchObject({ kind: 'lines' });
    const wrong = await lookout.submit(staff, 'poll-ask:need', { groups: 'mr, grup-7' });
    expect(problems(wrong)!.groups).toBe(
      'There is no group called “grup-7” that you can ask. Did you mean group-7?',
    );
    await lookout.submit(staff, 'poll-ask:need', { groups: 'MR, group-7; group-29\nct' });
    expect(await app.db.pollGroup.count()).toBe(4);
    await lookout.submit(staff, 'poll-ask:need', { groups: 'all' });
    expect(await app.db.pollGroup.count()).toBe(4 + 32);
    await app.db.group.deleteMany({ where: { slug: { startsWith: 'group-' } } });
  });
});
