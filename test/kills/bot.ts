/**
 * Lookout as the kill tests run it: a process of its own, whose clock is as far from the machine's as its parent says. It
 * loads everything first and begins when it hears the offset in milliseconds.
 */
import { start } from '../../src/main.ts';

process.once('message', async (offset: number) => {
  await start(process.env, { now: () => new Date(Date.now() + offset) });
  process.send?.('up');
});
// Without its parent there is nobody left to kill it.
process.once('disconnect', () => process.exit());
process.send?.('ready');
