import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

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

/** Ours, and before them Playwright's own, which ours would otherwise replace. */
const disabledFeatures = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints'],
  ...['NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
  // What an address bar would unfold is a page of its own in every window: four fifths of what a small page costs.
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
];

/** A browser without a window, that asks nobody for anything by itself. @throws Error when there is none */
export function launchOptions(): LaunchOptions {
  if (withoutChromium) throw new Error(`A browser is wanted, but ${withoutChromium}.`);
  return {
    executablePath: program!,
    args: [
      '--no-sandbox', // in a container there is no user of its own to lock it up as
      '--disable-background-networking',
      '--disable-component-update',
      `--disable-features=${disabledFeatures.join(',')}`,
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

/** A browser of one's own. @throws Error when there is none */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(launchOptions());
}
