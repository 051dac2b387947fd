import {
  AttachmentBuilder,
  Events,
  type Interaction,
  MessageFlags,
  Routes,
  type TextChannel,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, type Bench, COMMANDS, GENERAL, refusalOf, startBench } from './discord-bot.ts';
import { list, of, text, v2 } from './discord-faults.ts';

const png = (what: string) => Buffer.from(`\u0089PNG\r\n\u001a\n${what}`, 'latin1');
const file = (name: string, what = name) => new AttachmentBuilder(png(what), { name });
const gallery = (...names: string[]) => ({
  type: 12 as const,
  items: names.map((name) => ({ media: { url: `attachment://${name}` }, description: `About ${name}` })),
});
const shows = (...names: string[]) => ({
  flags: MessageFlags.IsComponentsV2 as const,
  components: [{ type: 17 as const, components: [gallery(...names)] }],
});

let bench: Bench;
let handler: (interaction: Interaction) => Promise<unknown>;
let errors: unknown[];
beforeEach(async () => {
  errors = [];
  bench = await startBench();
  await bench.client.application.commands.set(COMMANDS);
  bench.client.on(Events.InteractionCreate, (interaction) => {
    handler(interaction).catch((error: unknown) => errors.push(error));
  });
});
afterEach(() => bench.stop());

const channel = () => bench.client.channels.cache.get(GENERAL) as TextChannel;
const stored = () => bench.discord.state.channels.get(GENERAL)!.messages;
const whispers = () => bench.discord.state.ephemeral.get(ANNA) ?? [];
const names = (at = 0) => stored()[at]!.attachments.map(({ filename }) => filename);
const edit = (body: object, ...files: string[]) =>
  bench.client.rest.patch(Routes.channelMessage(GENERAL, stored()[0]!.id), {
    body,
    files: files.map((name) => ({ name, data: png(name), contentType: 'image/png' })),
  });

describe('a file', () => {
  it('that a gallery names is shown there, and stands in no list of loose files', async () => {
    await channel().send({ ...shows('a.png'), files: [file('a.png')] });
    const [message] = (await bench.client.rest.get(Routes.channelMessages(GENERAL))) as [
      { attachments: object[]; components: object[] },
    ];
    const { id } = stored()[0]!.attachments[0]!;
    const url = `https://cdn.discordapp.com/attachments/${GENERAL}/${id}/a.png`;
    expect(message.attachments).toEqual([]);
    expect(message.components).toMatchObject([
      {
        components: [
          {
            items: [
              {
                media: { url, proxy_url: url, attachment_id: id, content_type: 'image/png' },
                description: 'About a.png',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('that nothing names has an id, an address and a type', async () => {
    const { attachments } = await channel().send({ files: [file('a b.png')] });
    const { id, content } = stored()[0]!.attachments[0]!;
    expect(content.equals(png('a b.png'))).toBe(true);
    expect(attachments.map((one) => [one.id, one.name, one.url, one.contentType])).toEqual([
      [id, 'a_b.png', `https://cdn.discordapp.com/attachments/${GENERAL}/${id}/a_b.png`, 'image/png'],
    ]);
  });

  it('comes with a nonce once', async () => {
    const once = { ...shows('a.png'), files: [file('a.png')], nonce: 'abc', enforceNonce: true };
    expect((await channel().send(once)).id).toBe((await channel().send(once)).id);
    expect(stored()).toHaveLength(1);
  });

  it('may have ten megabytes', async () => {
    const of = (size: number) => ({ files: [{ attachment: Buffer.alloc(size), name: 'a.bin' }] });
    await channel().send(of(10 * 1024 * 1024));
    expect(await refusalOf(channel().send(of(10 * 1024 * 1024 + 1)))).toMatchObject({
      status: 413,
      code: 40005,
    });
    expect(stored()).toHaveLength(1);
  });

  it('that no request brings is refused where it is listed or shown', async () => {
    const send = (body: object) =>
      refusalOf(bench.client.rest.post(Routes.channelMessages(GENERAL), { body }));
    expect((await send({ content: 'x', attachments: [{ id: 0 }] })).errors).toContain('ATTACHMENT_NOT_FOUND');
    expect((await send(shows('a.png'))).errors).toContain(
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    );
    expect(stored()).toEqual([]);
  });
});

describe('an edit', () => {
  beforeEach(() => channel().send({ ...shows('a.png', 'b.png'), files: [file('a.png'), file('b.png')] }));

  it('without a list keeps what was there, and adds what came', async () => {
    await edit(shows('b.png', 'c.png'), 'c.png');
    expect(names()).toEqual(['a.png', 'b.png', 'c.png']);
  });

  it('with a list keeps and adds what it names, and drops the rest', async () => {
    const [, b] = stored()[0]!.attachments;
    const attachments = [
      { id: b!.id, filename: 'b.png', description: 'Anew' },
      { id: 0, filename: 'c.png' },
    ];
    await edit({ ...shows('b.png', 'c.png'), attachments }, 'c.png', 'd.png');
    expect(stored()[0]!.attachments).toMatchObject([
      { id: b!.id, description: 'Anew' },
      { filename: 'c.png' },
    ]);
    await edit({ components: [text('Nothing to see')], attachments: [] });
    expect(names()).toEqual([]);
  });

  it('cannot show what it drops, what it does not list, or what it lists by its id alone', async () => {
    const [a] = stored()[0]!.attachments;
    const lists = [[], [{ id: 0, filename: 'c.png' }], [{ id: a!.id }]];
    for (const attachments of lists)
      expect((await refusalOf(edit({ ...shows('a.png'), attachments }, 'c.png'))).errors).toContain(
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      );
    expect((await refusalOf(edit({ attachments: [{ id: '1' }] }))).errors).toContain('ATTACHMENT_NOT_FOUND');
    expect(names()).toEqual(['a.png', 'b.png']);
  });
});

it('files come with every answer to an act', async () => {
  handler = async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const priv = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;
    await interaction.reply({ ...shows('a.png'), files: [file('a.png')], flags: priv });
    await interaction.editReply({ ...shows('b.png'), files: [file('b.png')], attachments: [] });
    await interaction.followUp({ ...shows('c.png'), files: [file('c.png')], flags: priv });
  };
  const { message } = await bench.discord.act.command({
    user: ANNA,
    channel: GENERAL,
    name: 'horizon today',
  });
  expect(message?.attachments).toMatchObject([{ filename: 'a.png' }]);
  await expect
    .poll(() => whispers().map(({ attachments }) => attachments[0]?.filename))
    .toEqual(['b.png', 'c.png']);
  expect(errors).toEqual([]);
});

it('a press answers with the touched message and a file', async () => {
  const button = {
    type: 1 as const,
    components: [{ type: 2 as const, style: 1, label: 'Go', custom_id: 'go' }],
  };
  await channel().send({ flags: MessageFlags.IsComponentsV2, components: [button] });
  handler = async (interaction) => {
    if (interaction.isButton()) await interaction.update({ ...shows('a.png'), files: [file('a.png')] });
  };
  const press = { user: ANNA, channel: GENERAL, message: stored()[0]!.id, customId: 'go' };
  expect(await bench.discord.act.press(press)).toMatchObject({ acked: true, type: 7 });
  expect(names()).toEqual(['a.png']);
  expect(errors).toEqual([]);
});

it('a gallery has one to ten items, with words of at most 1,024 characters', () => {
  const item = (description?: string) => ({ media: { url: 'https://example.org/a.png' }, description });
  const items = (...all: object[]) => v2([{ type: 12, items: all }]);
  expect(items(item(of(1024)))).toEqual([]);
  expect(items(...list(10, () => item()))).toEqual([]);
  expect(items()).toEqual(['components.0.items: BASE_TYPE_BAD_LENGTH']);
  expect(items(...list(11, () => item()))).toEqual(['components.0.items: BASE_TYPE_BAD_LENGTH']);
  expect(items(item(of(1025)))).toEqual(['components.0.items.0.description: BASE_TYPE_MAX_LENGTH']);
  expect(items({ media: { url: 'ftp://example.org/a.png' } })).toEqual([
    'components.0.items.0.media.url: URL_TYPE_INVALID_SCHEME',
  ]);
  expect(items({})).toEqual(['components.0.items.0.media.url: BASE_TYPE_REQUIRED']);
});
