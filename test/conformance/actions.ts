import { expect } from 'vitest';
import { button, controls, menu, paragraph } from '../../src/chat/message.ts';
import { nothing, redraw, whisper } from '../../src/chat/reply.ts';
import { Refusal } from '../../src/errors.ts';
import { type Around, listening, message, once, promise, until, whisperTo } from './around.ts';
import { delayed } from './bench.ts';

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));
const touchable = message(
  paragraph('Touch me.'),
  controls(button('tap:7/x', 'Tap')),
  controls(menu('pick:one', 'One', options)),
  controls(menu('pick:more', 'More', options, 2)),
);

export function actions(around: Around): void {
  const { stage, bench } = around;
  const place = () => ({ platform: stage().ada.platform, channel: stage().channel });

  /** An adapter that listens, and a message of its own to be touched. */
  async function ready() {
    const adapter = await listening(around);
    const post = await adapter.post(place(), touchable, once());
    return { adapter, post, act: stage().act, ada: stage().ada, ben: stage().ben };
  }

  promise(
    around,
    'a command comes with its words, and its whisper is seen by that person alone',
    async () => {
      const { act, ada } = await ready();
      bench().reply(whisper(['Only for ', { text: 'you', bold: true }]));
      const { acknowledged } = await act.command(ada, stage().channel, 'try', 'tell  Two words ');
      expect(acknowledged).toBe(true);
      expect(await whisperTo(stage(), 'ada')).toMatchObject({ text: 'Only for you', mentions: [] });
      expect(bench().heard).toMatchObject([
        {
          kind: 'command',
          name: 'try',
          words: 'Two words',
          channel: stage().channel,
          person: { id: ada.id },
        },
      ]);
      expect(bench().heard[0]!.person.platform).toBe(around.harness.name);
      expect(stage().whispered(stage().ben)).toEqual([]);
      expect(stage().posted(place())).toHaveLength(1);
    },
  );

  promise(around, 'a press comes with its message, and rewrites it', async () => {
    const { act, ben, post } = await ready();
    bench().reply(redraw(message(paragraph('Touched.'), controls(button('tap:7/x', 'Tap · 1')))));
    expect((await act.press(ben, post, 'tap:7/x')).acknowledged).toBe(true);
    await until(() => stage().posted(place())[0]?.text === 'Touched.');
    expect(stage().posted(place())).toMatchObject([{ id: post.id, controls: [{ label: 'Tap · 1' }] }]);
    expect(bench().heard).toMatchObject([
      { kind: 'press', id: 'tap:7/x', channel: stage().channel, person: { id: ben.id }, post },
    ]);
    expect(stage().whispered(ben)).toEqual([]);
  });

  promise(around, 'a press on a message that was posted in a thread rewrites that one', async () => {
    const { adapter, act, ada, post } = await ready();
    const thread = { ...place(), thread: post.id };
    const reply = await adapter.post(thread, touchable, once());
    bench().reply(redraw(message(paragraph('In the thread.'))));
    await act.press(ada, reply, 'tap:7/x');
    await until(() => stage().posted(thread)[0]?.text === 'In the thread.');
    expect(stage().posted(place())[0]!.text).toBe('Touch me.');
    expect(bench().heard[0]!.channel).toBe(stage().channel);
  });

  promise(around, 'a whisper can be pressed, and is rewritten in its place', async () => {
    const { act, ada } = await ready();
    bench().reply(whisper(message(paragraph('Page 1'), controls(button('tap:2', 'Next')))));
    await act.command(ada, stage().channel, 'try', 'tell');
    await whisperTo(stage(), 'ada');
    bench().reply(redraw(message(paragraph('Page 2'), controls(button('tap:3', 'Next')))));
    expect((await act.pressWhispered(ada, 'tap:2')).acknowledged).toBe(true);
    await until(() => stage().whispered(ada)[0]?.text === 'Page 2');
    expect(stage().whispered(ada)).toHaveLength(1);
    expect(stage().posted(place())[0]!.text).toBe('Touch me.');
  });

  promise(around, 'a choice comes with what was chosen, one or several', async () => {
    const { act, ada, post } = await ready();
    await act.choose(ada, post, 'pick:one', ['b']);
    await until(() => bench().answered() === 1);
    await act.choose(ada, post, 'pick:more', ['a', 'c']);
    await until(() => bench().answered() === 2);
    expect(bench().heard).toMatchObject([
      { kind: 'selection', id: 'pick:one', values: ['b'], post },
      { kind: 'selection', id: 'pick:more', values: ['a', 'c'], post },
    ]);
  });

  promise(around, 'a shortcut comes with the message, its words and who wrote it', async () => {
    const { act, ada, ben } = await ready();
    const said = await act.chat(ben, stage().channel, 'We need a phantom for this');
    bench().reply(whisper('Kept.'));
    expect((await act.shortcut(ada, said, 'keep')).acknowledged).toBe(true);
    expect((await whisperTo(stage(), 'ada')).text).toBe('Kept.');
    expect(bench().heard).toMatchObject([
      {
        kind: 'shortcut',
        name: 'keep',
        post: said,
        text: 'We need a phantom for this',
        author: { id: ben.id },
      },
    ]);
  });

  promise(around, 'a reaction to a message of ours is heard, and no other', async () => {
    const { act, ada, ben, post } = await ready();
    const said = await act.chat(ben, stage().channel, 'Not ours');
    await act.react(ada, said, 'eyes');
    await act.react(ada, post, 'thumbsup');
    await until(() => bench().answered() >= 1);
    expect(bench().heard).toMatchObject([{ kind: 'reaction', post, person: { id: ada.id } }]);
    expect(bench().heard[0]).toHaveProperty('emoji', expect.stringMatching(/^[^:]+$/));
  });

  promise(around, 'words in a thread of ours are heard, and no others', async () => {
    const { adapter, act, ada, ben, post } = await ready();
    const said = await act.chat(ben, stage().channel, 'Not ours');
    await act.say(ada, said, 'In a thread of Ben');
    await adapter.post({ ...place(), thread: post.id }, message(paragraph('Our own words')), once());
    await act.say(ada, post, 'In our thread');
    await until(() => bench().answered() >= 1);
    expect(bench().heard).toMatchObject([
      {
        kind: 'answer',
        text: 'In our thread',
        person: { id: ada.id },
        channel: stage().channel,
        post: { id: post.id },
      },
    ]);
  });

  promise(around, 'nothing is said when there is nothing to say', async () => {
    const { act, ada, post } = await ready();
    bench().reply(nothing);
    await act.press(ada, post, 'tap:7/x');
    await act.command(ada, stage().channel, 'try', 'tell');
    await until(() => bench().answered() === 2);
    // A command after it: what would have been said of the first would come before its whisper.
    bench().reply(whisper('Last.'));
    await act.command(ada, stage().channel, 'try', 'tell');
    await whisperTo(stage(), 'ada');
    expect(
      stage()
        .whispered(ada)
        .map(({ text }) => text),
    ).toEqual(['Last.']);
    expect(
      stage()
        .posted(place())
        .map(({ text }) => text),
    ).toEqual(['Touch me.']);
  });

  promise(around, 'a “no” is whispered as it is worded, also in place of a form', async () => {
    const { act, ada } = await ready();
    bench().reply(() => {
      throw new Refusal('Only chairs may do that.');
    });
    await act.command(ada, stage().channel, 'try', 'tell');
    expect((await whisperTo(stage(), 'ada')).text).toBe('Only chairs may do that.');
    await act.command(ada, stage().channel, 'try', 'form');
    expect((await whisperTo(stage(), 'ada', 2)).text).toBe('Only chairs may do that.');
    expect(stage().form(ada)).toBeNull();
  });

  promise(
    around,
    'every action is acknowledged while the desk still thinks, and answered afterwards',
    async () => {
      const { act, ada, ben, post } = await ready();
      const said = await act.chat(ben, stage().channel, 'Slow');
      const thinking = delayed(whisper('Thought.'));
      bench().reply(thinking.reply);
      const all = await Promise.all([
        act.command(ada, stage().channel, 'try', 'tell'),
        act.press(ada, post, 'tap:7/x'),
        act.choose(ada, post, 'pick:one', ['a']),
        act.shortcut(ada, said, 'keep'),
      ]);
      expect(all.map(({ acknowledged }) => acknowledged)).toEqual([true, true, true, true]);
      expect(bench().answered()).toBe(0);
      thinking.release();
      await whisperTo(stage(), 'ada', 4);
      expect(
        new Set(
          stage()
            .whispered(ada)
            .map(({ text }) => text),
        ),
      ).toEqual(new Set(['Thought.']));
    },
  );

  promise(around, 'an action that the platform sends again is done once', async () => {
    const { act, ada, post } = await ready();
    bench().reply(whisper('Done.'));
    const tries = [
      () => act.command(ada, stage().channel, 'try', 'tell'),
      () => act.press(ada, post, 'tap:7/x'),
      () => act.choose(ada, post, 'pick:one', ['a']),
      () => act.react(ada, post, 'eyes'),
      () => act.say(ada, post, 'Again?'),
    ];
    for (const [at, once] of tries.entries()) {
      await once();
      await until(() => bench().answered() === at * 2 + 1);
      await act.again();
      await until(() => bench().answered() === at * 2 + 2);
      expect(bench().heard).toHaveLength(at + 1);
    }
  });

  promise(around, 'the same press done twice by a person is two actions', async () => {
    const { act, ada, ben, post } = await ready();
    await act.press(ada, post, 'tap:7/x');
    await act.press(ada, post, 'tap:7/x');
    await act.press(ben, post, 'tap:7/x');
    await until(() => bench().heard.length === 3);
  });
}
