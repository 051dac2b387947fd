import { Events, MessageFlags } from 'discord.js';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createClock } from '../../../sandbox/clock.ts';
import { startDiscord } from '../../../sandbox/discord/start.ts';
import { startFeeds } from '../../../sandbox/feeds/start.ts';
import { servePage } from '../../../sandbox/page/serve.ts';
import type { Sandboxes } from '../../../sandbox/sandboxes.ts';
import { ANNA, seed, startBench } from '../../sandbox/discord-bot.ts';
import { modal, question, slack, socketApp } from '../../sandbox/slack-app.ts';
import { openBrowser } from '../../support/browser.ts';
import { faults } from './axe.ts';
import { desktop, inBrowser, openPage, phone, picture } from './visit.ts';

const looks = [
  { name: 'light', colorScheme: 'light', viewport: desktop },
  { name: 'dark-phone', colorScheme: 'dark', viewport: phone },
] as const;

// With small apps of their own: what a form looks like does not hang on what Lookout asks in one.
inBrowser('forms on the sandbox page in a browser', () => {
  const closing: (() => Promise<void>)[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(() => browser?.close());

  async function openOn(sides: Pick<Sandboxes, 'slack' | 'discord'>, look: (typeof looks)[number]) {
    const feeds = await startFeeds({ feeds: [] });
    const people = [{ id: 'anna', name: 'Anna', about: 'No role', slack: 'U1', discord: ANNA }];
    const sandboxes: Sandboxes = { ...sides, feeds, people, env: {}, close: async () => undefined };
    const { url, close } = await servePage(sandboxes, {
      clock: createClock(new Date().toISOString()),
      port: 0,
    });
    const troubles: string[] = [];
    const { name, ...options } = look;
    const page = await openPage(browser, url, troubles, { ...options, reducedMotion: 'reduce' });
    closing.push(feeds.close, close, () => page.context().close());
    return { page, troubles };
  }

  const options = ['Journal', 'Policy'].map((text) => ({ text: { type: 'plain_text', text }, value: text }));
  const select = { type: 'static_select', action_id: 'kind', options };
  const boxes = { type: 'checkboxes', action_id: 'kinds', options };
  const date = { type: 'datepicker', action_id: 'day', initial_date: '2026-12-04' };

  it.each(looks)('are filled in on Slack, with complaints at their fields ($name)', async (look) => {
    const workspace = await slack();
    const sent: unknown[] = [];
    await socketApp(workspace, (app) => {
      app.command('/ask', async ({ ack, body, client }) => {
        await ack();
        const kind = question('kind', { element: select, label: { type: 'plain_text', text: 'Kind' } });
        const kinds = question('kinds', {
          element: boxes,
          optional: true,
          label: { type: 'plain_text', text: 'Also' },
        });
        const day = question('day', { element: date, label: { type: 'plain_text', text: 'Day' } });
        const view = modal([question('name'), kind, kinds, day]);
        await client.views.open({ trigger_id: body.trigger_id, view: view as never });
      });
      app.view('form', async ({ ack, view }) => {
        const { name, kind, day } = view.state.values;
        const words = name!.words!.value;
        if (words === 'A') return ack({ response_action: 'errors', errors: { name: 'Too short.' } });
        sent.push([words, kind!.kind!.selected_option!.value, day!.day!.selected_date]);
        await ack();
      });
    });
    const discord = await startDiscord({ guild: seed });
    closing.push(discord.close);
    const { page, troubles } = await openOn({ slack: workspace, discord }, look);

    await page.getByRole('textbox', { name: 'Message #radiotherapy' }).fill('/ask');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'A form' });
    const field = form.getByRole('textbox', { name: 'What?' });
    await field.fill('A');
    await form.getByRole('button', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Policy' }).click();
    await page.keyboard.press('Tab');
    expect(await form.getByLabel('Day').inputValue()).toBe('2026-12-04');
    await form.getByLabel('Day').fill('2026-12-11');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('alert').getByText('Too short.').waitFor();
    await picture(page, `form-slack-${look.name}`);
    expect(await faults(page)).toEqual([]);
    await field.fill('Anna');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(sent).toEqual([['Anna', 'Policy', '2026-12-11']]);
    expect(troubles).toEqual([]);
  });

  it.each(looks)('are filled in on Discord, and answered ($name)', async (look) => {
    const { discord, client, stop } = await startBench();
    closing.push(stop);
    await client.application.commands.create({ name: 'ask', description: 'Asks' });
    client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const component = { type: 4, customId: 'name', style: 1, required: true } as never;
        const components = [{ type: 18, label: 'Name', component }];
        await interaction.showModal({ title: 'A form', customId: 'form', components });
      } else if (interaction.isModalSubmit()) {
        const content = `Hello ${interaction.fields.getTextInputValue('name')}`;
        await interaction.reply({ content, flags: MessageFlags.Ephemeral });
      }
    });
    const { page, troubles } = await openOn({ slack: await slack(), discord }, look);
    if (look.viewport === phone) await page.getByRole('button', { name: 'Discord', exact: true }).click();

    await page
      .locator('section.discord')
      .getByRole('textbox', { name: /^Message #/ })
      .fill('/ask');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'A form' });
    await form.getByRole('button', { name: 'Submit' }).click();
    await form.getByText('This field is required.').waitFor();
    await picture(page, `form-discord-${look.name}`);
    expect(await faults(page)).toEqual([]);
    // The focus was taken to the field that lacks something.
    await page.keyboard.type('Anna');
    await form.getByRole('button', { name: 'Submit' }).click();
    await page.locator('.discord .whisper').getByText('Hello Anna').waitFor();
    await form.waitFor({ state: 'detached' });
    expect(troubles).toEqual([]);
  });
});
