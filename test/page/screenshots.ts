import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';

// npm run screenshots: draws the README's pictures anew, from the demo as anybody sees it.

const root = resolve(import.meta.dirname, '../..');

/** Runs the demo in a folder of its own until `use` is done with its page. */
async function withDemo(use: (url: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lookout-screenshots-'));
  const demo = spawn(process.execPath, ['--import', 'tsx', 'sandbox/demo.ts', '--port', '0'], {
    cwd: root,
    env: { ...process.env, LOOKOUT_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(demo, 'exit');
  try {
    await use(await addressIn(demo.stdout));
  } finally {
    demo.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** The address that the demo says it is open at. @throws Error when it ends without one */
async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface(output);
  for await (const line of lines) {
    const url = /Open (http:\S+)/.exec(line)?.[1];
    if (url) {
      output.resume(); // what it says later is nothing to us, and must not fill the pipe
      return url;
    }
  }
  throw new Error('The demo ended before its page was open; the lines above say why.');
}

async function open(browser: Browser, url: string, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width, height },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page
    .getByRole('heading', { name: /^Radiotherapy SIG/ })
    .first()
    .waitFor();
  return page;
}

/** Both sides, with the digest of the day, found useful by two people. */
async function both(page: Page, file: string): Promise<void> {
  for (const [side, count] of [
    ['slack', 1],
    ['discord', 2],
  ] as const) {
    await page
      .locator(`section.${side}`)
      .getByRole('button', { name: /Useful/ })
      .first()
      .click();
    // Each person once: the second press is another's.
    for (const at of [0, 1])
      await page
        .getByRole('button', { name: `Useful · ${count}` })
        .nth(at)
        .waitFor();
    if (count === 1) await actAs(page, 'Sam Taylor');
  }
  await actAs(page, 'Amina Khan');
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(root, file) });
}

/** A phone: why an item was chosen, told to the one who asked. */
async function whisper(page: Page, file: string): Promise<void> {
  const slack = page.locator('section.slack');
  await slack.getByRole('textbox', { name: 'Message #radiotherapy' }).fill('/horizon why 1');
  await page.keyboard.press('Enter');
  await slack.getByText('Only visible to you').waitFor();
  await page.screenshot({ path: join(root, file) });
}

async function actAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Acting as/ }).click();
  await page.getByRole('group', { name: 'Act as' }).getByText(name).click();
  await page.getByRole('button', { name: `Acting as ${name}` }).waitFor();
}

const browser = await launchChromium();
try {
  await withDemo(async (url) => {
    await both(await open(browser, url, 1600, 1060), 'docs/sandbox.png');
    await whisper(await open(browser, url, 390, 800), 'docs/sandbox-phone.png');
  });
} finally {
  await browser.close();
}
console.log('Drawn anew: docs/sandbox.png and docs/sandbox-phone.png. Look at them before you commit them.');
