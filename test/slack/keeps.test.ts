import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, controls, paragraph } from '../../src/chat/message.ts';
import type { Desk } from '../../src/chat/port.ts';
import { nothing } from '../../src/chat/reply.ts';
import { delayed } from '../conformance/bench.ts';
import { openStage, type SlackStage } from '../conformance/slack/stage.ts';
import { patiently } from '../support/until.ts';

let sandboxes: SlackStage;
beforeEach(async () => {
  sandboxes = await openStage('socket');
});
afterEach(() => sandboxes.close());

/** A desk that keeps, and answers nothing until it is let go. */
function keeping() {
  let came = 0;
  const { reply, release } = delayed(nothing);
  const answer = () => {
    came += 1;
    return reply();
  };
  const desk: Desk = { commands: [], shortcuts: [], manner: () => 'keeps', answer };
  return { desk, release, came: () => came };
}

describe('what is kept before it is acknowledged', () => {
  it('is never a command: that is acknowledged first of all', async () => {
    const { desk, release } = keeping();
    await sandboxes.adapter().listen(desk);
    const { acknowledged } = await sandboxes.act.command(sandboxes.ada, sandboxes.channel, 'try', 'it');
    expect(acknowledged).toBe(true);
    release();
  });

  it('is finished and acknowledged when the service stops meanwhile', async () => {
    const { desk, release, came } = keeping();
    const adapter = sandboxes.adapter();
    await adapter.listen(desk);
    const row = controls(button('vote:1', 'Vote'));
    const message = { summary: 'Vote', blocks: [paragraph('Vote.'), row] };
    const place = { platform: 'slack', channel: sandboxes.channel };
    const post = await adapter.post(place, message, { key: 'vote', triedAt: null });
    const voted = sandboxes.act.press(sandboxes.ada, post, 'vote:1');
    await vi.waitFor(() => expect(came()).toBe(1), patiently);
    const closed = adapter.close();
    release();
    expect((await voted).acknowledged).toBe(true);
    await closed;
  });
});
