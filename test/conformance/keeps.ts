import { expect } from 'vitest';
import { button, controls, menu, paragraph } from '../../src/chat/message.ts';
import { nothing, redraw, whisper } from '../../src/chat/reply.ts';
import { Refusal } from '../../src/errors.ts';
import { type Around, listening, message, once, promise, until, whisperTo } from './around.ts';
import { delayed } from './bench.ts';
import type { Acted } from './harness.ts';

const options = ['a', 'b'].map((value) => ({ value, label: value.toUpperCase() }));
const poll = message(
  paragraph('Vote.'),
  controls(button('vote:1/a', 'A'), button('tap:1', 'Tap')),
  controls(menu('choose:1', 'Mark', options)),
);

/** What a handler `keeps` is acknowledged only when it is kept: what the platform calls done is done. */
export function keeps(around: Around): void {
  const { stage, bench } = around;
  const place = () => ({ platform: stage().ada.platform, channel: stage().channel });

  async function ready() {
    const adapter = await listening(around);
    const post = await adapter.post(place(), poll, once());
    return { post, act: stage().act, ada: stage().ada, ben: stage().ben };
  }

  /** The two ways to vote, each with what it is called. */
  type Ready = Awaited<ReturnType<typeof ready>>;
  const ways: [string, (to: Ready) => Promise<Acted>][] = [
    ['a press', ({ act, ada, post }) => act.press(ada, post, 'vote:1/a')],
    ['a choice', ({ act, ada, post }) => act.choose(ada, post, 'choose:1', ['b'])],
  ];

  for (const [what, vote] of ways)
    promise(
      around,
      `${what} that is kept is acknowledged when the desk has answered, not before`,
      async () => {
        const to = await ready();
        const events: string[] = [];
        const keeping = delayed(redraw(message(paragraph('Voted.'))));
        bench().reply((incoming) => (incoming.person.id === to.ada.id ? keeping.reply() : nothing));
        const voted = vote(to).then((acted) => {
          events.push(`acknowledged after ${bench().answered()} answers`);
          return acted;
        });
        await until(() => bench().heard.length === 1);
        // One that goes to the platform and back meanwhile: an acknowledgement of the first would have come before it.
        expect((await to.act.press(to.ben, to.post, 'tap:1')).acknowledged).toBe(true);
        expect(events).toEqual([]);
        await until(() => bench().answered() === 1);
        keeping.release();
        expect((await voted).acknowledged).toBe(true);
        expect(events).toEqual(['acknowledged after 2 answers']);
        await until(() => stage().posted(place())[0]?.text === 'Voted.');
      },
    );

  promise(
    around,
    'what takes too long to keep is acknowledged meanwhile, and answered all the same',
    async () => {
      const { act, ada, post } = await ready();
      stage().hasten();
      const keeping = delayed(whisper('Kept after all.'));
      bench().reply(keeping.reply);
      expect((await act.press(ada, post, 'vote:1/a')).acknowledged).toBe(true);
      expect(bench().answered()).toBe(0);
      expect(bench().heard).toHaveLength(1);
      keeping.release();
      expect((await whisperTo(stage(), 'ada')).text).toBe('Kept after all.');
    },
  );

  promise(around, 'a “no” and a breakdown are acknowledged too, and told in words', async () => {
    const { act, ada, ben, post } = await ready();
    bench().reply(() => {
      throw new Refusal('This poll is closed.');
    });
    expect((await act.press(ada, post, 'vote:1/a')).acknowledged).toBe(true);
    expect((await whisperTo(stage(), 'ada')).text).toBe('This poll is closed.');
    bench().reply(() => {
      throw new Error('broken');
    });
    expect((await act.press(ben, post, 'vote:1/a')).acknowledged).toBe(true);
    expect((await whisperTo(stage(), 'ben')).text).toContain('Something went wrong');
  });

  promise(around, 'nothing to say is acknowledged as well', async () => {
    const { act, ada, post } = await ready();
    expect((await act.choose(ada, post, 'choose:1', ['a'])).acknowledged).toBe(true);
    expect(bench().answered()).toBe(1);
    expect(stage().posted(place())).toMatchObject([{ id: post.id, text: 'Vote.' }]);
  });
}
