import { Events, type Interaction, MessageFlags, type TextChannel } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, BEN, type Bench, COMMANDS, GENERAL, refusalOf, startBench } from './discord-bot.ts';

describe('people act, the real SDK answers', () => {
  let bench: Bench;
  let now = new Date('2026-11-20T08:00:00Z');
  let handler: (interaction: Interaction) => Promise<unknown>;
  let errors: unknown[] = [];
  beforeEach(async () => {
    errors = [];
    now = new Date('2026-11-20T08:00:00Z');
    bench = await startBench({ now: () => now });
    await bench.client.application.commands.set(COMMANDS);
    handler = async () => undefined;
    bench.client.on(Events.InteractionCreate, (interaction) => {
      handler(interaction).catch((error: unknown) => errors.push(error));
    });
  });
  afterEach(() => bench.stop());

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

  it('slash command: defers privately, edits, follows up', async () => {
    handler = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      expect(interaction.options.getSubcommand()).toBe('why');
      expect(interaction.options.getInteger('item')).toBe(3);
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('Because of MR');
      await interaction.followUp('And in public');
    };
    const result = await command('horizon why', { item: 3 });
    expect(result).toMatchObject({ acked: true, type: 5, notice: null });
    await expect.poll(() => stored().map(({ content }) => content)).toEqual(['And in public']);
    expect(errors).toEqual([]);
    expect(privateTo(ANNA)).toMatchObject([
      { content: 'Because of MR', editedAt: null, flags: MessageFlags.Ephemeral },
    ]);
    expect(stored().map(({ content }) => content)).toEqual(['And in public']);
  });

  it('first follow-up after a deferral fills the waiting message', async () => {
    handler = async (interaction) => {
      if (!interaction.isRepliable()) return;
      await interaction.deferReply();
      await interaction.followUp('Here it is');
    };
    await command();
    await expect.poll(() => stored().map(({ content }) => content)).toEqual(['Here it is']);
  });

  it('message context menu', async () => {
    const said = await bench.discord.act.say({ user: BEN, channel: GENERAL, text: 'Look at this' });
    let target = '';
    handler = async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      target = interaction.targetMessage.content;
      await interaction.reply({ content: 'Flagged', flags: MessageFlags.Ephemeral });
    };
    const result = await bench.discord.act.shortcut({
      user: ANNA,
      channel: GENERAL,
      message: said.id,
      name: 'Flag this',
    });
    expect(result.acked).toBe(true);
    expect(target).toBe('Look at this');
  });

  it('answers once: the second is refused, and so is one after fifteen minutes', async () => {
    let kept: Interaction | undefined;
    handler = async (interaction) => {
      kept = interaction;
      if (interaction.isRepliable()) await interaction.reply('First');
    };
    const result = await command();
    if (!kept?.isRepliable()) throw new Error('The interaction should have come.');
    const again = bench.client.rest.post(`/interactions/${result.interactionId}/${kept.token}/callback`, {
      body: { type: 5 },
      auth: false,
    });
    expect(await refusalOf(again)).toMatchObject({ status: 400, code: 40060 });
    now = new Date('2026-11-20T08:15:01Z');
    expect(await refusalOf(kept.followUp('Late'))).toMatchObject({ status: 401, code: 50027 });
  });

  it('a bad answer is refused with paths under data, and a good one may still come', async () => {
    let refused: unknown;
    handler = async (interaction) => {
      if (!interaction.isRepliable()) return;
      refused = await refusalOf(interaction.reply('x'.repeat(2001)));
      await interaction.reply('short');
    };
    expect((await command()).message?.content).toBe('short');
    expect(refused).toEqual({
      status: 400,
      code: 50035,
      errors:
        '{"data":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}',
    });
  });

  it('delivers an event twice', async () => {
    const ids: string[] = [];
    handler = async (interaction) => {
      ids.push(interaction.id);
      if (interaction.isRepliable()) await interaction.reply('x');
    };
    const first = await command();
    await bench.discord.act.redeliver(first);
    await expect.poll(() => ids).toEqual([first.interactionId, first.interactionId]);
    await expect.poll(() => errors).toMatchObject([{ code: 40060 }]);
    expect(stored()).toHaveLength(1);
  });

  it('says and reacts', async () => {
    const heard: string[] = [];
    bench.client.on(
      Events.MessageCreate,
      (message) => void heard.push(`${message.author.username}: ${message.content}`),
    );
    bench.client.on(
      Events.MessageReactionAdd,
      (reaction, user) => void heard.push(`${user.id} ${reaction.emoji.name}`),
    );
    const message = await sendButton();
    const thread = await message.startThread({ name: 'Talk' });
    await bench.discord.act.say({ user: ANNA, channel: thread.id, text: 'I think so' });
    await bench.discord.act.react({ user: BEN, channel: GENERAL, message: message.id, emoji: '👍' });
    await expect.poll(() => heard).toEqual(['lookout: Choose', 'anna: I think so', `${BEN} 👍`]);
  });
});

it('nobody answers: the person is told, and a late answer is refused', async () => {
  const { discord, client, stop } = await startBench({ answerWithinMs: 50 });
  await client.application.commands.set([{ name: 'horizon', description: 'The horizon scan' }]);
  const arrived = new Promise<Interaction>((resolve) => client.once(Events.InteractionCreate, resolve));
  const result = await discord.act.command({ user: ANNA, channel: GENERAL, name: 'horizon' });
  expect(result).toMatchObject({ acked: false, type: null, notice: 'The application did not respond' });
  const late = await arrived;
  if (!late.isRepliable()) throw new Error('A command can be answered.');
  expect(await refusalOf(late.reply('Too late'))).toMatchObject({ status: 404, code: 10062 });
  expect(discord.state.channels.get(GENERAL)?.messages).toEqual([]);
  await stop();
});
