import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
const folders = (process.env.PATH ?? '').split(delimiter);
const given = process.env.CHROMIUM;
const program =
  given ||
  names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));

/** Why tests that want a browser cannot run here; undefined if they can. */
export const withoutChromium =
  program === undefined
    ? 'there is no chromium on the PATH and CHROMIUM is not set'
    : existsSync(program)
      ? undefined
      : `there is no ${program}, which CHROMIUM names`;

/** @throws Error when tests in a browser must run here and there is none */
export function demandChromium(): void {
  if (withoutChromium && (process.env.LOOKOUT_REQUIRE_CHROMIUM === '1' || process.env.CI === 'true'))
    throw new Error(
      `The browser tests must run here, but ${withoutChromium}. Install Chromium (Debian: apt install chromium).`,
    );
}

/** A browser without a window, that asks nobody for anything by itself. @throws Error when there is none */
export async function openChromium(): Promise<Browser> {
  if (withoutChromium) throw new Error(`A browser is wanted, but ${withoutChromium}.`);
  return chromium.launch({
    executablePath: program!,
    args: [
      '--no-sandbox', // in a container there is no user of its own to lock it up as
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** For vitest's `globalSetup`: says in the last lines of a run that the browser tests did not run, and why. */
export default function setup(): () => void {
  demandChromium();
  return () => {
    if (withoutChromium) console.log(`\nThe browser tests did not run: ${withoutChromium}.`);
  };
}
