import { open, readSettings } from '../open.ts';
import type { Machine } from './machine.ts';

/** Runs the service until it is told to stop (SIGTERM, SIGINT). A second signal ends it at once. */
export async function run({ environment, out }: Machine): Promise<void> {
  const env = await environment();
  readSettings(env); // what is wrong is said before anything large is loaded
  // The SDKs take as long to load as the embedded database, a process of its own, takes to come up.
  const [opened, { serve }] = await Promise.all([open(env, { out }), import('../main.ts')]);
  const service = await serve(env, opened);
  await new Promise<void>((told) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told());
  });
  await service.stop();
}
