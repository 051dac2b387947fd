import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../support/people.ts';
import { actAs, channelOn, inBrowser, papers, picture, type Visit, visit } from './visit.ts';

const platforms = ['Slack', 'Discord'] as const;
const paper = 'Deep learning in the treatment planning system';

inBrowser('the sandbox page in a browser', () => {
  let place: Visit;
  let ada: Page;
  let cleo: Page;

  beforeAll(async () => {
    place = await visit();
    ada = await place.open({ as: 'Ada Obi' });
    cleo = await place.open({ as: 'Cleo Tan' });
  });
  afterAll(() => place?.close());

  /** The digest of a platform, and the button of its first item. */
  const digest = (page: Page, on: (typeof platforms)[number]) => {
    const post = channelOn(page, on).messages.first();
    return { post, useful: post.getByRole('button', { name: /Useful/ }).first() };
  };
  const times = (count: number) => new RegExp(`Useful · ${count}$`);

  it('shows the digest of today on both sides', async () => {
    for (const on of platforms) {
      const { messages } = channelOn(ada, on);
      expect(await messages.count()).toBe(1);
      const { post } = digest(ada, on);
      await post.getByRole('heading', { name: 'Clinical Computing SIG · Thu 19 Nov 2026' }).waitFor();
      for (const title of papers) expect(await post.getByRole('link', { name: title }).count()).toBe(1);
      expect(await post.getByRole('button', { name: '👍 Useful' }).count()).toBe(papers.length);
    }
    await picture(ada, 'digest');
  });

  it('counts what one presses on Slack and another on Discord, on both sides, for both', async () => {
    await digest(ada, 'Slack').useful.click();
    await digest(ada, 'Discord')
      .post.getByRole('button', { name: times(1) })
      .waitFor();
    await digest(cleo, 'Discord').useful.click();
    for (const page of [ada, cleo])
      for (const on of platforms) {
        const { post } = digest(page, on);
        await post.getByRole('button', { name: times(2) }).waitFor();
        await post.getByText('(edited)').waitFor();
        expect(await channelOn(page, on).messages.count()).toBe(1);
      }
    await picture(cleo, 'useful');
  });

  it('completes a command, and whispers its answer to the one who asked', async () => {
    const { write, whispers, messages } = channelOn(ada, 'Slack');
    await write.fill('/hor');
    const list = ada.getByRole('listbox', { name: 'Commands' });
    await list.getByRole('option', { name: /^\/horizon/, selected: true }).waitFor();
    await write.press('Tab');
    expect(await write.inputValue()).toBe('/horizon ');
    await write.pressSequentially('why 1');
    await write.press('Enter');
    await whispers.getByText('Only visible to you').waitFor();
    await whispers
      .getByText(/treatment planning system/)
      .first()
      .waitFor();
    expect(await write.inputValue()).toBe('');
    expect(await messages.count()).toBe(1);
    await picture(ada, 'why');
  });

  it('shows a whisper to nobody else, in another browser or after a switch', async () => {
    const { whispers } = channelOn(ada, 'Slack');
    await actAs(ada, 'Ben Marsh');
    await whispers.waitFor({ state: 'detached' });
    expect(await channelOn(cleo, 'Slack').whispers.count()).toBe(0);
    await channelOn(ada, 'Discord').list.waitFor();
    await ada.getByText('Ben Marsh has no account on Discord').waitFor();
    await actAs(ada, 'Ada Obi');
    await whispers.waitFor();
  });

  it('opens one discussion though the answer to its post is lost', async () => {
    await ada.getByRole('button', { name: 'Behind the scenes' }).click();
    const behind = ada.getByRole('complementary', { name: 'Behind the scenes' });
    await behind.getByText('Slack', { exact: true }).click();
    await behind.getByRole('button', { name: 'Lost answer' }).click();
    await behind.getByRole('list', { name: 'Faults waiting to happen' }).getByText('Slack').waitFor();
    await picture(ada, 'fault');
    const { holding } = channelOn(ada, 'Slack');
    await digest(ada, 'Slack')
      .post.getByRole('button', { name: /Discuss/ })
      .first()
      .click();

    const answered = holding('Discussion: ').getByRole('button', { name: /1 reply/ });
    await answered.waitFor();
    await place.lookout.service.settled();
    const counted = behind.locator('.counts > div').filter({ hasText: 'lost' });
    expect(await counted.locator('b').textContent()).toBe('1');
    for (const page of [ada, cleo])
      expect(await channelOn(page, 'Slack').holding('Discussion: ').count()).toBe(1);
    await behind.getByRole('button', { name: 'Close behind the scenes' }).click();

    await answered.click();
    const thread = ada.getByRole('region', { name: 'Thread in #clinical-computing on Slack' });
    await thread.getByText('What does this mean for your practice?').waitFor();
    await ada.getByRole('textbox', { name: 'Reply…' }).fill('We shall try it.');
    await ada.keyboard.press('Enter');
    await thread.getByText('We shall try it.').waitFor();
    expect(await thread.locator('.message').count()).toBe(3);
    await channelOn(cleo, 'Slack').holding('Discussion: ').getByText('2 replies').waitFor();
    await picture(ada, 'thread');
    await ada.getByRole('button', { name: 'Close thread' }).click();
    await channelOn(ada, 'Slack').list.waitFor();
  });

  it('loses nothing when it is loaded again', async () => {
    const seen = (page: Page) => Promise.all(platforms.map((on) => channelOn(page, on).list.innerText()));
    const before = await seen(ada);
    expect(before.join()).toContain(paper);
    await ada.reload();
    await channelOn(ada, 'Slack').whispers.first().waitFor();
    await until(async () => (await seen(ada)).join() === before.join());
    await ada.getByRole('button', { name: 'Acting as Ada Obi' }).waitFor();
  });

  it('brings the digest of tomorrow when the clock is moved on', async () => {
    await cleo.getByRole('button', { name: 'Behind the scenes' }).click();
    const behind = cleo.getByRole('complementary', { name: 'Behind the scenes' });
    await behind.getByRole('combobox', { name: 'Feed' }).selectOption('policy.test/atom');
    await behind.getByRole('textbox', { name: 'Title of a new article' }).fill('DICOM: a new policy');
    await behind.getByRole('button', { name: 'Publish' }).click();
    await behind.getByText('Published.').waitFor();
    await behind.getByRole('button', { name: 'Tomorrow 08:00' }).click();
    for (const on of platforms) {
      const post = channelOn(ada, on).holding('Fri 20 Nov 2026');
      await post.getByRole('link', { name: 'DICOM: a new policy' }).waitFor();
      expect(await post.count()).toBe(1);
    }
    await picture(cleo, 'tomorrow');
  });

  it('asks nobody else for anything, and breaks no rule of its own', () => {
    expect(place.troubles).toEqual([]);
  });
});
