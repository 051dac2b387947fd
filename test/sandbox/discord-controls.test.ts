import {
  Events,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
  type TextChannel,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, BEN, type Bench, COMMANDS, GENERAL, refusalOf, startBench } from './discord-bot.ts';

describe('people press, choose and fill in, the real SDK answers', () => {
  let bench: Bench;
  let handler: (interaction: Interaction) => Promise<unknown>;
  let errors: unknown[] = [];
  beforeEach(async () => {
    errors = [];
    bench = await startBench();
    await bench.client.application.commands.set(COMMANDS);
    handler = async () => undefined;
    bench.client.on(Events.InteractionCreate, (interaction) => {
      handler(interaction).catch((error: unknown) => errors.push(error));
    });
  });
  afterEach(async () => {
    await bench.stop();
    expect(errors).toEqual([]);
  });

  const channel = () => bench.client.channels.cache.get(GENERAL) as TextChannel;
  const stored = () => bench.discord.state.channels.get(GENERAL)?.messages ?? [];
  const privateTo = (user: string) => bench.discord.state.ephemeral.get(user) ?? [];
  const sendButton = (extra: object = {}) =>
    channel().send({
      content: 'Choose',
      components: [
        { type: 1, components: [{ type: 2, style: 1, label: 'Useful', custom_id: 'useful', ...extra }] },
      ],
    });
  const command = (name = 'horizon today', options = {}) =>
    bench.discord.act.command({ user: ANNA, channel: GENERAL, name, options });

  it('button: redraws the message that was pressed', async () => {
    const message = await sendButton();
    handler = async (interaction) => {
      if (interaction.isButton())
        await interaction.update({ content: `Pressed by ${interaction.user.username}` });
    };
    const result = await bench.discord.act.press({
      user: BEN,
      channel: GENERAL,
      message: message.id,
      customId: 'useful',
    });
    expect(result).toMatchObject({ acked: true, type: 7 });
    expect(stored()).toMatchObject([{ id: message.id, content: 'Pressed by ben' }]);
    expect(stored()[0]?.components).toHaveLength(1);
  });

  it('button in a private message works for its reader only', async () => {
    handler = async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({
          content: 'Only you',
          flags: MessageFlags.Ephemeral,
          components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
        });
      if (interaction.isButton()) await interaction.update('Done');
    };
    const { message } = await command();
    const pressed = { channel: GENERAL, message: message?.id ?? '', customId: 'go' };
    await expect(bench.discord.act.press({ user: BEN, ...pressed })).rejects.toThrow(/cannot see/);
    await bench.discord.act.press({ user: ANNA, ...pressed });
    expect(privateTo(ANNA)).toMatchObject([{ content: 'Done' }]);
    expect(stored()).toEqual([]);
    expect(
      await refusalOf(channel().messages.fetch({ message: message?.id ?? '', force: true })),
    ).toMatchObject({ code: 10008 });
  });

  it('refuses presses that no person could make', async () => {
    const message = await sendButton({ disabled: true });
    const at = { user: ANNA, channel: GENERAL, message: message.id };
    await expect(bench.discord.act.press({ ...at, customId: 'useful' })).rejects.toThrow(/disabled/);
    await expect(bench.discord.act.press({ ...at, customId: 'other' })).rejects.toThrow(/no control other/);
    await expect(command('horizon')).rejects.toThrow(/needs one of: today, why/);
    await expect(command('horizon why')).rejects.toThrow(/needs the option "item"/);
    await expect(command('horizon why', { item: 0 })).rejects.toThrow(/does not take 0/);
    await expect(command('unheard')).rejects.toThrow(/not registered/);
  });

  it('select menu: values arrive, wrong ones cannot be chosen', async () => {
    const options = ['a', 'b'].map((value) => ({ label: value.toUpperCase(), value }));
    const message = await channel().send({
      content: 'Pick',
      components: [{ type: 1, components: [{ type: 3, custom_id: 'pick', options }] }],
    });
    let values: string[] = [];
    handler = async (interaction) => {
      if (!interaction.isStringSelectMenu()) return;
      values = interaction.values;
      await interaction.deferUpdate();
    };
    const at = { user: ANNA, channel: GENERAL, message: message.id, customId: 'pick' };
    expect(await bench.discord.act.choose({ ...at, values: ['b'] })).toMatchObject({ type: 6 });
    expect(values).toEqual(['b']);
    await expect(bench.discord.act.choose({ ...at, values: ['c'] })).rejects.toThrow(/does not offer/);
    await expect(bench.discord.act.choose({ ...at, values: ['a', 'b'] })).rejects.toThrow(/1 to 1/);
  });

  it('modal: opens from a button, both kinds of field, comes back', async () => {
    const message = await sendButton();
    let sent: ModalSubmitInteraction | undefined;
    handler = async (interaction) => {
      if (interaction.isButton())
        await interaction.showModal({
          custom_id: 'idea',
          title: 'An idea',
          components: [
            { type: 18, label: 'What', component: { type: 4, custom_id: 'what', style: 2, max_length: 20 } },
            {
              type: 18,
              label: 'Topic',
              component: { type: 3, custom_id: 'topic', options: [{ label: 'MR', value: 'mr' }] },
            },
            { type: 1, components: [{ type: 4, custom_id: 'old', style: 1, label: 'Old', required: false }] },
          ],
        });
      if (interaction.isModalSubmit()) {
        sent = interaction;
        await interaction.reply({ content: 'Thank you', flags: MessageFlags.Ephemeral });
      }
    };
    const { modal, type } = await bench.discord.act.press({
      user: ANNA,
      channel: GENERAL,
      message: message.id,
      customId: 'useful',
    });
    expect(type).toBe(9);
    expect(modal).toMatchObject({ customId: 'idea', title: 'An idea', messageId: message.id });
    const form = { user: ANNA, modal: 'idea' };
    await expect(bench.discord.act.submit({ ...form, fields: { topic: ['mr'] } })).rejects.toThrow(
      /what must be filled in/,
    );
    await expect(bench.discord.act.submit({ ...form, fields: { what: 'x'.repeat(21) } })).rejects.toThrow(
      /20 characters/,
    );
    const result = await bench.discord.act.submit({ ...form, fields: { what: 'More MR', topic: ['mr'] } });
    expect(result).toMatchObject({ acked: true, type: 4 });
    expect(sent?.fields.getTextInputValue('what')).toBe('More MR');
    expect(sent?.fields.getStringSelectValues('topic')).toEqual(['mr']);
    expect(sent?.fields.getTextInputValue('old')).toBe('');
    expect(sent?.message?.id).toBe(message.id);
    await expect(bench.discord.act.submit({ ...form, fields: {} })).rejects.toThrow(/No form idea is open/);
  });
});
