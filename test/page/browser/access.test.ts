import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './axe.ts';
import { channelOn, corner, desktop, inBrowser, papers, phone, picture, type Visit, visit } from './visit.ts';

inBrowser('the sandbox page for everybody', () => {
  let place: Visit;

  beforeAll(async () => {
    place = await visit();
  });
  afterAll(() => place?.close());

  describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
    it.each(Object.entries({ desktop, phone }))(
      'has no fault that axe finds (%s)',
      async (name, viewport) => {
        const page = await place.open({ as: 'Ada Obi', viewport, colorScheme, reducedMotion: 'reduce' });
        const look = async (what: string) => {
          await picture(page, `${colorScheme}-${name}-${what}`);
          expect(await faults(page), what).toEqual([]);
        };
        await look('channel');

        const { write, whispers, messages } = channelOn(page, 'Slack');
        await write.fill('/');
        await page.getByRole('listbox', { name: 'Commands' }).waitFor();
        await look('commands');
        await write.fill('/horizon why 1');
        await write.press('Enter');
        await whispers.first().waitFor();
        await look('whisper');

        await messages.first().hover();
        await messages
          .first()
          .getByRole('button', { name: /^Payload of the message/ })
          .click();
        await page.getByRole('dialog').waitFor();
        await look('payload');
        await page.keyboard.press('Escape');

        await messages.first().hover();
        await messages
          .first()
          .getByRole('button', { name: /^Reply in thread/ })
          .click();
        await page.getByRole('textbox', { name: 'Reply…' }).waitFor();
        await look('thread');
        await page.getByRole('button', { name: 'Close thread' }).click();

        await page.getByRole('button', { name: 'Behind the scenes' }).click();
        await page.getByRole('complementary', { name: 'Behind the scenes' }).waitFor();
        await look('behind');
        await page.keyboard.press('Escape');

        const { switcher, people } = corner(page);
        await switcher.click();
        await people.waitFor();
        await look('people');
        await page.context().close();
      },
    );
  });

  it('fits a phone: one side at a time, nothing beyond its edge', async () => {
    const page = await place.open({ as: 'Ada Obi', viewport: phone, hasTouch: true, isMobile: true });
    const [slack, discord] = [page.locator('section.slack'), page.locator('section.discord')];
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    const tabs = page.getByRole('group', { name: 'Platform to show' });
    for (const [name, here, there] of [
      ['Discord', discord, slack],
      ['Slack', slack, discord],
    ] as const) {
      await tabs.getByRole('button', { name }).tap();
      await here.waitFor();
      await there.waitFor({ state: 'hidden' });
      await tabs.getByRole('button', { name, pressed: true }).waitFor();
      const { messages } = channelOn(page, name);
      for (const title of papers) {
        const box = await messages.first().getByRole('link', { name: title }).boundingBox();
        expect(box!.x).toBeGreaterThanOrEqual(0);
        expect(box!.x + box!.width).toBeLessThanOrEqual(phone.width);
      }
      expect(await width()).toBe(phone.width);
      await picture(page, `phone-${name.toLowerCase()}`);
    }
    // On a side without channels beside them, they are a menu.
    await page
      .getByRole('combobox', { name: 'Channel on Slack' })
      .selectOption({ label: '# nuclear-medicine' });
    await channelOn(page, 'Slack', 'nuclear-medicine').list.waitFor();
    await tabs.getByRole('button', { name: 'Discord' }).tap();
    const useful = channelOn(page, 'Discord')
      .messages.first()
      .getByRole('button', { name: /Useful/ })
      .last();
    const before = await useful.textContent();
    await useful.tap();
    await expect.poll(() => useful.textContent()).not.toBe(before);
    await page.context().close();
  });

  it('is used with the keyboard alone', async () => {
    const page = await place.open();
    const focused = () =>
      page.evaluate<string>(
        'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent',
      );
    /** Goes on with Tab until the focus is where it should be. */
    const reach = async (wanted: RegExp) => {
      for (let steps = 0; steps < 150; steps += 1) {
        if (wanted.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${wanted}`);
    };
    // The switch: opened, moved down to Ben, closed.
    await reach(/^AOActing as/);
    await page.keyboard.press('Enter');
    await corner(page).people.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Acting as Ben Marsh' }).waitFor();

    const post = channelOn(page, 'Slack').messages.first();
    const useful = post.getByRole('button', { name: /Useful/ }).first();
    const before = await useful.textContent();
    await reach(/^👍 Useful/);
    await page.keyboard.press('Enter');
    await expect.poll(() => useful.textContent()).not.toBe(before);
    // The message was drawn anew under the focus, which stays.
    expect(await focused()).toBe(await useful.textContent());

    await reach(/^Message #clinical-computing$/);
    await page.keyboard.type('/hor');
    // On a busy machine Enter can be quicker than the list that it chooses from.
    await page.getByRole('option', { name: /^\/horizon/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('why 2');
    await page.keyboard.press('Enter');
    await channelOn(page, 'Slack').whispers.first().waitFor();
    await page.context().close();
  });

  it('asks nobody else for anything, and breaks no rule of its own', () => {
    expect(place.troubles).toEqual([]);
  });
});
