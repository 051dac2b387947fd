import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { changeDraft, discardDraft, setAdding, setMost, setShows } from '../../src/polls/asking/adjust.ts';
import { planDraft } from '../../src/polls/asking/plan.ts';
import { sendNow } from '../../src/polls/asking/send.ts';
import { act, choose, openAskers, press, problems } from './askers.ts';

type Askers = Awaited<ReturnType<typeof openAskers>>;
let lookout: Askers;
let app: App;
beforeAll(async () => {
  lookout = await openAskers();
  app = lookout.app;
});
afterAll(() => lookout.close());
afterEach(() => lookout.clear());

describe('who asks', () => {
  it('is office staff for every group, and a chair for their own, whatever a form says', async () => {
    const chair = await lookout.person('U1', { mr: 'chair', ct: 'member' });
    const staff = await lookout.person('U2', { office: 'member' });
    const member = await lookout.person('U3', { mr: 'member' });
    for (const groups of [['ct'], ['mr', 'ct'], ['office'], 'mr, ct'])
      await expect(lookout.submit(chair, 'poll-ask:need', { groups })).rejects.toMatchObject({
        name: 'Forbidden',
        field: 'groups',
        message: expect.stringMatching(
          /^Only the chair of (CT|OFFICE) and the office can ask its members\. /,
        ),
      });
    for (const groups of [['all'], ['nowhere'], [], '']) {
      const reply = await lookout.submit(chair, 'poll-ask:need', { groups });
      expect(problems(reply)!.groups).toMatch(
        /^(There is no group called “\w+” that you can ask\. |Choose at least one group\.)/,
      );
    }
    await expect(lookout.submit(member, 'poll-ask:need', { groups: ['mr'] })).rejects.toThrow(
      'Only the office and the chairs of groups can ask a poll.',
    );
    await expect(lookout.submit({ ...member, id: 'U404' }, 'poll-ask:need', {})).rejects.toThrow(
      'Only the office and',
    );
    expect(await app.db.poll.count()).toBe(0);
    await lookout.draftOf(chair, ['mr']);
    await lookout.draftOf(staff, ['all']);
    const groups = await app.db.pollGroup.count();
    expect(groups).toBe(3);
  });

  it('alone touches a draft: to anybody else there is none, and forged ids lead nowhere', async () => {
    const chair = await lookout.person('U1', { mr: 'chair' });
    const other = await lookout.person('U2', { mr: 'chair', office: 'member' });
    const id = await lookout.draftOf(chair, ['mr']);
    const gone = 'This draft has been deleted.';
    await expect(sendNow(app, press(other, `poll-send:${id}`))).rejects.toThrow(gone);
    await expect(setAdding(app, press(other, `poll-adding:${id}/yes`))).rejects.toThrow(gone);
    await expect(changeDraft(app, press(other, `poll-change:${id}`))).rejects.toThrow(gone);
    await expect(discardDraft(app, press(other, `poll-discard:${id}`))).rejects.toThrow(gone);
    await expect(lookout.submit(other, `poll-ask:${id}`, { groups: ['mr'] })).rejects.toThrow(gone);
    for (const forged of [
      'poll-send:',
      'poll-send:x',
      'poll-send:99999999999',
      `poll-send:${id}/1`,
      'poll-send:-1',
    ])
      await expect(sendNow(app, press(chair, forged))).rejects.toThrow(gone);
    for (const value of ['99', '0', 'toString', '__proto__', ''])
      await expect(setMost(app, choose(chair, `poll-most:${id}`, value))).rejects.toThrow('is not a choice');
    await expect(setShows(app, choose(chair, `poll-shows:${id}`, 'constructor'))).rejects.toThrow(
      'is not a choice',
    );
    await expect(lookout.submit(chair, 'poll-ask:nonsense', { groups: ['mr'] })).rejects.toThrow(
      'What do you want to ask?',
    );
    expect(
      problems(
        await lookout.submit(chair, `poll-ask:${id}`, { groups: ['mr'], lasts: ['1000'], who: ['x'] }),
      ),
    ).toEqual({
      lasts: 'Please choose one of these.',
      who: 'Please choose one of these.',
    });
    expect(await app.db.poll.findUnique({ where: { id } })).toMatchObject({
      state: 'draft',
      most: 1,
      lasts: 7,
    });
  });

  it('has lost the role meanwhile: nothing is sent, and other groups can be chosen', async () => {
    const chair = await lookout.person('U1', { mr: 'chair', ct: 'chair' });
    const id = await lookout.draftOf(chair, ['mr', 'ct']);
    await app.db.role.deleteMany({ where: { group: { slug: 'ct' } } });
    await expect(sendNow(app, press(chair, `poll-send:${id}`))).rejects.toThrow('You can no longer ask CT');
    const later = { ...act(chair, `poll-plan:${id}`), kind: 'submission' as const };
    const fields = { day: 'tomorrow', time: '09:00', repeat: ['never'] };
    await expect(planDraft(app, { ...later, fields })).rejects.toThrow('You can no longer ask CT');
    expect((await changeDraft(app, press(chair, `poll-change:${id}`))).kind).toBe('ask');
    await lookout.submit(chair, `poll-ask:${id}`, { groups: ['mr'] });
    await app.db.role.deleteMany();
    await expect(sendNow(app, press(chair, `poll-send:${id}`))).rejects.toThrow(
      'Only the office and the chairs of groups can ask a poll.',
    );
    expect(await lookout.stateOf(id)).toBe('draft');
  });
});
