import { it } from 'vitest';
import { type Block, paragraph } from '../../src/chat/message.ts';
import type { ChatPlatform } from '../../src/chat/port.ts';
import { until } from '../support/until.ts';
import type { Bench } from './bench.ts';
import type { Harness, Seen, Stage } from './harness.ts';

export { until } from '../support/until.ts';

/** What each part of the suite works with; stage and bench are new for every test. */
export interface Around {
  harness: Harness;
  stage(): Stage;
  bench(): Bench;
}

/** A test, unless the platform cannot keep this promise and says why. */
export function promise({ harness }: Around, title: string, keep: () => Promise<void>): void {
  const reason = harness.skips?.[title];
  if (reason === undefined) it(title, keep);
  else it.skip(`${title} — ${reason}`, keep);
}

/** An adapter that listens to the bench's desk. */
export async function listening({ stage, bench }: Around): Promise<ChatPlatform> {
  const adapter = stage().adapter(bench().log);
  await adapter.listen(bench().desk);
  return adapter;
}

/** The newest whisper to this person, once there are so many. */
export async function whisperTo(stage: Stage, who: 'ada' | 'ben', count = 1): Promise<Seen> {
  const all = await until(() => {
    const found = stage.whispered(stage[who]);
    return found.length >= count && found;
  });
  return all.at(-1)!;
}

/** A message with these blocks. */
export function message(...blocks: Block[]) {
  return { summary: 'A test', blocks: blocks.length > 0 ? blocks : [paragraph('A test')] };
}

/** A key that was never used. */
let count = 0;
export function once(triedAt: Date | null = null): { key: string; triedAt: Date | null } {
  count += 1;
  return { key: `digest/physics/2026-11-20/test/${count}`, triedAt };
}
