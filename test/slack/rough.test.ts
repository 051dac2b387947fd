import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { form } from '../../src/chat/form.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { button, controls, paragraph } from '../../src/chat/message.ts';
import type { Desk } from '../../src/chat/port.ts';
import { fix, nothing, openForm, type Reply, redraw, whisper } from '../../src/chat/reply.ts';
import { delayed } from '../conformance/bench.ts';
import { openStage, type SlackStage } from '../conformance/slack/stage.ts';
import { net, patiently } from '../support/until.ts';

/** What only Slack does to its adapter. */
let sandboxes: SlackStage;
let reply: (incoming: Incoming) => Promise<Reply> | Reply;
let opening: boolean;
let strays: unknown[];
const stray = (reason: unknown) => strays.push(reason);

const desk: Desk = {
  commands: [],
  shortcuts: [],
  manner: () => (opening ? 'opens' : 'runs'),
  answer: async (incoming) => reply(incoming),
};
const note = form('note:1', 'A note', 'Send', [
  { kind: 'line', id: 'title', label: 'Title', required: true, most: 100 },
  { kind: 'lines', id: 'words', label: 'Words', required: false, most: 3000 },
]);

beforeEach(async () => {
  strays = [];
  process.on('unhandledRejection', stray);
  sandboxes = await openStage('socket');
  reply = () => nothing;
  opening = false;
});
afterEach(async () => {
  await sandboxes.close();
  await new Promise(setImmediate);
  process.off('unhandledRejection', stray);
  expect(strays).toEqual([]);
});

const command = (channel = sandboxes.channel) => sandboxes.act.command(sandboxes.ada, channel, 'try', 'it');
const texts = () => sandboxes.whispered(sandboxes.ada).map(({ text }) => text);
const said = (...words: string[]) => vi.waitFor(() => expect(texts()).toEqual(words), patiently);
const place = () => ({ platform: 'slack', channel: sandboxes.channel });
const once = () => ({ key: `digest/${Math.random()}`, triedAt: null });

describe('forms that do not open', () => {
  beforeEach(async () => {
    opening = true;
    reply = () => openForm(note);
    await sandboxes.adapter().listen(desk);
  });

  it('are told of when the trigger is too old', async () => {
    reply = () => {
      sandboxes.pass(net + 1);
      return openForm(note);
    };
    await command();
    await said('That took too long. Please try again.');
  });

  it('are told of when Slack gave no clear answer', async () => {
    sandboxes.fault({ on: 'form', kind: 'server-error' });
    await command();
    await said('If no form opens, please try again.');
  });

  it('are told of as broken when Slack refuses them', async () => {
    reply = () => openForm({ ...note, title: '' });
    await command();
    // Nothing is refused: an empty title is shown as one that nobody sees.
    await vi.waitFor(() => expect(sandboxes.form(sandboxes.ada)).not.toBeNull(), patiently);
    reply = () => openForm({ ...note, fields: [note.fields[0]!, note.fields[0]!] });
    await command();
    await said('Something went wrong on our side, and we have logged it. Please try again in a minute.');
  });

  it('are not told of when the first try opened them', async () => {
    await command();
    await vi.waitFor(() => expect(sandboxes.form(sandboxes.ada)).not.toBeNull(), patiently);
    await sandboxes.act.again();
    await vi.waitFor(() => expect(sandboxes.calls('form')).toBe(2), patiently);
    opening = false;
    reply = () => whisper('Last.');
    await command();
    await said('Last.');
  });
});

describe('whispers', () => {
  it('reach the person where the app is no member', async () => {
    await sandboxes.adapter().listen(desk);
    reply = () => whisper('Here too.');
    await command(sandboxes.closedChannel);
    await said('Here too.');
  });

  it('go another way when the answer address is refused, and to the person when the channel is closed', async () => {
    await sandboxes.adapter().listen(desk);
    sandboxes.server.faults.add({
      on: 'response_url',
      kind: 'server-error',
      times: Number.POSITIVE_INFINITY,
    });
    reply = () => whisper('After all.');
    await command();
    await said('After all.');
    await command(sandboxes.closedChannel);
    const direct = () =>
      sandboxes.posted({ platform: 'slack', person: sandboxes.ada.id }).map(({ text }) => text);
    await vi.waitFor(() => expect(direct()).toEqual(['After all.']), patiently);
  });

  it('after a form reach the person where the app is no member', async () => {
    opening = true;
    await sandboxes.adapter().listen(desk);
    reply = ({ kind }) => (kind === 'command' ? openForm(note) : whisper('Noted.'));
    await command(sandboxes.closedChannel);
    await vi.waitFor(() => expect(sandboxes.form(sandboxes.ada)).not.toBeNull(), patiently);
    await sandboxes.act.submit(sandboxes.ada, { title: 'x' });
    await said('Noted.');
  });

  it('to a reaction are seen by that person in the channel', async () => {
    const adapter = sandboxes.adapter();
    await adapter.listen(desk);
    const post = await adapter.post(place(), { summary: 'x', blocks: [paragraph('x')] }, once());
    reply = ({ person }) => whisper(`Thank you, ${person.name}.`);
    await sandboxes.act.react(sandboxes.ada, post, 'eyes');
    await said('Thank you, Ada.');
  });
});

describe('long forms that are mended too late', () => {
  it('give everything back that was typed, in as many whispers as it takes', async () => {
    opening = true;
    await sandboxes.adapter().listen(desk);
    const words = `${'*&<:_`'.repeat(480)} the end`;
    const thinking = delayed(fix({ title: 'Taken.' }));
    reply = ({ kind }) => (kind === 'command' ? openForm(note) : thinking.reply());
    await command();
    await vi.waitFor(() => expect(sandboxes.form(sandboxes.ada)).not.toBeNull(), patiently);
    sandboxes.hasten();
    expect((await sandboxes.act.submit(sandboxes.ada, { title: 'My title', words })).acknowledged).toBe(true);
    thinking.release();
    await vi.waitFor(() => expect(texts().join('\n')).toContain('the end'), patiently);
    expect(texts().join('\n').replaceAll('\n', '')).toContain(words);
    expect(texts().join('\n')).toContain('Taken.');
    expect(texts().join('\n')).toContain('My title');
  });

  it('show a problem that names no field at the first one', async () => {
    opening = true;
    await sandboxes.adapter().listen(desk);
    reply = ({ kind }) =>
      kind === 'command' ? openForm(note) : fix({ nowhere: 'Not today.', title: 'Taken.' });
    await command();
    await vi.waitFor(() => expect(sandboxes.form(sandboxes.ada)).not.toBeNull(), patiently);
    const { acknowledged } = await sandboxes.act.submit(sandboxes.ada, { title: 'x' });
    expect(acknowledged).toBe(true);
    expect(sandboxes.form(sandboxes.ada)?.problems).toEqual({ title: 'Not today. Taken.' });
  });
});

describe('rewritings', () => {
  it('of many presses end with the newest, though Slack has had too many', async () => {
    const adapter = sandboxes.adapter();
    await adapter.listen(desk);
    const rendered = (count: number) => ({
      summary: 'x',
      blocks: [paragraph(`${count} useful`), controls(button('tap:1', 'Tap'))],
    });
    const post = await adapter.post(place(), rendered(0), once());
    let count = 0;
    let all = () => {};
    const twenty = new Promise<void>((resolve) => {
      all = resolve;
    });
    // Slack's "no" to the first edit comes when all have pressed.
    sandboxes.server.faults.add({ on: 'chat.update', kind: 'rate-limit', retryAfter: 1, until: twenty });
    reply = () => {
      count += 1;
      if (count === 20) all();
      return redraw(rendered(count));
    };
    for (let press = 0; press < 20; press += 1) await sandboxes.act.press(sandboxes.ada, post, 'tap:1');
    await vi.waitFor(() => expect(sandboxes.posted(place())[0]!.text).toBe('20 useful'), patiently);
    // One refused, and one for all twenty.
    expect(sandboxes.calls('edit')).toBe(2);
  });

  it('of a whisper whose address is spent come as a new whisper', async () => {
    await sandboxes.adapter().listen(desk);
    reply = () => whisper({ summary: 'x', blocks: [paragraph('Page 1'), controls(button('tap:1', 'Next'))] });
    await command();
    await said('Page 1');
    sandboxes.server.faults.add({ on: 'response_url', kind: 'server-error', times: 2 });
    reply = () => redraw({ summary: 'x', blocks: [paragraph('Page 2')] });
    await sandboxes.act.pressWhispered(sandboxes.ada, 'tap:1');
    await said('Page 1', 'Page 2');
  });
});
