import { expect } from 'vitest';
import { whisper } from '../../src/chat/reply.ts';
import { type Around, listening, message, once, promise, until, whisperTo } from './around.ts';
import { delayed } from './bench.ts';

export function life(around: Around): void {
  const { stage, bench } = around;
  const place = () => ({ platform: stage().ada.platform, channel: stage().channel });
  const tell = (words = 'tell') => stage().act.command(stage().ada, stage().channel, 'try', words);

  /** Thirty calls that go to the platform and back, one after the other. */
  async function meanwhile(): Promise<void> {
    for (let call = 0; call < 30; call += 1) await stage().adapter().post(place(), message(), once());
  }

  promise(around, 'connections that drop come back, again and again', async () => {
    await listening(around);
    bench().reply(whisper('Here.'));
    for (const count of [1, 2, 3]) {
      await stage().dropSockets();
      await until(() => stage().connections() === 1);
      expect((await tell()).acknowledged).toBe(true);
      await whisperTo(stage(), 'ada', count);
    }
  });

  promise(around, 'a reply reaches the person although the connection dropped meanwhile', async () => {
    await listening(around);
    const thinking = delayed(whisper('After all.'));
    bench().reply(thinking.reply);
    await tell();
    await stage().dropSockets();
    thinking.release();
    expect((await whisperTo(stage(), 'ada')).text).toBe('After all.');
  });

  promise(around, 'closing waits for an action that is under way', async () => {
    const adapter = await listening(around);
    const thinking = delayed(whisper('Still said.'));
    bench().reply(thinking.reply);
    await tell();
    await until(() => bench().heard.length === 1);
    let closed = false;
    const closing = adapter.close().then(() => {
      closed = true;
    });
    // As many calls as a closing that does not wait would have ended in.
    await meanwhile();
    expect(closed).toBe(false);
    thinking.release();
    await closing;
    expect(
      stage()
        .whispered(stage().ada)
        .map(({ text }) => text),
    ).toEqual(['Still said.']);
  });

  promise(around, 'while closing no new action is taken', async () => {
    const adapter = await listening(around);
    const thinking = delayed(whisper('Still said.'));
    bench().reply(thinking.reply);
    await tell();
    await until(() => bench().heard.length === 1);
    const closing = adapter.close();
    const late = tell().catch(() => undefined);
    // The platform has brought the late action by the time that these have gone to it and back.
    await meanwhile();
    thinking.release();
    await closing;
    stage().giveUp();
    await late;
    expect(bench().heard).toHaveLength(1);
  });

  promise(around, 'closing does not wait for ever', async () => {
    const adapter = await listening(around);
    stage().hasten();
    const thinking = delayed(whisper('Too late.'));
    bench().reply(thinking.reply);
    await tell();
    await until(() => bench().heard.length === 1);
    await adapter.close();
    thinking.release();
  });

  promise(around, 'after closing no action is taken', async () => {
    const adapter = await listening(around);
    await adapter.close();
    const late = tell().catch(() => undefined);
    await meanwhile();
    stage().giveUp();
    await late;
    expect(bench().heard).toEqual([]);
  });

  promise(around, 'closing does no harm when nothing listens, or twice', async () => {
    const idle = stage().adapter();
    await idle.post(place(), message(), once());
    await idle.close();
    const adapter = await listening(around);
    await adapter.close();
    await adapter.close();
  });

  promise(around, 'what is listened to by two (a restart that overlaps) is done once', async () => {
    await listening(around);
    await listening(around);
    bench().reply(whisper('Once.'));
    await tell();
    await whisperTo(stage(), 'ada');
    expect(bench().heard).toHaveLength(1);
  });
}
