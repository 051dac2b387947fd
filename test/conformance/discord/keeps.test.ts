import { expect, it } from 'vitest';
import { button, controls, paragraph } from '../../../src/chat/message.ts';
import { nothing, type Reply, redraw, whisper } from '../../../src/chat/reply.ts';
import { message, once, until, whisperTo } from '../around.ts';
import { delayed } from '../bench.ts';
import { setTable } from './table.ts';

const { stage, bench } = setTable();
const place = () => ({ platform: 'discord', channel: stage().channel });
const poll = message(paragraph('Vote.'), controls(button('vote:1', 'Vote')));
const voted = message(paragraph('Voted.'), controls(button('vote:1', 'Vote')));
const callback = 'POST /interactions/:interaction/:token/callback';

async function ready() {
  const adapter = stage().adapter(bench().log);
  await adapter.listen(bench().desk);
  const post = await adapter.post(place(), poll, once());
  return { post, act: stage().act, ada: stage().ada };
}

const answers = () => stage().server.state.calls.filter(({ route }) => route === callback);
const types = () => answers().map(({ body }) => (body as { type: number }).type);
/** Every call that came of an action, whether first answer or not. */
const callsOfActs = () =>
  stage().server.state.calls.filter(({ route }) => route === callback || route.includes('/webhooks/'));
const whispers = () =>
  stage()
    .whispered(stage().ada)
    .map(({ text }) => text);
const warnings = () => bench().lines.filter((line) => /"level":(40|50|"warn"|"error")/.test(line));

it('answers with one request, which is the acknowledgement', async () => {
  const { post, act, ada } = await ready();
  const replies: [Reply, number][] = [
    [whisper('Counted.'), 4],
    [redraw(voted), 7],
    [nothing, 6],
  ];
  for (const [reply, type] of replies) {
    bench().reply(reply);
    const before = callsOfActs().length;
    expect((await act.press(ada, post, 'vote:1')).acknowledged).toBe(true);
    expect(callsOfActs()).toHaveLength(before + 1);
    expect(types().at(-1)).toBe(type);
  }
  expect(whispers()).toEqual(['Counted.']);
  expect(stage().posted(place())).toMatchObject([{ id: post.id, text: 'Voted.' }]);
});

for (const kind of ['lost-answer', 'error-after-acceptance', 'server-error'] as const)
  it(`tells once what was kept although its sending ends in doubt (${kind})`, async () => {
    const { post, act, ada } = await ready();
    const replies: [Reply, () => boolean][] = [
      [whisper('Counted.'), () => whispers().length === 1],
      [redraw(voted), () => stage().posted(place())[0]?.text === 'Voted.'],
      [nothing, () => bench().heard.length === 3],
    ];
    for (const [at, [reply, told]] of replies.entries()) {
      bench().reply(reply);
      stage().server.faults.add({ kind, on: callback });
      expect((await act.press(ada, post, 'vote:1')).acknowledged).toBe(true);
      await until(told);
      await until(() => answers().length === (at + 1) * 2);
    }
    expect(whispers()).toEqual(['Counted.']);
    expect(bench().heard).toHaveLength(3);
    expect(warnings()).toEqual([]);
  });

it('does once what Discord sends twice, and acknowledges neither before it is done', async () => {
  const { post, act, ada } = await ready();
  const keeping = delayed(whisper('Counted.'));
  bench().reply(({ kind }) => (kind === 'press' ? keeping.reply() : nothing));
  const acting = act.press(ada, post, 'vote:1');
  await until(() => bench().heard.length === 1);
  await stage().server.act.redeliver();
  // What is said in a thread goes to the bot behind it: once that is heard, the repetition has been too.
  await act.say(ada, post, 'Meanwhile');
  await until(() => bench().heard.some(({ kind }) => kind === 'answer'));
  expect(answers()).toEqual([]);
  keeping.release();
  expect((await acting).acknowledged).toBe(true);
  await until(() => answers().length === 2);
  expect(types()).toEqual([4, 6]);
  expect(answers().map(({ code }) => code)).toEqual([undefined, 40060]);
  expect(whispers()).toEqual(['Counted.']);
});

it('tells what was kept behind the acknowledgement of another process', async () => {
  const { post, act, ada } = await ready();
  await stage().adapter(bench().log).listen(bench().desk);
  for (const [reply, told] of [
    [whisper('Counted.'), () => whispers()[0] === 'Counted.'],
    [redraw(voted), () => stage().posted(place())[0]?.text === 'Voted.'],
  ] as const) {
    const before = answers().length;
    const keeping = delayed(reply);
    bench().reply(keeping.reply);
    // To the other process the action is a repetition, and it says so at once.
    expect((await act.press(ada, post, 'vote:1')).acknowledged).toBe(true);
    expect(types().slice(before)).toEqual([6]);
    keeping.release();
    await until(told);
  }
  expect(bench().heard).toHaveLength(2);
  expect(warnings()).toEqual([]);
});

it('tells of what took too long although Discord did not take the acknowledgement', async () => {
  const { post, act, ada } = await ready();
  const keeping = delayed(whisper('Counted.'));
  bench().reply(keeping.reply);
  stage().server.faults.add({ kind: 'server-error', on: callback, times: 2 });
  stage().hasten();
  const acting = act.press(ada, post, 'vote:1');
  await until(() => warnings().some((line) => line.includes('done all the same')));
  stage().giveUp();
  expect((await acting).acknowledged).toBe(false);
  keeping.release();
  await until(() => warnings().some((line) => line.includes('did not reach the person')));
  expect(warnings()[0]).toContain('done all the same');
  // The next action is served as ever.
  bench().reply(whisper('Counted again.'));
  await act.press(ada, post, 'vote:1');
  expect((await whisperTo(stage(), 'ada')).text).toBe('Counted again.');
});
