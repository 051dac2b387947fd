import { describe, expect, it } from 'vitest';
import { permissionsIn } from '../../../adapters/discord/permissions.ts';
import { paragraph } from '../../../src/chat/message.ts';
import { message, once, until } from '../around.ts';
import { setTable } from './table.ts';

const view = 1n << 10n;

describe('permissions', () => {
  const server = {
    id: '1',
    owner_id: '9',
    roles: [
      { id: '1', permissions: String(view) },
      { id: '2', permissions: '0' },
      { id: '3', permissions: String(1n << 3n) },
    ],
  };
  const overwrite = (id: string, type: number, allow: bigint, deny: bigint) => ({
    id,
    type,
    allow: String(allow),
    deny: String(deny),
  });
  const sees = (id: string, roles: string[], ...overwrites: ReturnType<typeof overwrite>[]) =>
    (permissionsIn(server, overwrites, { id, roles }) & view) !== 0n;

  it('are the server’s where the channel says nothing', () => {
    expect(sees('5', [])).toBe(true);
  });
  it('are overwritten for everybody, then by roles, then for the member', () => {
    const nobody = overwrite('1', 0, 0n, view);
    const role = overwrite('2', 0, view, 0n);
    expect(sees('5', [], nobody, role)).toBe(false);
    expect(sees('5', ['2'], nobody, role)).toBe(true);
    expect(sees('5', ['2'], nobody, role, overwrite('5', 1, 0n, view))).toBe(false);
    expect(sees('6', ['2'], nobody, role, overwrite('5', 1, 0n, view))).toBe(true);
  });
  it('are all for the owner and for administrators', () => {
    const nobody = overwrite('1', 0, 0n, view);
    expect(sees('9', [], nobody)).toBe(true);
    expect(sees('5', ['3'], nobody)).toBe(true);
  });
});

describe('without privileged intents', () => {
  const { stage, bench } = setTable({ privilegedIntents: [] });

  it('says how to let members be listed', async () => {
    await expect(stage().adapter().members(stage().channel)).rejects.toMatchObject({
      kind: 'gone',
      message: expect.stringContaining('Server Members Intent'),
    });
  });

  it('connects all the same, says what is not heard, and serves the rest', async () => {
    const adapter = stage().adapter(bench().log);
    await adapter.listen(bench().desk);
    expect(bench().lines.filter((line) => line.includes('Message Content Intent'))).toHaveLength(1);
    const place = { platform: 'discord', channel: stage().channel };
    const post = await adapter.post(place, message(paragraph('Here')), once());
    await stage().act.say(stage().ada, post, 'Not for us to read');
    await stage().act.command(stage().ada, stage().channel, 'try', 'tell');
    await until(() => bench().answered() === 1);
    expect(bench().heard).toMatchObject([{ kind: 'command' }]);
  });
});

describe('a thread', () => {
  const { stage, bench } = setTable();

  it('has the people of its channel, under the names that the server shows', async () => {
    const adapter = stage().adapter();
    const place = { platform: 'discord', channel: stage().channel };
    const post = await adapter.post(place, message(), once());
    const { channel } = await adapter.post({ ...place, thread: post.id }, message(), once());
    expect(channel).toBe(post.id);
    stage().server.state.people.get(stage().ben.id)!.nick = 'Dr Ben';
    expect(await adapter.members(channel)).toEqual([stage().ada, { ...stage().ben, name: 'Dr Ben' }]);
  });

  it('that was started by a person from our message is heard too, after a restart as well', async () => {
    const place = { platform: 'discord', channel: stage().channel };
    const post = await stage().adapter().post(place, message(), once());
    await stage().act.say(stage().ada, post, 'Nobody listens yet');
    await stage().restart(bench());
    stage().server.archiveThread(post.id);
    await stage().act.say(stage().ada, post, 'Now somebody does');
    await until(() => bench().answered() === 1);
    expect(bench().heard).toMatchObject([{ text: 'Now somebody does', post: { id: post.id } }]);
  });

  it('is named from the summary, and takes posts again when it was archived; not when it is locked', async () => {
    const adapter = stage().adapter();
    const place = { platform: 'discord', channel: stage().channel };
    const post = await adapter.post(place, message(), once());
    const thread = { ...place, thread: post.id };
    await adapter.post(thread, { summary: `A\n${'long '.repeat(40)}`, blocks: [] }, once());
    expect(stage().server.state.channels.get(post.id)!.name).toMatch(/^A long long .{80,}/);
    stage().server.archiveThread(post.id);
    await adapter.post(thread, message(), once());
    stage().server.lockThread(post.id);
    await expect(adapter.post(thread, message(), once())).rejects.toMatchObject({ kind: 'gone' });
  });
});
