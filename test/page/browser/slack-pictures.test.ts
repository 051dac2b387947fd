import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClock } from '../../../sandbox/clock.ts';
import { startDiscord } from '../../../sandbox/discord/start.ts';
import { startFeeds } from '../../../sandbox/feeds/start.ts';
import { servePage } from '../../../sandbox/page/serve.ts';
import type { Sandboxes } from '../../../sandbox/sandboxes.ts';
import { pngOf } from '../../conformance/pictures.ts';
import { ANNA, seed } from '../../sandbox/discord-bot.ts';
import { client, slack } from '../../sandbox/slack-app.ts';
import { openBrowser } from '../../support/browser.ts';
import { faults } from './axe.ts';
import { inBrowser, openPage, picture } from './visit.ts';

inBrowser('pictures in Slack on the sandbox page in a browser', () => {
  const closing: (() => Promise<void>)[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
    closing.push(() => browser.close());
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('show the bytes that were uploaded, with their words', async () => {
    const workspace = await slack();
    const discord = await startDiscord({ guild: seed });
    const feeds = await startFeeds({ feeds: [] });
    const people = [{ id: 'anna', name: 'Anna', about: 'No role', slack: 'U1', discord: ANNA }];
    const sandboxes: Sandboxes = {
      slack: workspace,
      discord,
      feeds,
      people,
      env: {},
      close: async () => undefined,
    };
    const served = await servePage(sandboxes, { clock: createClock(new Date().toISOString()), port: 0 });
    closing.push(discord.close, feeds.close, served.close);
    const web = client(workspace);
    // Eleven pixels wide, as long as the word.
    await web.filesUploadV2({ filename: 'chart.png', file: Buffer.from(pngOf('eleven char')) });
    const [id] = [...workspace.state.files.keys()];
    const url = `https://files.slack.com/files-pri/${workspace.state.team.id}-${id}/chart.png`;
    const blocks = [
      { type: 'image', slack_file: { id }, alt_text: 'By id' },
      { type: 'image', slack_file: { url }, alt_text: 'By address' },
    ];
    await web.chat.postMessage({ channel: 'C1', text: 'A chart', blocks: blocks as never });
    const troubles: string[] = [];
    const page = await openPage(browser, served.url, troubles);
    for (const name of ['By id', 'By address']) {
      const shown = page.getByRole('img', { name });
      await shown.waitFor();
      await expect
        .poll(() => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
        .toBe(11);
    }
    expect(await faults(page)).toEqual([]);
    await picture(page, 'slack-pictures');
    expect(troubles).toEqual([]);
  });
});
