import { describe, expect, it } from 'vitest';
import { button, controls, paragraph } from '../../../src/chat/message.ts';
import { redraw } from '../../../src/chat/reply.ts';
import { message, once, until } from '../around.ts';
import { setTable } from './table.ts';

const longer = 20 * 60_000;

describe('a post whose nonce Discord still knows', () => {
  const { stage } = setTable();

  it('is there once although nobody looks for it', async () => {
    const place = { platform: 'discord', channel: stage().channel };
    const { key } = once();
    const first = await stage().adapter().post(place, message(), { key, triedAt: null });
    expect(await stage().adapter().post(place, message(), { key, triedAt: null })).toEqual(first);
    expect(stage().posted(place)).toHaveLength(1);
  });
});

describe('a post whose nonce Discord has forgotten', () => {
  const { stage, bench } = setTable();
  const place = () => ({ platform: 'discord', channel: stage().channel });

  it('is found by its post key after a press rewrote it', async () => {
    const triedAt = new Date();
    const { key } = once();
    const adapter = stage().adapter();
    await adapter.listen(bench().desk);
    const first = await adapter.post(place(), message(controls(button('tap:1', 'Tap'))), {
      key,
      triedAt: null,
    });
    bench().reply(redraw(message(paragraph('Tapped.'), controls(button('tap:1', 'Tap · 1')))));
    await stage().act.press(stage().ada, first, 'tap:1');
    await until(() => stage().posted(place())[0]?.text === 'Tapped.');
    stage().pass(longer);
    expect(await stage().adapter().post(place(), message(), { key, triedAt })).toEqual(first);
    expect(stage().posted(place())).toHaveLength(1);
  });

  it('is looked for where it was to be: in a thread that was never opened it is posted', async () => {
    const parent = await stage().adapter().post(place(), message(), once());
    const thread = { ...place(), thread: parent.id };
    const triedAt = new Date();
    const { key } = once();
    const first = await stage().adapter().post(thread, message(), { key, triedAt });
    stage().pass(longer);
    expect(await stage().adapter().post(thread, message(), { key, triedAt })).toEqual(first);
    expect(stage().posted(thread)).toHaveLength(1);
  });

  it('is not mistaken for another of the same kind', async () => {
    const triedAt = new Date();
    await stage().adapter().post(place(), message(), once());
    stage().pass(longer);
    await stage().adapter().post(place(), message(), once(triedAt));
    expect(stage().posted(place())).toHaveLength(2);
  });
});

describe('at Discord’s pace', () => {
  const noon = new Date('2026-11-20T12:00:00Z');
  const { stage } = setTable({ pace: true, now: () => noon });

  it('says how long a channel has to rest, and holds up no other', async () => {
    const adapter = stage().adapter();
    const post = (channel: string) => adapter.post({ platform: 'discord', channel }, message(), once());
    for (let count = 0; count < 5; count += 1) await post(stage().channel);
    await expect(post(stage().channel)).rejects.toMatchObject({
      kind: 'busy',
      everywhere: false,
      wait: expect.toSatisfy((wait: number) => Number.isInteger(wait) && wait > 0 && wait <= 5_100),
    });
    await post(stage().otherChannel);
    expect(stage().posted({ platform: 'discord', channel: stage().channel })).toHaveLength(5);
  });
});

describe('a token that is taken back while we listen', () => {
  const { stage, bench } = setTable();

  it('is told of, stops nothing else, and is no secret told', async () => {
    const adapter = stage().adapter(bench().log);
    await adapter.listen(bench().desk);
    stage().server.revokeToken();
    await until(() => bench().lines.some((line) => line.includes('closed the connection for good')));
    const place = { platform: 'discord', channel: stage().channel };
    for (const _ of ['once', 'again'])
      await expect(adapter.post(place, message(), once())).rejects.toMatchObject({
        kind: 'gone',
        message: expect.stringContaining('DISCORD_BOT_TOKEN'),
      });
    await adapter.close();
    for (const secret of stage().secrets) expect(bench().lines.join('')).not.toContain(secret);
  });
});
