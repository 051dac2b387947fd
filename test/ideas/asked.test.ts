import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQuestions } from '../../src/ideas/asking/questions.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody, until } from '../support/people.ts';
import { directlyWith } from './direct.ts';
import { account, giveIdea } from './rows.ts';

const secret = 'a secret for ideas that nobody shall know';
const ada = { slack: 'U0ADA00001', discord: '1200000000000000001' };
const ben = 'U0BEN00001';
const cleo = '1200000000000000002';
const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };

let lookout: RunningApp;
let chair: Somebody;
let office: Somebody;
let member: Somebody;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', { LOOKOUT_SECRET: secret });
  chair = onSlack(lookout.sandboxes, ada.slack, computing.slack);
  office = onDiscord(lookout.sandboxes, cleo, computing.discord);
  member = onSlack(lookout.sandboxes, ben, computing.slack);
});
afterAll(() => lookout?.close());

/** Asks, and gives what whoever asked is told. */
async function ask(who: Somebody, number: number, question: string) {
  const form = await who.opens(() => who.type('idea', `ask ${number}`));
  return { form, ...(await who.submit({ question })) };
}

async function questionOf(ideaId: number) {
  return lookout.db.question.findFirstOrThrow({ where: { ideaId }, orderBy: { id: 'desc' } });
}

describe('an anonymous sender', { shuffle: false }, () => {
  it('is asked by the chair, and answers, and is not named to anybody', async () => {
    const { id, number } = await giveIdea(lookout.db, {
      title: 'A shared bench for QA scripts',
      sender: account(`slack/${ben}`),
      secret,
    });
    const { form, said } = await ask(chair, number!, 'Who would look after it?\n<!channel> *now*');
    expect(form.title).toBe(`Ask about IDEA-${number}`);
    expect(said).toContain(`on its way to the sender of IDEA-${number}`);
    const question = await questionOf(id);
    const direct = await directlyWith(lookout, 'slack', ben);
    const asked = await until(() => direct.posts().find(({ text }) => text.includes('look after it')));
    expect(asked.text).toContain(`Ada Obi (chair) asks about your IDEA-${number}`);
    expect(asked.text).toContain('<!channel> *now*');
    expect(asked.text).toContain('You stay anonymous');
    expect(await openQuestions(lookout.db, [id])).toMatchObject([{ id: question.id, idea: { id, number } }]);

    expect(await member.command('idea', 'mine')).toMatch(/Who would look after it\?.*yours, anonymous/s);
    expect(await office.command('idea', 'mine')).not.toContain('look after it');

    const opened = await direct.opens(() => direct.press(asked.id, `idea-answer:${question.id}`));
    expect(opened.fields.answer!.hint).toContain('Who would look after it?');
    expect((await direct.submit({ answer: ' … ' })).problems).toEqual({
      answer: 'Please write your answer.',
    });
    await direct.mend();
    expect((await direct.submit({ answer: 'The engineers, in turns.' })).said).toContain(
      'You stay anonymous.',
    );
    const back = await directlyWith(lookout, 'slack', ada.slack);
    const answered = await until(() => back.posts().find(({ text }) => text.includes('in turns')));
    expect(answered.text).toContain(`The sender has answered about IDEA-${number}`);
    expect(answered.text).not.toContain('Ben');
    expect(await openQuestions(lookout.db, [id])).toEqual([]);
    // Once; whoever comes with the button again is told so.
    expect(await direct.hears(() => direct.press(asked.id, `idea-answer:${question.id}`))).toContain(
      'already answered this question',
    );
    // An answer is something heard: ten working days more, from Monday 23 November.
    expect(await lookout.db.idea.findUnique({ where: { id } })).toMatchObject({
      quietUntil: new Date('2026-12-07T10:00:00Z'),
    });
    const read = await chair.command('idea', `asked ${number}`);
    expect(read).toContain('Who would look after it?');
    expect(read).toContain('The engineers, in turns.');
  });

  it('is asked by the office across platforms, and nothing of a long answer is lost', async () => {
    const sender = { platform: 'discord', id: ada.discord, name: '' };
    const { id, number } = await giveIdea(lookout.db, { title: 'Dose reference levels', sender, secret });
    await ask(office, number!, `${'!\n'.repeat(490)}Which ones?`);
    const direct = await directlyWith(lookout, 'discord', ada.discord);
    const asked = await until(() =>
      direct.posts().find(({ text }) => text.includes('(National Office) asks')),
    );
    await direct.opens(() => direct.press(asked.id, Object.keys(asked.buttons)[0]!));
    const words = Array.from({ length: 300 }, (_, at) => `*${at}*`);
    expect((await direct.submit({ answer: words.join('\n') })).said).toContain('Thank you.');
    await lookout.service.settled();
    const back = await directlyWith(lookout, 'discord', cleo);
    await until(() => back.posts().some(({ text }) => text.includes('*299*')));
    const all = back
      .posts()
      .map(({ text }) => text)
      .join('\n');
    for (const word of words) expect(all).toContain(word);
    await office.command('idea', `asked ${number}`);
    const pages: string[] = [];
    for (let on: string | undefined = 'first'; on !== undefined; ) {
      const page = await until(() => {
        const last = office.whispered().at(-1)!;
        return last.text !== pages.at(-1) && last;
      });
      pages.push(page.text);
      on = Object.keys(page.buttons).find((button) => page.buttons[button]!.startsWith('More'));
      if (on) await office.press(page.id, on);
    }
    expect(pages.length).toBeGreaterThan(1);
    for (const word of words) expect(pages.join('\n')).toContain(word);
    expect((await questionOf(id)).answer).toBe(words.join('\n'));
  });

  it('who takes no messages still has the question waiting', async () => {
    const sender = account('slack/U0GONE00001');
    const { id, number } = await giveIdea(lookout.db, { title: 'From somebody who left', sender, secret });
    await ask(chair, number!, 'Are you there?');
    await until(async () => (await lookout.db.delivery.count({ where: { state: 'failed' } })) > 0);
    expect(await openQuestions(lookout.db, [id])).toMatchObject([{ text: 'Are you there?' }]);
    expect(await chair.command('idea', `asked ${number}`)).toContain('Not answered yet.');
  });
});

describe('asking', { shuffle: false }, () => {
  it('is for the chair of the group and the office, also when the form is sent off', async () => {
    const { id, number } = await giveIdea(lookout.db, {
      title: 'For the chair',
      sender: account(`slack/${ben}`),
      secret,
    });
    const no = `Only the chair of Clinical Computing SIG and the office can do this. Please ask Ada Obi`;
    for (const words of [
      `ask ${number}`,
      `asked ${number}`,
      `hide ${number}`,
      `show ${number}`,
      `stop ${number} 3`,
    ])
      expect(await member.hears(() => member.type('idea', words))).toContain(no);
    // A chair who is chair no longer once the form is sent off.
    await chair.opens(() => chair.type('idea', `ask IDEA-${number}`));
    const role = await lookout.db.role.findFirstOrThrow({
      where: { kind: 'chair', person: { slug: 'ada' } },
    });
    const { personId, groupId } = role;
    await lookout.db.role.delete({ where: { personId_groupId: { personId, groupId } } });
    expect((await chair.submit({ question: 'May I?' })).said).toContain('Only the chair of');
    await lookout.db.role.create({ data: role });
    expect(await lookout.db.question.count({ where: { ideaId: id } })).toBe(0);
    expect(await chair.hears(() => chair.type('idea', 'ask 9999'))).toContain(
      'There is no idea with this number',
    );
    expect(await chair.hears(() => chair.type('idea', 'ask the sender'))).toContain('such as /idea ask 42');
  });

  it('is answered by the sender alone', async () => {
    const { id, number } = await giveIdea(lookout.db, {
      title: 'Not yours',
      sender: account(`discord/${cleo}`),
      secret,
    });
    await ask(chair, number!, 'Whose is it?');
    const question = await questionOf(id);
    const direct = await directlyWith(lookout, 'discord', cleo);
    const asked = await until(() => direct.posts().find(({ text }) => text.includes('Whose is it?')));
    // Somebody else who has the button's id, as only a forged act would.
    const other = onDiscord(lookout.sandboxes, ada.discord, direct.channel);
    expect(await other.hears(() => other.press(asked.id, `idea-answer:${question.id}`))).toContain(
      'Only the sender of the idea can answer this.',
    );
    expect(await questionOf(id)).toMatchObject({ answer: null });
  });
});
