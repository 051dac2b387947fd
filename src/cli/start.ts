import type { Env } from '../config.ts';
import { start } from '../main.ts';

/** Runs the service until it is told to stop (SIGTERM, SIGINT). A second signal ends it at once. */
export async function run(env: Env): Promise<void> {
  const service = await start(env);
  await new Promise<void>((told) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told());
  });
  await service.stop();
}
