import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faults } from './axe.ts';
import { channelOn, inBrowser, picture, type Visit, visit } from './visit.ts';

const platforms = ['Slack', 'Discord'] as const;
const question = 'What shall we teach next?';

inBrowser('a poll on the sandbox page in a browser', () => {
  let place: Visit;
  /** A chair with linked accounts on both sides; and somebody who is on Discord alone. */
  let ada: Page;
  let cleo: Page;

  beforeAll(async () => {
    place = await visit();
    ada = await place.open({ as: 'Ada Obi' });
    cleo = await place.open({ as: 'Cleo Tan' });
  });
  afterAll(() => place?.close());

  const poll = (page: Page, on: (typeof platforms)[number]) => channelOn(page, on).holding(question).first();

  async function type(page: Page, on: (typeof platforms)[number], words: string) {
    const { write } = channelOn(page, on);
    await write.fill(words);
    await write.press('Enter');
  }

  /** Both sides say how many have answered, to everybody. */
  async function answered(words: string) {
    for (const page of [ada, cleo])
      for (const on of platforms) await poll(page, on).getByText(words).waitFor();
  }

  it('is asked in a form, looked at beforehand, and sent to both sides', async () => {
    await type(ada, 'Slack', '/needs ask');
    const form = ada.getByRole('dialog', { name: 'Ask a poll' });
    await form.getByRole('textbox', { name: /^Question/ }).fill(question);
    await form.getByRole('textbox', { name: /^Options/ }).fill('Dosimetry\nImage registration\nLeadership');
    await form.getByRole('button', { name: /^Who can see/ }).click();
    await ada.getByRole('option', { name: /answers have names/ }).click();
    await picture(ada, 'poll-form');
    expect(await faults(ada)).toEqual([]);
    await form.getByRole('button', { name: 'Preview' }).click();
    const preview = channelOn(ada, 'Slack').whispers.filter({ hasText: question });
    await preview.getByText('only you see this').waitFor();
    expect(await channelOn(cleo, 'Discord').holding(question).count()).toBe(0);
    await picture(ada, 'poll-preview');
    await preview.getByRole('button', { name: 'Send now' }).click();
    await answered('Nobody has answered yet');
  });

  it('counts a person once, whichever side they answer on, and shows the tally on both', async () => {
    await poll(ada, 'Slack').getByRole('button', { name: 'Dosimetry' }).click();
    await channelOn(ada, 'Slack').whispers.filter({ hasText: 'Counted' }).first().waitFor();
    await answered('1 person has answered so far');
    await poll(ada, 'Discord').getByRole('button', { name: 'Leadership' }).click();
    await poll(cleo, 'Discord').getByRole('button', { name: 'Leadership' }).click();
    await answered('2 people have answered so far');
    await picture(cleo, 'poll-answered');
    await type(ada, 'Slack', '/needs polls');
    const listed = channelOn(ada, 'Slack').whispers.filter({ hasText: '2 people answered so far' });
    await listed.getByRole('button', { name: 'Close now' }).click();
    const sure = channelOn(ada, 'Slack').whispers.filter({ hasText: 'You cannot reopen it' });
    await sure.getByRole('button', { name: 'Close it now' }).click();
  });

  it('closes with a chart that says in words what it shows, in message and thread, on both sides', async () => {
    for (const on of platforms) {
      const chart = poll(ada, on).getByRole('img', { name: /Leadership/ });
      await chart.waitFor();
      expect(await chart.getAttribute('alt')).toMatch(/Leadership.*2.*Dosimetry.*0/s);
      expect(
        await chart.evaluate((image: { decode(): Promise<void>; naturalWidth: number }) =>
          image.decode().then(() => image.naturalWidth),
        ),
      ).toBe(800);
      await poll(ada, on)
        .getByText(/Closed Thu 19 Nov 2026/)
        .waitFor();
    }
    await picture(ada, 'poll-closed');
    await poll(ada, 'Slack')
      .getByRole('button', { name: /1 reply/ })
      .click();
    const thread = ada.getByRole('region', { name: 'Thread in #clinical-computing on Slack' });
    await thread.getByText('The poll is closed.').waitFor();
    await thread
      .getByRole('img', { name: /Leadership/ })
      .last()
      .waitFor();
    await picture(ada, 'poll-thread');
  });

  it('asks nobody else for anything, and breaks no rule of its own', () => {
    expect(place.troubles).toEqual([]);
  });
});
