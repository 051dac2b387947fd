import { expect } from 'vitest';
import type { Place } from '../../src/chat/incoming.ts';
import { paragraph } from '../../src/chat/message.ts';
import { type Around, message, once as newOnce, promise } from './around.ts';

const kinds = ['lost-answer', 'error-after-acceptance'] as const;

export function once(around: Around): void {
  const { stage } = around;
  const channel = () => ({ platform: stage().ada.platform, channel: stage().channel });
  const person = () => ({ platform: stage().ada.platform, person: stage().ada.id });

  /** Tries once with a fault, then again as after a crash: with an adapter that remembers nothing. */
  async function twice(to: Place, fault: (typeof kinds)[number] | 'server-error'): Promise<void> {
    const { key } = newOnce();
    const before = stage().posted(to).length;
    const triedAt = new Date();
    const words = message(paragraph('Only once, please.'));
    stage().fault({ on: 'post', kind: fault });
    await expect(stage().adapter().post(to, words, { key, triedAt: null })).rejects.toMatchObject({
      kind: 'unsure',
    });
    const left = stage().posted(to);
    expect(left).toHaveLength(before + (fault === 'server-error' ? 0 : 1));
    const post = await stage().adapter().post(to, words, { key, triedAt });
    expect(stage().posted(to)).toHaveLength(before + 1);
    expect(stage().posted(to).at(-1)!.id).toBe(post.id);
    const third = await stage().adapter().post(to, words, { key, triedAt });
    expect(third).toEqual(post);
    expect(stage().posted(to)).toHaveLength(before + 1);
  }

  async function parent() {
    return stage()
      .adapter()
      .post(channel(), message(paragraph('A parent')), newOnce());
  }

  promise(around, 'too late, what is there already is adopted, and what is not is not posted', async () => {
    const words = message(paragraph('In time, or not at all.'));
    const posted = newOnce(new Date());
    const post = await stage().adapter().post(channel(), words, posted);
    const before = stage().posted(channel()).length;
    expect(
      await stage()
        .adapter()
        .post(channel(), words, { ...posted, late: true }),
    ).toEqual(post);
    const absent = { ...newOnce(new Date()), late: true };
    await expect(stage().adapter().post(channel(), words, absent)).rejects.toMatchObject({ kind: 'refused' });
    expect(stage().posted(channel())).toHaveLength(before);
  });

  promise(around, 'a post says where it is', async () => {
    const post = await stage()
      .adapter()
      .post(channel(), message(paragraph('Here.')), newOnce());
    expect(post).toMatchObject({
      platform: around.harness.name,
      channel: stage().channel,
      id: expect.any(String),
    });
    expect(new URL(post.url).protocol).toBe('https:');
    expect(post.url).toContain(stage().channel);
  });

  for (const kind of kinds) {
    promise(around, `in a channel, a post whose response is lost (${kind}) is there once`, () =>
      twice(channel(), kind),
    );
    promise(around, `to a person, a post whose response is lost (${kind}) is there once`, () =>
      twice(person(), kind),
    );
    promise(around, `in a thread, a post whose response is lost (${kind}) is there once`, async () => {
      const first = await parent();
      const thread = { ...channel(), thread: first.id };
      await stage()
        .adapter()
        .post(thread, message(paragraph('Before it')), newOnce());
      await twice(thread, kind);
      expect(stage().posted(channel())).toHaveLength(1);
    });
    promise(
      around,
      `a post that opens a thread and whose response is lost (${kind}) is there once`,
      async () => {
        const first = await parent();
        await twice({ ...channel(), thread: first.id }, kind);
        expect(stage().posted(channel())).toHaveLength(1);
      },
    );
  }

  promise(around, 'a post that the platform did not take is posted by the next try', () =>
    twice(channel(), 'server-error'),
  );

  promise(around, 'a thread is opened once, and later posts go into it', async () => {
    const first = await parent();
    const thread = { ...channel(), thread: first.id };
    for (const words of ['One', 'Two', 'Three'])
      await stage()
        .adapter()
        .post(thread, message(paragraph(words)), newOnce());
    expect(
      stage()
        .posted(thread)
        .map(({ text }) => text),
    ).toEqual(['One', 'Two', 'Three']);
    expect(
      stage()
        .posted(channel())
        .map(({ text }) => text),
    ).toEqual(['A parent']);
  });

  promise(around, 'the same words under another key are another post', async () => {
    const triedAt = new Date();
    const words = message(paragraph('The same words'));
    const first = await stage().adapter().post(channel(), words, newOnce());
    const second = await stage().adapter().post(channel(), words, newOnce(triedAt));
    expect(second.id).not.toBe(first.id);
    expect(stage().posted(channel())).toHaveLength(2);
  });

  promise(around, 'a post is found although it was edited since', async () => {
    const triedAt = new Date();
    const { key } = newOnce();
    const adapter = stage().adapter();
    const first = await adapter.post(channel(), message(paragraph('First')), { key, triedAt: null });
    await adapter.edit(first, message(paragraph('Redrawn')));
    const again = await stage()
      .adapter()
      .post(channel(), message(paragraph('First')), { key, triedAt });
    expect(again.id).toBe(first.id);
    expect(
      stage()
        .posted(channel())
        .map(({ text }) => text),
    ).toEqual(['Redrawn']);
  });

  promise(around, 'a post is found behind many others', async () => {
    const triedAt = new Date();
    const { key } = newOnce();
    const adapter = stage().adapter();
    const first = await adapter.post(channel(), message(paragraph('First')), { key, triedAt: null });
    for (let at = 0; at < 230; at += 1)
      await adapter.post(channel(), message(paragraph(`Later ${at}`)), newOnce());
    // Later than any platform remembers a nonce.
    stage().pass(20 * 60_000);
    const again = await stage()
      .adapter()
      .post(channel(), message(paragraph('First')), { key, triedAt });
    expect(again.id).toBe(first.id);
    expect(stage().posted(channel())).toHaveLength(231);
  });

  promise(around, 'a post that somebody said first is not taken for ours', async () => {
    const triedAt = new Date();
    await stage().act.chat(stage().ben, stage().channel, 'Only once, please.');
    await stage()
      .adapter()
      .post(channel(), message(paragraph('Only once, please.')), newOnce(triedAt));
    expect(stage().posted(channel())).toHaveLength(2);
  });
}
