import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faults } from './axe.ts';
import { channelOn, inBrowser, picture, type Visit, visit } from './visit.ts';

const title = 'A shared bench for checking DICOM exports';
const why = 'Each department writes its own scripts to check DICOM exports; one bench would serve us all.';

inBrowser('an idea on the sandbox page in a browser', () => {
  let place: Visit;
  /** The chair, on both sides; a member on Slack; somebody on Discord. */
  let ada: Page;
  let ben: Page;
  let cleo: Page;

  beforeAll(async () => {
    place = await visit();
    ada = await place.open({ as: 'Ada Obi' });
    ben = await place.open({ as: 'Ben Marsh' });
    cleo = await place.open({ as: 'Cleo Tan' });
  });
  afterAll(() => place?.close());

  async function send(page: Page, on: 'Slack' | 'Discord', words: { title: string; text: string }) {
    const { write } = channelOn(page, on);
    await write.fill('/idea');
    await write.press('Enter');
    const form = page.getByRole('dialog', { name: 'Send in an idea' });
    await form.getByRole('textbox', { name: /^In one line/ }).fill(words.title);
    await form.getByRole('textbox', { name: /^What, and why/ }).fill(words.text);
    await picture(page, `idea-form-${on}`);
    expect(await faults(page)).toEqual([]);
    // Discord's own button says the same under every form.
    await form.getByRole('button', { name: on === 'Slack' ? 'Send' : 'Submit' }).click();
    return channelOn(page, on).whispers.filter({ hasText: 'Thank you. Your idea is' }).last();
  }

  it('is sent in, gets a number, and stands on both sides', async () => {
    const thanks = await send(cleo, 'Discord', { title, text: why });
    await thanks.getByText('IDEA-1').waitFor();
    for (const on of ['Slack', 'Discord'] as const)
      await channelOn(ada, on)
        .holding(title)
        .getByRole('heading', { name: `IDEA-1 · ${title}` })
        .waitFor();
  });

  it('is shown to somebody with a like one, who supports it too', async () => {
    const thanks = await send(ben, 'Slack', {
      title: 'One bench to check DICOM exports',
      text: 'We all write scripts to check DICOM exports. A shared bench would save each department the work.',
    });
    await thanks.getByText('about the same').waitFor();
    await picture(ben, 'idea-similar');
    await thanks.getByRole('button', { name: /Support this instead/ }).click();
    for (const [page, on] of [
      [ben, 'Slack'],
      [cleo, 'Discord'],
    ] as const)
      await channelOn(page, on)
        .holding(`IDEA-1 · ${title}`)
        .getByRole('button', { name: '👍 Support · 1' })
        .waitFor();
  });

  it('is planned by the chair, and whoever sent it in is told', async () => {
    const standing = channelOn(ada, 'Slack').holding(`IDEA-1 · ${title}`);
    await standing.getByRole('button', { name: 'For chairs…' }).click();
    const form = ada.getByRole('dialog', { name: 'IDEA-1: what next?' });
    await form.getByRole('button', { name: /^Status/ }).click();
    await ada.getByRole('option', { name: 'Planned' }).click();
    await form.getByRole('textbox', { name: /^Message to/ }).fill('We start with radiotherapy in January.');
    await form.getByRole('button', { name: 'Save' }).click();
    for (const on of ['Slack', 'Discord'] as const)
      await channelOn(ada, on)
        .holding(`IDEA-1 · ${title}`)
        .getByText(/Planned \(Ada Obi.*We start with radiotherapy in January\./)
        .waitFor();
    await picture(ada, 'idea-planned');
    await cleo
      .getByRole('navigation', { name: 'Channels on Discord' })
      .getByRole('button', { name: /lookout/i })
      .click();
    const direct = cleo.getByRole('region', { name: /^Messages in @.* on Discord$/ });
    await direct.getByText('is now planned').waitFor();
    expect(await direct.locator('.message').filter({ hasText: 'is now planned' }).count()).toBe(1);
    await picture(cleo, 'idea-told');
  });

  it('asks nobody else for anything, and breaks no rule of its own', () => {
    expect(place.troubles).toEqual([]);
  });
});
