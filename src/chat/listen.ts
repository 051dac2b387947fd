import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../app.ts';
import { type ChatPlatform, type Desk, Trouble } from './port.ts';

/** Milliseconds between two tries to connect; the last holds on. */
const waits = [1_000, 5_000, 15_000, 60_000];

/**
 * Connects every platform. One that is away just now holds up nobody: it is tried again until it is there, or `signal` says stop.
 * @returns once each has been tried: what tells which are not connected yet, by name
 * @throws Trouble `gone` when a platform does not accept our credentials, which only a person can mend
 */
export async function listenOn(
  platforms: readonly ChatPlatform[],
  desk: Desk,
  { log }: Pick<App, 'log'>,
  signal: AbortSignal,
): Promise<() => string[]> {
  const away = new Set<string>();

  async function connect(platform: ChatPlatform, tries: number): Promise<void> {
    try {
      await platform.listen(desk);
      if (away.delete(platform.name)) log.info({ platform: platform.name }, 'connected after all');
    } catch (error) {
      const passing = error instanceof Trouble && error.kind !== 'gone';
      if (tries === 0 && !passing) throw error;
      away.add(platform.name);
      log.warn({ platform: platform.name, err: error, tries }, 'not connected yet');
      const wait = waits[Math.min(tries, waits.length - 1)]!;
      void pause(wait, undefined, { signal }).then(
        () => connect(platform, tries + 1),
        () => undefined,
      );
    }
  }

  await Promise.all(platforms.map((platform) => connect(platform, 0)));
  return () => [...away];
}
