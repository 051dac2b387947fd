import { expect, it } from 'vitest';
import { createDiscord } from '../../../adapters/discord/index.ts';
import { button, controls, paragraph, picture } from '../../../src/chat/message.ts';
import { redraw, whisper } from '../../../src/chat/reply.ts';
import { createLog } from '../../../src/log.ts';
import { message, once, until, whisperTo } from '../around.ts';
import { pngOf } from '../pictures.ts';
import { setTable } from './table.ts';

const { stage, bench } = setTable();
const place = () => ({ platform: 'discord', channel: stage().channel });
const vote = controls(button('vote:1', 'Vote'), button('write:1', 'Write'));
const files = () =>
  stage()
    .server.state.channels.get(stage().channel)!
    .messages.map(({ attachments }) => attachments.map(({ filename }) => filename));

function pictured(name: string, bytes = pngOf(name)) {
  stage().pictures.set(name, bytes);
  return picture(name, `About ${name}`);
}

/** What was called for since, in order: the first answer to an action with its type. */
function callsSince(count: number): string[] {
  return stage()
    .server.state.calls.slice(count)
    .map(({ route, body }) =>
      route.endsWith('/callback') ? `answer ${(body as { type: number }).type}` : route,
    );
}

it('hangs a file on its message once, however often it is edited, and none when it shows none', async () => {
  const adapter = stage().adapter();
  const post = await adapter.post(place(), message(pictured('one')), once());
  await adapter.edit(post, message(paragraph('Anew'), pictured('one')));
  await adapter.edit(post, message(pictured('one'), pictured('two'), pictured('one')));
  expect(files()).toEqual([['one.png', 'two.png']]);
  await adapter.edit(post, message(paragraph('Words alone')));
  expect(files()).toEqual([[]]);
});

it('finds a message of a picture alone by its post key', async () => {
  const triedAt = new Date();
  const { key } = once();
  const alone = message(pictured('one'));
  const first = await stage().adapter().post(place(), alone, { key, triedAt: null });
  stage().pass(20 * 60_000);
  expect(await stage().adapter().post(place(), alone, { key, triedAt })).toEqual(first);
  expect(files()).toEqual([['one.png']]);
});

it('takes a picture that cannot be read for a reason to try again, and one that is too large for none', async () => {
  const { server, secrets } = stage();
  const settings = { token: secrets[0]!, apiUrl: server.apiUrl };
  const broken = createDiscord(settings, createLog('silent', []), () =>
    Promise.reject(new TypeError('away')),
  );
  const unread = broken.post(place(), message(picture('one', 'One')), once());
  await expect(unread).rejects.toMatchObject({ kind: 'busy', wait: 1000, everywhere: false });
  const large = pictured('large', new Uint8Array(10 * 1024 * 1024 + 1));
  await expect(stage().adapter().post(place(), message(large), once())).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('larger than Discord accepts'),
  });
  expect(files()).toEqual([]);
});

it('says a picture in words where it may attach no files, when posting and when redrawing', async () => {
  stage().server.forbid(stage().channel, 'files');
  const adapter = stage().adapter();
  const post = await adapter.post(place(), message(pictured('one')), once());
  const texts = () =>
    stage()
      .posted(place())
      .map(({ text }) => text);
  expect(texts()).toEqual([expect.stringContaining('About one')]);
  await adapter.edit(post, message(pictured('two')));
  expect(texts()).toEqual([expect.stringContaining('About two')]);
  expect(files()).toEqual([[]]);
});

it('acknowledges an action before it sends a picture, which may take longer than a first answer', async () => {
  const adapter = stage().adapter(bench().log);
  await adapter.listen(bench().desk);
  const post = await adapter.post(place(), message(vote), once());
  const { act, ada } = stage();

  let before = stage().server.state.calls.length;
  bench().reply(redraw(message(pictured('one'), vote)));
  await act.press(ada, post, 'vote:1');
  await until(() => files()[0]?.includes('one.png'));
  const rewritten = ['answer 6', 'PATCH /webhooks/:application/:token/messages/:message'];
  expect(callsSince(before)).toEqual(rewritten);

  before = stage().server.state.calls.length;
  bench().reply(redraw(message(paragraph('Without'), vote)));
  await act.press(ada, post, 'vote:1');
  expect(callsSince(before)).toEqual(['answer 7']);
  expect(files()).toEqual([[]]);

  for (const [id, count] of [
    ['vote:1', 1],
    ['write:1', 2],
  ] as const) {
    before = stage().server.state.calls.length;
    bench().reply(whisper(message(pictured('two'))));
    await act.press(ada, post, id);
    expect((await whisperTo(stage(), 'ada', count)).pictures).toMatchObject([{ alt: 'About two' }]);
    expect(callsSince(before)).toEqual(['answer 6', 'POST /webhooks/:application/:token']);
  }
});

it('says so when a picture of its reply cannot be had, instead of leaving the person to wait', async () => {
  const adapter = stage().adapter(bench().log);
  await adapter.listen(bench().desk);
  const post = await adapter.post(place(), message(vote), once());
  const { act, ada, channel } = stage();
  const nowhere = message(picture('nowhere', 'Nothing'));
  bench().reply(whisper(nowhere));
  await act.command(ada, channel, 'try', 'tell');
  expect((await whisperTo(stage(), 'ada')).text).toContain('Something went wrong');
  bench().reply(redraw(nowhere));
  await act.press(ada, post, 'vote:1');
  expect((await whisperTo(stage(), 'ada', 2)).text).toContain('Something went wrong');
  // Nothing is left thinking.
  expect(stage().server.state.ephemeral.get(ada.id)).toHaveLength(2);
});

it('says directly to a person, with its picture, what a reaction leads to', async () => {
  const adapter = stage().adapter(bench().log);
  await adapter.listen(bench().desk);
  const post = await adapter.post(place(), message(), once());
  bench().reply(whisper(message(pictured('one'))));
  await stage().act.react(stage().ada, post, 'eyes');
  const [said] = await until(() => {
    const all = stage().posted({ platform: 'discord', person: stage().ada.id });
    return all.length > 0 && all;
  });
  expect(said!.pictures).toMatchObject([{ alt: 'About one' }]);
});
