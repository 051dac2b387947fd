import { Events, MessageFlags } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { startDiscord } from '../../sandbox/discord/start.ts';
import { startFeeds } from '../../sandbox/feeds/start.ts';
import { servePage } from '../../sandbox/page/serve.ts';
import type { Sandboxes } from '../../sandbox/sandboxes.ts';
import { ANNA, BEN, GENERAL, seed, startBench } from '../sandbox/discord-bot.ts';
import { modal, question, slack, socketApp } from '../sandbox/slack-app.ts';
import { until } from '../support/people.ts';
import { ask, script } from './client.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A page on these servers, on both of which there are Anna and Ben. */
async function pageOn(sides: Pick<Sandboxes, 'slack' | 'discord'>) {
  const feeds = await startFeeds({ feeds: [] });
  const people = [
    { id: 'anna', name: 'Anna', about: 'No role', slack: 'U1', discord: ANNA },
    { id: 'ben', name: 'Ben', about: 'No role', slack: 'U2', discord: BEN },
  ];
  const sandboxes: Sandboxes = { ...sides, feeds, people, env: {}, close: async () => undefined };
  const page = await servePage(sandboxes, { clock: createClock(new Date().toISOString()), port: 0 });
  closing.push(feeds.close, page.close);
  return { url: page.url, ...script(page.url) };
}

describe('the sandbox page on Slack, with a small app', () => {
  const anna = { on: 'slack', person: 'anna' } as const;
  const here = { ...anna, channel: 'C1' } as const;

  /** `/ask` opens a form that finds a short name wrong; `/hush` is never acknowledged. */
  async function open() {
    const workspace = await slack();
    let hushed = 0;
    await socketApp(workspace, (app) => {
      app.command('/ask', async ({ ack, body, client }) => {
        await ack();
        const view = modal([question('name'), question('why', { optional: true })], {
          private_metadata: `the app's own: ${body.response_url}`,
        });
        await client.views.open({ trigger_id: body.trigger_id, view: view as never });
      });
      app.command('/hush', async () => {
        hushed += 1;
      });
      app.view('form', async ({ ack, view }) => {
        const short = view.state.values.name!.words!.value === 'A';
        await (short ? ack({ response_action: 'errors', errors: { name: 'Too short.' } }) : ack());
      });
    });
    const discord = await startDiscord({ guild: seed });
    closing.push(discord.close);
    return { ...(await pageOn({ slack: workspace, discord })), workspace, hushed: () => hushed };
  }

  it('shows a form to one person, with complaints at its fields, until it is sent', async () => {
    const { state, act, url } = await open();
    const form = async () => (await state()).slack.forms.U1;
    expect(await act({ do: 'say', ...here, text: '/ask' })).toEqual({ ok: true });
    const { id, view } = await until(form);
    expect(view).toMatchObject({ type: 'modal', title: { text: 'A form' } });
    // What the app keeps in a form can hold an address that is as good as a password.
    expect((await ask(`${url}/api/state`)).text).not.toContain("the app's own");
    expect((await state()).slack.forms.U2).toBeUndefined();

    const submit = (fields: Record<string, string>) => act({ do: 'submit', ...anna, form: id, fields });
    expect(await submit({ why: 'So.' })).toEqual({ ok: false, why: '“What?” must be filled in.' });
    expect(await submit({ name: 'A' })).toEqual({ ok: true });
    expect((await form())?.errors).toEqual({ name: 'Too short.' });
    expect(await submit({ name: 'Anna' })).toEqual({ ok: true });
    expect(await form()).toBeUndefined();
    expect(await submit({ name: 'Anna' })).toEqual({ ok: false, why: 'This form is no longer open.' });
  });

  it('lets a form be closed, and nobody send that of another', async () => {
    const { state, act } = await open();
    await act({ do: 'command', ...here, line: '/ask' });
    const { id } = await until(async () => (await state()).slack.forms.U1);
    expect(await act({ do: 'dismiss', on: 'slack', person: 'ben', form: id })).toMatchObject({ ok: false });
    expect(await act({ do: 'dismiss', ...anna, form: id })).toEqual({ ok: true });
    expect((await state()).slack.forms).toEqual({});
  });

  it('says what Slack says when the app is too slow, and where commands are not taken', async () => {
    const { act, workspace, hushed } = await open();
    const hushing = act({ do: 'command', ...here, line: '/hush now' });
    await until(() => hushed() === 1);
    workspace.giveUp();
    expect(await hushing).toEqual({
      ok: false,
      why: '/hush failed with the error “operation_timeout”.',
    });
    expect(await act({ do: 'say', ...here, text: '/ask', thread: '1.000001' })).toEqual({
      ok: false,
      why: '/ask is not supported in threads. Sorry!',
    });
  });
});

describe('the sandbox page on Discord, with a small bot', () => {
  const anna = { on: 'discord', person: 'anna' } as const;
  const here = { ...anna, channel: GENERAL } as const;

  /** `/ask` opens a form, whose answer it whispers; `/hush` is never answered. */
  async function open() {
    const { discord, client, stop } = await startBench();
    closing.push(stop);
    for (const name of ['ask', 'hush'])
      await client.application.commands.create({ name, description: `Does ${name}` });
    let heard = 0;
    client.on(Events.InteractionCreate, async (interaction) => {
      heard += 1;
      if (interaction.isChatInputCommand() && interaction.commandName === 'ask') {
        const field = { type: 4, customId: 'name', style: 1, required: true };
        await interaction.showModal({
          title: 'A form',
          customId: 'form',
          components: [{ type: 18, label: 'Name', component: field as never }],
        });
      } else if (interaction.isModalSubmit()) {
        const name = interaction.fields.getTextInputValue('name');
        await interaction.reply({ content: `Hello ${name}`, flags: MessageFlags.Ephemeral });
      }
    });
    return { client, discord, heard: () => heard, ...(await pageOn({ slack: await slack(), discord })) };
  }

  it('shows a form to one person until it is sent, and whispers the answer', async () => {
    const { state, act } = await open();
    expect(await act({ do: 'say', ...here, text: '/ask' })).toEqual({ ok: true });
    const { forms } = (await state()).discord;
    expect(Object.keys(forms)).toEqual([ANNA]);
    expect(forms[ANNA]).toMatchObject({ customId: 'form', title: 'A form' });
    const form = forms[ANNA]!.handle;
    const submit = (fields: Record<string, string>) => act({ do: 'submit', ...anna, form, fields });
    expect(await submit({ name: '' })).toEqual({ ok: false, why: '“Name” must be filled in.' });
    expect(await submit({ name: 'Anna' })).toEqual({ ok: true });
    const after = (await state()).discord;
    expect(after.forms).toEqual({});
    expect(after.whispers[ANNA]).toMatchObject([{ content: 'Hello Anna', channel: GENERAL }]);
    expect(after.whispers[BEN]).toBeUndefined();
    expect(await submit({ name: 'Anna' })).toEqual({ ok: false, why: 'This form is no longer open.' });
  });

  it('lets a form be closed, and shows none that lies under another', async () => {
    const { state, act } = await open();
    await act({ do: 'command', ...here, line: '/ask' });
    await act({ do: 'command', ...here, line: '/ask' });
    const form = (await state()).discord.forms[ANNA]!.handle;
    expect(await act({ do: 'dismiss', on: 'discord', person: 'ben', form })).toMatchObject({ ok: false });
    expect(await act({ do: 'dismiss', ...anna, form })).toEqual({ ok: true });
    expect((await state()).discord.forms).toEqual({});
  });

  it('says what Discord says when the bot is too slow', async () => {
    const { act, discord, heard } = await open();
    const hushing = act({ do: 'command', ...here, line: '/hush' });
    await until(() => heard() === 1);
    discord.giveUp();
    expect(await hushing).toEqual({
      ok: false,
      why: 'The application did not respond.',
    });
  });

  it('keeps a direct conversation to the two who have it, and serves what was attached', async () => {
    const { client, state, act, url } = await open();
    const to = await client.users.createDM(ANNA);
    await to.send({ content: 'Only you', files: [{ attachment: Buffer.from('abc'), name: 'chart.png' }] });
    const channel = (await state()).discord.channels.find(({ direct }) => direct === ANNA)!;
    expect(channel).toMatchObject({ name: 'lookout', messages: [{ content: 'Only you' }] });
    const [file] = channel.messages[0]!.attachments;
    const heard = await ask(url + file!.url);
    expect([heard.status, heard.headers['content-type'], heard.text]).toEqual([200, 'image/png', 'abc']);
    const text = 'I listen';
    expect(await act({ do: 'say', on: 'discord', person: 'ben', channel: channel.id, text })).toEqual({
      ok: false,
      why: 'This is somebody else’s conversation.',
    });
    expect(await act({ do: 'say', ...anna, channel: channel.id, text })).toEqual({ ok: true });
  });
});
