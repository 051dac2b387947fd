import { expect, it } from 'vitest';
import { button, controls, paragraph } from '../../../src/chat/message.ts';
import { nothing, redraw, whisper } from '../../../src/chat/reply.ts';
import { message, once, until } from '../around.ts';
import { delayed } from '../bench.ts';
import { setTable } from './table.ts';

const { stage, bench } = setTable();
const place = () => ({ platform: 'discord', channel: stage().channel });
const touchable = message(
  paragraph('Touch me.'),
  controls(button('tap:1', 'Tap'), button('write:1', 'Write')),
);
const answers = () => stage().server.state.calls.filter(({ route }) => route.endsWith('/callback'));
const whispers = (person = stage().ada) =>
  stage()
    .whispered(person)
    .map(({ text }) => text);

async function ready() {
  const adapter = stage().adapter(bench().log);
  await adapter.listen(bench().desk);
  return {
    adapter,
    post: await adapter.post(place(), touchable, once()),
    act: stage().act,
    ada: stage().ada,
  };
}

it('does an interaction once that Discord sends twice, and leaves what was said of it', async () => {
  const { act, ada, post } = await ready();
  bench().reply(whisper('Done.'));
  for (const once of [
    () => act.command(ada, stage().channel, 'try', 'tell'),
    () => act.press(ada, post, 'tap:1'),
  ]) {
    const before = answers().length;
    await once();
    await until(() => bench().answered() > 0);
    await act.again();
    await until(() => answers().length === before + 2);
    expect(answers().at(-1)).toMatchObject({ code: 40060 });
  }
  await until(() => whispers().length === 2);
  expect(whispers()).toEqual(['Done.', 'Done.']);
  expect(bench().heard).toHaveLength(2);
});

it('hears a reaction and a reply in a thread that come twice, and does them once', async () => {
  const { act, ada, post } = await ready();
  await act.react(ada, post, 'eyes');
  await act.again();
  await until(() => bench().answered() === 2);
  await act.say(ada, post, 'Again?');
  await act.again();
  await until(() => bench().answered() === 4);
  expect(bench().heard.map(({ kind }) => kind)).toEqual(['reaction', 'answer']);
});

it('takes “thinking…” away when there is nothing to say', async () => {
  const { act, ada } = await ready();
  bench().reply(nothing);
  await act.command(ada, stage().channel, 'try', 'tell');
  await until(() => bench().answered() === 1);
  await until(() => (stage().server.state.ephemeral.get(ada.id) ?? []).length === 0);
});

it('does not do what Discord would not let it acknowledge', async () => {
  const { act, ada, post } = await ready();
  stage().server.faults.add({
    kind: 'server-error',
    on: 'POST /interactions/:interaction/:token/callback',
    times: 2,
  });
  const acting = act.press(ada, post, 'tap:1');
  await until(() => bench().lines.some((line) => line.includes('did not take the acknowledgement')));
  expect(bench().heard).toEqual([]);
  stage().giveUp();
  expect((await acting).acknowledged).toBe(false);
});

it('does what was acknowledged although Discord’s word of it was lost', async () => {
  const { act, ada, post } = await ready();
  bench().reply(whisper('Done.'));
  stage().server.faults.add({ kind: 'lost-answer', on: 'POST /interactions/:interaction/:token/callback' });
  expect((await act.press(ada, post, 'tap:1')).acknowledged).toBe(true);
  await until(() => whispers().includes('Done.'));
  expect(bench().heard).toHaveLength(1);
});

it('says so in time when a form takes too long, and opens none afterwards', async () => {
  const { act, ada, post } = await ready();
  const thinking = delayed(whisper('Too late.'));
  bench().reply(thinking.reply);
  stage().hasten();
  expect((await act.press(ada, post, 'write:1')).acknowledged).toBe(true);
  await until(() => whispers().includes('That took too long. Please try again.'));
  thinking.release();
  await until(() => bench().answered() === 1);
  expect(whispers()).toEqual(['That took too long. Please try again.']);
});

it('rewrites the message at once in place of a form', async () => {
  const { act, ada, post } = await ready();
  bench().reply(redraw(message(paragraph('Closed.'))));
  await act.press(ada, post, 'write:1');
  await until(() => stage().posted(place())[0]?.text === 'Closed.');
});

it('says directly to a person what a reaction or a reply in a thread leads to', async () => {
  const { act, ada, post } = await ready();
  bench().reply(whisper('Thank you.'));
  await act.react(ada, post, 'eyes');
  await until(() => stage().posted({ platform: 'discord', person: ada.id }).length === 1);
  await act.say(ada, post, 'A thought');
  await until(() => stage().posted({ platform: 'discord', person: ada.id }).length === 2);
  expect(stage().posted({ platform: 'discord', channel: stage().channel, thread: post.id })).toMatchObject([
    { text: 'A thought' },
  ]);
});

it('registers its commands once, and anew when they differ', async () => {
  const puts = () => stage().server.state.calls.filter(({ method }) => method === 'PUT').length;
  await ready();
  await ready();
  expect(puts()).toBe(1);
  expect(stage().server.state.commands.map(({ type, name }) => [type, name])).toEqual([
    [1, 'try'],
    [3, 'Keep this'],
    [3, 'File this'],
  ]);
  const { desk } = bench();
  await stage()
    .adapter()
    .listen({ ...desk, shortcuts: desk.shortcuts.slice(1) });
  expect(puts()).toBe(2);
  expect(stage().server.state.commands).toHaveLength(2);
});
