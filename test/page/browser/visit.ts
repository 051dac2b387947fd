import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe } from 'vitest';
import { type PageServer, servePage } from '../../../sandbox/page/serve.ts';
import { openBrowser } from '../../support/browser.ts';
import { demandChromium, withoutChromium } from '../../support/chromium.ts';
import { article, openApp, type RunningApp } from '../../support/open-app.ts';

/** Thursday, so that tomorrow has a digest too. */
const morning = '2026-11-19';
export const papers = [
  'Deep learning in the treatment planning system',
  'A DICOM gateway, wide open',
  'Scripting safely in the treatment planning system',
];
const pictures = new URL('../../../test-output/', import.meta.url).pathname;

export const desktop = { width: 1600, height: 1000 };
export const phone = { width: 360, height: 740 };

/** The real bot behind the sandbox's page on the morning of a digest, and a browser in which people open it. */
export interface Visit {
  lookout: RunningApp;
  url: string;
  /** The page in a browser of somebody's own, as the person of that name if one is given. */
  open(options?: BrowserContextOptions & { as?: string }): Promise<Page>;
  /** What no page may do: errors, breaches of its policy, requests to anywhere else. Empty if all is well. */
  troubles: string[];
  close(): Promise<void>;
}

/** Tests in a browser: they run where there is one, and say why where there is none. */
export function inBrowser(title: string, tests: () => void): void {
  demandChromium();
  describe.skipIf(withoutChromium)(
    withoutChromium ? `${title} (skipped: ${withoutChromium})` : title,
    { shuffle: false },
    tests,
  );
}

/** @param more `community`: another community file, as text */
export async function visit(more: { community?: string } = {}): Promise<Visit> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const shut of closing.splice(0).reverse()) await shut();
  };
  try {
    const lookout = await openApp(`${morning}T06:00:00Z`, {}, more);
    closing.push(lookout.close);
    lookout.publish('journal.test/rss', ...papers.map((title) => article(title, `${morning}T06:40:00Z`)));
    await lookout.at(`${morning}T07:30:00Z`);
    await lookout.at(`${morning}T08:00:00Z`);
    const { url, close: shut } = await serve(lookout);
    closing.push(shut);
    const browser = await openBrowser();
    closing.push(() => browser.close());
    const troubles: string[] = [];
    return { lookout, url, troubles, close, open: (options) => openPage(browser, url, troubles, options) };
  } catch (error) {
    await close();
    throw error;
  }
}

function serve(lookout: RunningApp): Promise<PageServer> {
  const clock = { now: lookout.now, set: lookout.set, settled: () => lookout.service.settled() };
  return servePage(lookout.sandboxes, { clock, port: 0 });
}

/** Opens the page in a fresh context, and keeps an eye on it. */
export async function openPage(
  browser: Browser,
  url: string,
  troubles: string[],
  { as, ...options }: BrowserContextOptions & { as?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: desktop, ...options });
  context.setDefaultTimeout(120_000);
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== url && !request.url().startsWith('data:'))
      troubles.push(`a request to ${request.url()}`);
  });
  // The browser writes breaches of the policy to the console as errors too.
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  context.on('weberror', (error) => troubles.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: /^Acting as/ }).waitFor();
  if (as) await actAs(page, as);
  return page;
}

/** Takes the switch in the corner. */
export async function actAs(page: Page, name: string): Promise<void> {
  const { switcher, people } = corner(page);
  await switcher.click();
  await people.getByText(name).click();
  await people.waitFor({ state: 'hidden' });
}

export function corner(page: Page): { switcher: Locator; people: Locator } {
  return {
    switcher: page.getByRole('button', { name: /^Acting as/ }),
    people: page.getByRole('group', { name: 'Act as' }),
  };
}

/** What one platform shows of a channel. */
export function channelOn(page: Page, platform: 'Slack' | 'Discord', name = 'clinical-computing') {
  const list = page.getByRole('region', { name: `Messages in #${name} on ${platform}` });
  const messages = list.locator('.message:not(.whisper)');
  return {
    list,
    messages,
    /** Messages that hold a text. */
    holding: (text: string | RegExp) => messages.filter({ hasText: text }),
    whispers: list.locator('.whisper'),
    write: page
      .locator(`section.${platform.toLowerCase()}`)
      .getByRole('textbox', { name: `Message #${name}` }),
  };
}

/** Keeps a picture of what is seen, for people who look at a run of the tests. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}page-${name}.png` });
}
