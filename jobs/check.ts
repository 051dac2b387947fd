import { withTimeout } from '../src/timeout.ts';
import { createBackend, type Where } from './backend.ts';

/** Can the queues work here? @returns what is wrong, in a sentence; null when all is well */
export async function checkQueues(where: Where): Promise<string | null> {
  let last = 'it does not answer';
  const backend = await createBackend(where, (error) => {
    last = error.message;
  });
  const queue = new backend.Queue('check', backend.options);
  queue.on('error', () => undefined);
  try {
    await withTimeout(5_000, queue.getJobCounts('wait'), 'it does not answer');
    return null;
  } catch {
    return `The jobs' ${backend.name} cannot be used: ${last}. Check that it runs, and check its address.`;
  } finally {
    await withTimeout(1_000, queue.close(), 'it does not close').catch(() => undefined);
    await backend.close();
  }
}
