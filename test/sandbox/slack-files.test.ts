import { describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../sandbox/slack/start.ts';
import { client, codeOf, modal, slack } from './slack-app.ts';

const png = Buffer.from('89504e470d0a1a0a0000', 'hex');

/** Uploads by Slack's own SDK, shared with nobody. @returns the id */
async function upload(sandbox: SlackSandbox, body = png, filename = 'chart.png'): Promise<string> {
  await client(sandbox).filesUploadV2({ filename, file: body });
  return [...sandbox.state.files.keys()].at(-1)!;
}

const image = (more: object) => ({ type: 'image', alt_text: 'A chart', ...more });
const show = (sandbox: SlackSandbox, ...blocks: object[]) =>
  client(sandbox).chat.postMessage({ channel: 'C1', text: 'x', blocks: blocks as never });
/** What Slack complains of; nothing when it posts. */
const complaints = (doing: Promise<unknown>) =>
  doing.then(
    () => [],
    ({ data }) => [data.error, ...data.response_metadata.messages],
  );

describe('files as images in blocks', () => {
  it('are shown by id or address, as a block, beside a section and in small print', async () => {
    const sandbox = await slack();
    const id = await upload(sandbox);
    const { file } = (await client(sandbox).files.info({ file: id })) as { file: { url_private: string } };
    const { url_private: url } = file;
    const beside = {
      type: 'section',
      text: { type: 'mrkdwn', text: 'x' },
      accessory: image({ slack_file: { id } }),
    };
    const small = { type: 'context', elements: [image({ slack_file: { url } })] };
    await show(sandbox, image({ slack_file: { id } }), image({ slack_file: { url } }), beside, small);
    expect(sandbox.state.channels.get('C1')!.messages[0]!.blocks).toHaveLength(4);
    expect(sandbox.state.files.get(id)!.body).toEqual(png);
    // Shared with nobody: no message of its own.
    expect(sandbox.state.channels.get('C1')!.messages).toHaveLength(1);
  });

  it('have one source, and a file one name', async () => {
    const sandbox = await slack();
    const id = await upload(sandbox);
    const image_url = 'https://example.org/a.png';
    const either = (what: string, at: string) => [
      'invalid_blocks',
      `[ERROR] must define either ${what} [json-pointer:${at}]`,
    ];
    const source = either('`image_url` or `slack_file`', '/blocks/0');
    expect(await complaints(show(sandbox, image({})))).toEqual(source);
    expect(await complaints(show(sandbox, image({ image_url, slack_file: { id } })))).toEqual(source);
    const name = either('`id` or `url`', '/blocks/0/slack_file');
    expect(await complaints(show(sandbox, image({ slack_file: { id, url: image_url } })))).toEqual(name);
    expect(await complaints(show(sandbox, image({ image_url })))).toEqual([]);
  });

  it('are refused when there is none, it was not completed, or it is no image', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const refused = (by: string) => [
      'invalid_blocks',
      `[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file.${by}/slack_file]`,
    ];
    const tried = (slack_file: object) =>
      complaints(show(sandbox, { type: 'divider' }, image({ slack_file })));
    expect(await tried({ id: 'F9' })).toEqual(refused('id'));
    expect(await tried({ url: 'https://files.slack.com/files-pri/T1-F9/a.png' })).toEqual(refused('url'));
    expect(await tried({ id: await upload(sandbox, Buffer.from('words'), 'a.png') })).toEqual(refused('id'));
    const { upload_url: address, file_id: id } = await web.files.getUploadURLExternal({
      filename: 'a.png',
      length: 10,
    });
    expect(await codeOf(web.files.completeUploadExternal({ files: [{ id: id! }] }))).toBe('file_not_found');
    await fetch(address!, { method: 'POST', body: new Uint8Array(png) });
    expect(await tried({ id: id! })).toEqual(refused('id'));
    expect(await codeOf(web.files.info({ file: id! }))).toBe('file_not_found');
    await web.files.completeUploadExternal({ files: [{ id: id! }] });
    expect(await tried({ id: id! })).toEqual([]);
    sandbox.deleteFile(id!);
    expect(await tried({ id: id! })).toEqual(refused('id'));
  });

  it('are refused in edits, whispers and forms too', async () => {
    const sandbox = await slack();
    const web = client(sandbox);
    const { ts } = await web.chat.postMessage({ channel: 'C1', text: 'x' });
    const blocks = [image({ slack_file: { id: 'F9' } })] as never;
    expect(await codeOf(web.chat.update({ channel: 'C1', ts: ts!, text: 'x', blocks }))).toBe(
      'invalid_blocks',
    );
    const whisper = web.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'x', blocks });
    expect(await codeOf(whisper)).toBe('invalid_blocks');
    const view = web.views.open({ trigger_id: 'none', view: modal(blocks) });
    expect(await codeOf(view)).toBe('invalid_arguments');
  });

  it('can be worked on for a while, as files.info says', async () => {
    const sandbox = await slack();
    sandbox.delayFiles(1);
    const id = await upload(sandbox);
    const kind = async () =>
      ((await client(sandbox).files.info({ file: id })) as { file: { mimetype: string } }).file.mimetype;
    expect(await codeOf(show(sandbox, image({ slack_file: { id } })))).toBe('invalid_blocks');
    expect(await kind()).toBe('');
    expect(await kind()).toBe('image/png');
    expect(await codeOf(show(sandbox, image({ slack_file: { id } })))).toBe('ok');
  });

  it('want scopes where scopes are given', async () => {
    const { users, channels, botToken, appToken, signingSecret } = (await slack()).state.seed;
    const seed = { users, channels, botToken, appToken, signingSecret };
    const sandbox = await slack({ workspace: { ...seed, scopes: ['files:write'] } });
    const id = await upload(sandbox);
    expect(await codeOf(client(sandbox).files.info({ file: id }))).toBe('missing_scope');
  });

  it('can be struck by faults on their way', async () => {
    const sandbox = await slack();
    const { upload_url: address, file_id: id } = await client(sandbox).files.getUploadURLExternal({
      filename: 'a.png',
      length: 10,
    });
    const send = () => fetch(address!, { method: 'POST', body: new Uint8Array(png) });
    sandbox.faults.add({ on: 'upload', kind: 'server-error' });
    expect((await send()).status).toBe(503);
    expect(sandbox.state.files.get(id!)!.body).toBeUndefined();
    sandbox.faults.add({ on: 'upload', kind: 'lost-answer' });
    await expect(send()).rejects.toThrow('fetch failed');
    expect(sandbox.state.files.get(id!)!.body).toEqual(png);
    expect(await (await send()).text()).toBe('OK - 10');
  });
});
