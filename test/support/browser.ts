import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { demandChromium, launchOptions, withoutChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whoever asks here is told where the browser of this run is; the first who asks starts it. */
    browser: string;
  }
}

/**
 * The browser of this run, as if it were the asker's own: closing it closes what the asker has opened in it, and nothing else.
 * @throws Error when there is none
 */
export async function openBrowser(): Promise<Browser> {
  const response = await fetch(inject('browser'));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return chromium.connect(text, { timeout: 120_000 });
}

let launched: Promise<BrowserServer> | undefined;

/** The process of the browser that serves this run; undefined if no test has asked for one. For vitest's own process. */
export async function browserProcess(): Promise<number | undefined> {
  return (await launched)?.process().pid;
}

/** For vitest's `globalSetup`: has a browser ready for who asks, or says in the last lines of a run that there was none, and why. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  demandChromium();
  // Vitest itself hears of signals, and has more to put away than a browser.
  const signals = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };
  const launch = async () => chromium.launchServer({ ...launchOptions(), ...signals, host: '127.0.0.1' });
  const desk = createServer((_, response) => {
    launched ??= launch();
    launched.then(
      (browser) => response.end(browser.wsEndpoint()),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((done) => desk.listen(0, '127.0.0.1', done));
  project.provide('browser', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    await (await launched?.catch(() => undefined))?.close();
    if (withoutChromium) console.log(`\nThe browser tests did not run: ${withoutChromium}.`);
  };
}
