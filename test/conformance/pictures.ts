import { crc32, deflateSync } from 'node:zlib';
import { expect } from 'vitest';
import { form } from '../../src/chat/form.ts';
import type { PostRef } from '../../src/chat/incoming.ts';
import { button, controls, type Message, paragraph, picture } from '../../src/chat/message.ts';
import { Trouble } from '../../src/chat/port.ts';
import { openForm, redraw, whisper } from '../../src/chat/reply.ts';
import { type Around, listening, message, once, promise, until, whisperTo } from './around.ts';
import type { Seen, StageFault } from './harness.ts';

const alt = 'Ten of twenty chose planning.';
const question = form('note:1', 'A note', 'Send', [
  { kind: 'line', id: 'note', label: 'Note', required: true, most: 100 },
]);

export function pictures(around: Around): void {
  const { stage, bench } = around;
  const place = (channel = stage().channel) => ({ platform: stage().ada.platform, channel });

  /** Keeps a picture of its own for this name. @returns a block that shows it */
  function pictured(name: string, words = alt) {
    stage().pictures.set(name, pngOf(name));
    return picture(name, words);
  }

  const posted = (channel?: string) => stage().posted(place(channel));
  const shows = (words: string, name: string) => [words, base64(pngOf(name))];

  promise(around, 'a picture is shown as it is, with its words, among the other blocks', async () => {
    const blocks = [
      paragraph('Above'),
      pictured('chart'),
      paragraph('Below'),
      controls(button('tap:1', 'Tap')),
    ];
    await stage()
      .adapter()
      .post(place(), message(...blocks), once());
    expect(posted()).toMatchObject([{ text: 'Above\nBelow', mentions: [], controls: [{ label: 'Tap' }] }]);
    expect(posted().map(shown)).toEqual([[shows(alt, 'chart')]]);
  });

  promise(around, 'a picture is shown to a person and in a thread', async () => {
    const adapter = stage().adapter();
    const toAda = { platform: stage().ada.platform, person: stage().ada.id };
    await adapter.post(toAda, message(pictured('chart')), once());
    expect(stage().posted(toAda).map(shown)).toEqual([[shows(alt, 'chart')]]);
    const first = await adapter.post(place(), message(), once());
    const thread = { ...place(), thread: first.id };
    await adapter.post(thread, message(pictured('chart')), once());
    expect(stage().posted(thread).map(shown)).toEqual([[shows(alt, 'chart')]]);
  });

  promise(around, 'an edit brings a picture, changes it, keeps it, and takes it away', async () => {
    const adapter = stage().adapter();
    const post = await adapter.post(place(), message(), once());
    expect(posted().map(shown)).toEqual([[]]);
    const edits: [Message, string[][]][] = [
      [message(pictured('one')), [shows(alt, 'one')]],
      [message(paragraph('Now'), pictured('two', 'Two')), [shows('Two', 'two')]],
      [message(paragraph('Later'), pictured('two', 'Two')), [shows('Two', 'two')]],
      [message(paragraph('Gone')), []],
    ];
    for (const [edited, pictures] of edits) {
      await adapter.edit(post, edited);
      expect(posted().map(shown)).toEqual([pictures]);
    }
    expect(posted()).toMatchObject([{ id: post.id, text: 'Gone' }]);
  });

  promise(around, 'several pictures, one of them twice, and the same in other messages at once', async () => {
    const adapter = stage().adapter();
    const several = message(pictured('one', 'First'), pictured('two', 'Second'), pictured('one', 'Third'));
    await Promise.all([
      adapter.post(place(), several, once()),
      adapter.post(place(stage().otherChannel), message(pictured('two')), once()),
    ]);
    await adapter.post(place(stage().otherChannel), message(pictured('two', 'Again')), once());
    expect(posted().map(shown)).toEqual([
      [shows('First', 'one'), shows('Second', 'two'), shows('Third', 'one')],
    ]);
    const other = posted(stage().otherChannel);
    expect(other.map(shown)).toEqual([[shows(alt, 'two')], [shows('Again', 'two')]]);
  });

  promise(around, 'words for a picture are literal, and as long as they may be', async () => {
    const adapter = stage().adapter();
    const hostile = `<!channel> <@${stage().ada.id}> @everyone *a* &amp; :eyes: [x](https://example.org/)`;
    const longest = '“'.repeat(1000);
    await adapter.post(place(), message(pictured('one', hostile), pictured('one', longest)), once());
    const [seen] = posted();
    expect(seen).toMatchObject({ mentions: [], links: [] });
    expect(seen!.pictures.map((one) => one.alt)).toEqual([hostile, longest]);
  });

  /** Listens, and lets Ada touch a message, to which the desk says `reply`. */
  async function touched(act: 'tap:1' | 'write:1', reply: Parameters<ReturnType<typeof bench>['reply']>[0]) {
    const adapter = await listening(around);
    const row = controls(button('tap:1', 'Tap'), button('write:1', 'Write'));
    const post: PostRef = await adapter.post(place(), message(paragraph('Touch me.'), row), once());
    bench().reply(reply);
    await stage().act.press(stage().ada, post, act);
    return post;
  }

  promise(
    around,
    'a whisper shows its picture, and one that is touched is rewritten with another',
    async () => {
      const again = controls(button('tap:2', 'More'));
      await touched('tap:1', whisper(message(paragraph('Look:'), pictured('one'), again)));
      expect(shown(await whisperTo(stage(), 'ada'))).toEqual([shows(alt, 'one')]);
      expect(posted().map(shown)).toEqual([[]]);
      bench().reply(redraw(message(paragraph('Changed.'), pictured('two', 'Two'))));
      await stage().act.pressWhispered(stage().ada, 'tap:2');
      await until(() => stage().whispered(stage().ada)[0]?.text === 'Changed.');
      expect(stage().whispered(stage().ada).map(shown)).toEqual([[shows('Two', 'two')]]);
    },
  );

  promise(around, 'a message that is touched is rewritten with a picture', async () => {
    await touched('tap:1', redraw(message(paragraph('Touched.'), pictured('one'))));
    await until(() => posted()[0]?.text === 'Touched.');
    expect(posted().map(shown)).toEqual([[shows(alt, 'one')]]);
  });

  promise(around, 'the reply to a form shows its picture', async () => {
    await touched('write:1', openForm(question));
    await until(() => stage().form(stage().ada));
    bench().reply(whisper(message(paragraph('Thank you.'), pictured('one'))));
    await stage().act.submit(stage().ada, { note: 'A note' });
    expect(shown(await whisperTo(stage(), 'ada'))).toEqual([shows(alt, 'one')]);
  });

  promise(around, 'a picture that nobody keeps: refused, and nothing is posted or changed', async () => {
    const adapter = stage().adapter();
    const nowhere = message(paragraph('Look:'), picture('nowhere', alt));
    await expect(adapter.post(place(), nowhere, once())).rejects.toMatchObject({ kind: 'refused' });
    expect(posted()).toEqual([]);
    const post = await adapter.post(place(), message(paragraph('Stays')), once());
    await expect(adapter.edit(post, nowhere)).rejects.toMatchObject({ kind: 'refused' });
    expect(posted()).toMatchObject([{ text: 'Stays' }]);
  });

  for (const kind of ['rate-limit', 'server-error', 'lost-answer', 'error-after-acceptance'] as const) {
    const fault: StageFault = { on: 'upload', kind, ...(kind === 'rate-limit' ? { retryAfter: 1 } : {}) };

    promise(around, `an upload that fails (${kind}): posted once, with its picture`, async () => {
      const adapter = stage().adapter();
      const words = message(paragraph('Look:'), pictured('one'));
      const { key } = once();
      const began = new Date();
      stage().fault(fault);
      const error: unknown = await adapter.post(place(), words, { key, triedAt: null }).catch((e) => e);
      expect(error).toBeInstanceOf(Trouble);
      const { kind: trouble } = error as Trouble;
      expect(['busy', 'unsure']).toContain(trouble);
      // As delivery does: only after an uncertain ending is the first try looked for.
      if (trouble === 'busy') expect(posted()).toEqual([]);
      await adapter.post(place(), words, { key, triedAt: trouble === 'unsure' ? began : null });
      expect(posted().map(shown)).toEqual([[shows(alt, 'one')]]);
    });
  }

  for (const kind of ['lost-answer', 'error-after-acceptance'] as const)
    promise(around, `a post with a picture whose response is lost (${kind}) is there once`, async () => {
      const words = message(paragraph('Look:'), pictured('one'));
      const { key } = once();
      const triedAt = new Date();
      stage().fault({ on: 'post', kind });
      const lost = stage().adapter().post(place(), words, { key, triedAt: null });
      await expect(lost).rejects.toMatchObject({ kind: 'unsure' });
      await stage().adapter().post(place(), words, { key, triedAt });
      expect(posted().map(shown)).toEqual([[shows(alt, 'one')]]);
    });
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const shown = ({ pictures }: Seen) => pictures.map((one) => [one.alt, base64(one.bytes)]);

/** A PNG of one row, whose grey pixels are the letters of a word: another word, other bytes. */
export function pngOf(word: string): Uint8Array {
  const pixels = Buffer.from(word);
  const header = Buffer.from([0, 0, 0, pixels.length, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  };
  const image = deflateSync(Buffer.concat([Buffer.from([0]), pixels]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', image),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
