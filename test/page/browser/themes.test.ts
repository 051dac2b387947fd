import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { communityWith } from '../../escalations/community.ts';
import { faults } from './axe.ts';
import { channelOn, inBrowser, picture, type Visit, visit } from './visit.ts';

const title = 'Updates break treatment planning scripts';

inBrowser('a theme on the sandbox page in a browser, with four people', () => {
  let place: Visit;
  /** A member on Discord, the chair there, a council member on Slack, and a member on Slack. */
  let eve: Page;
  let ada: Page;
  let cat: Page;
  let ben: Page;

  beforeAll(async () => {
    place = await visit({ community: communityWith(['slack']) });
    [eve, ada, cat, ben] = (await Promise.all(
      ['Eve Lund', 'Ada Obi', 'Cat Fraser', 'Ben Marsh'].map((as) => place.open({ as })),
    )) as [Page, Page, Page, Page];
  });
  afterAll(() => place?.close());

  const council = (page: Page) => channelOn(page, 'Slack', 'steric');
  const card = () => council(cat).holding(`THEME-1 · ${title}`);

  /** Opens a form with a button, and hands it over. */
  async function formOf(page: Page, button: ReturnType<Page['getByRole']>, name: string | RegExp) {
    await button.click();
    const form = page.getByRole('dialog', { name });
    await form.waitFor();
    return form;
  }

  it('begins with a flag under an item of the digest', async () => {
    const flag = channelOn(eve, 'Discord').list.getByRole('button', { name: '🚩 Flag' }).first();
    const form = await formOf(eve, flag, 'Flag for your chair');
    await form.getByRole('textbox', { name: /^Why/ }).fill('It broke our scripts twice.');
    await picture(eve, 'flag-form');
    expect(await faults(eve)).toEqual([]);
    await form.getByRole('button', { name: 'Submit' }).click();
    await channelOn(eve, 'Discord').whispers.filter({ hasText: '/escalate flags' }).waitFor();
  });

  it('is gathered by the chair, and raised', async () => {
    const { write, whispers } = channelOn(ada, 'Discord');
    await write.fill('/escalate');
    await write.press('Enter');
    const form = ada.getByRole('dialog', { name: 'Raise a theme' });
    await form.getByRole('button', { name: /^Evidence/ }).click();
    await ada.getByRole('option').first().click();
    await form.getByRole('textbox', { name: /^What is it about/ }).fill(title);
    await form
      .getByRole('textbox', { name: /^What should STERIC know/ })
      .fill('Three sites lost a day each.');
    await form.getByRole('button', { name: /^What do you ask STERIC for/ }).click();
    await ada.getByRole('option', { name: 'Guidance note' }).click();
    await picture(ada, 'theme-form');
    await form.getByRole('button', { name: 'Submit' }).click();
    const preview = whispers.filter({ hasText: 'Preview: only you see this' });
    await preview.waitFor();
    await picture(ada, 'theme-preview');
    await preview.getByRole('button', { name: 'Raise to STERIC' }).click();
    await channelOn(ben, 'Slack').holding('was raised to STERIC').waitFor();
  });

  it('is taken by the council, which asks back', async () => {
    await cat
      .getByRole('navigation', { name: 'Channels on Slack' })
      .getByRole('button', { name: /steric/i })
      .click();
    await card().getByRole('button', { name: 'Take' }).click();
    await card().getByText('Cat Fraser has it').waitFor();
    await picture(cat, 'theme-card');
    expect(await faults(cat)).toEqual([]);
    const form = await formOf(cat, card().getByRole('button', { name: 'Ask groups' }), 'Ask about THEME-1');
    await form.getByRole('textbox', { name: /^Your question/ }).fill('Which systems?');
    await form.getByRole('button', { name: 'Ask' }).click();
  });

  it('is answered by a member on the other side, and the answer stands on the card', async () => {
    const question = channelOn(ben, 'Slack').holding('Which systems?');
    const form = await formOf(ben, question.getByRole('button', { name: 'Answer' }), 'Your answer');
    await form.getByRole('textbox').fill('Two of three vendors.');
    await form.getByRole('button', { name: 'Send' }).click();
    await card().getByText('Two of three vendors.').waitFor();
  });

  it('is decided, and all hear of it: the groups, the chair, and who flagged it under the item', async () => {
    const form = await formOf(cat, card().getByRole('button', { name: 'Decide' }), 'Decide on THEME-1');
    await form.getByRole('button', { name: /^Decision/ }).click();
    await cat.getByRole('option', { name: /^Decided/ }).click();
    await form.getByRole('button', { name: /^Action/ }).click();
    await cat.getByRole('option', { name: 'Guidance note' }).click();
    await form.getByRole('textbox', { name: /^Who/ }).fill('Carl Voss');
    await form
      .getByRole('textbox', { name: /^Message to the groups/ })
      .fill('A note on testing scripts comes in March.');
    await picture(cat, 'theme-decide');
    await form.getByRole('button', { name: 'Decide', exact: true }).click();
    for (const [page, on] of [
      [ben, 'Slack'],
      [eve, 'Discord'],
    ] as const)
      await channelOn(page, on).holding('A note on testing scripts comes in March.').waitFor();
    await channelOn(eve, 'Discord')
      .list.getByText(/STERIC.*THEME-1.*decided/i)
      .first()
      .waitFor();
    await picture(eve, 'theme-outcome');
    await picture(cat, 'theme-decided');
  });

  it('asks nobody else for anything, and breaks no rule of its own', () => {
    expect(place.troubles).toEqual([]);
  });
});
