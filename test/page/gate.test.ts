import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { type PageServer, servePage } from '../../sandbox/page/serve.ts';
import { openSandboxes, type Sandboxes } from '../../sandbox/sandboxes.ts';
import { net } from '../support/until.ts';
import { ask, follow, script } from './client.ts';

const community = new URL('../fixtures/community.yaml', import.meta.url).pathname;
const json = { 'content-type': 'application/json' };
const said = { do: 'say', on: 'slack', person: 'ada', channel: 'C0COMPUTING', text: 'Hello' } as const;

const guest = {
  id: 'sam',
  name: 'Sam Taylor',
  about: 'No role',
  slack: 'U0SAM',
  discord: '1000000000000000009',
};

describe('the sandbox page: who is let in', { shuffle: false }, () => {
  let sandboxes: Sandboxes;
  let page: PageServer;
  let port: string;
  const clock = createClock('2026-11-20T08:00:00Z');
  const post = (headers: Record<string, string>, body = JSON.stringify(said), path = '/api/act') =>
    ask(page.url + path, 'POST', { headers, body });
  const whyOf = ({ text }: { text: string }) => (JSON.parse(text) as { why: string }).why;
  const messages = () => sandboxes.slack.state.channels.get('C0COMPUTING')!.messages;

  beforeAll(async () => {
    sandboxes = await openSandboxes({ community, feeds: [], guests: [guest], now: clock.now, answerMs: net });
    page = await servePage(sandboxes, { clock, port: 0 });
    port = new URL(page.url).port;
  });
  afterAll(async () => {
    await page?.close();
    await sandboxes?.close();
  });

  it('answers under the names of this machine, and under no other', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
      expect((await ask(`${page.url}/api/state`, 'GET', { headers: { host } })).status).toBe(200);
    const hosts = ['evil.test', `evil.test:${port}`, 'localhost', `127.0.0.1:${Number(port) + 1}`];
    for (const host of [...hosts, `127.0.0.1.evil.test:${port}`]) {
      for (const path of ['/', '/api/state', '/api/events', '/page.css', '/nothing']) {
        const heard = await ask(page.url + path, 'GET', { headers: { host } });
        expect([path, heard.status]).toEqual([path, 421]);
        expect(heard.text).toContain(`Open the sandbox as http://127.0.0.1:${port}`);
      }
      expect((await post({ ...json, host })).status).toBe(421);
    }
    expect(messages()).toEqual([]);
  });

  it('takes nothing from a page of another site', async () => {
    for (const origin of [
      'https://evil.test',
      'null',
      `http://evil.test:${port}`,
      `https://127.0.0.1:${port}`,
    ]) {
      const heard = await post({ ...json, origin });
      expect([origin, heard.status]).toEqual([origin, 403]);
      expect(whyOf(heard)).toBe('The sandbox accepts nothing from pages of other sites.');
    }
    expect(messages()).toEqual([]);
    expect((await post({ ...json, origin: page.url })).status).toBe(200);
    expect((await post({ 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
    expect(messages()).toHaveLength(2);
  });

  it.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, '', 415, 'Send JSON'],
    ['text', { 'content-type': 'text/plain' }, JSON.stringify(said), 415, 'Send JSON'],
    ['no type', {}, JSON.stringify(said), 415, 'Send JSON'],
    ['half a document', json, '{"do":', 400, 'This is not JSON'],
    ['too large', json, JSON.stringify({ ...said, text: 'x'.repeat(100_000) }), 413, 'Send at most 100 kB'],
    ['an unknown act', json, '{"do":"dance"}', 400, "Expected 'say' | 'command'"],
    ['no action', json, '[]', 400, 'does not know this action'],
    ['a field too many', json, JSON.stringify({ ...said, extra: 1 }), 400, 'extra'],
    ['a field of another kind', json, JSON.stringify({ ...said, text: 7 }), 400, 'text: '],
    ['a day without a time', json, '{"do":"clock","to":"tomorrow"}', 400, 'to: '],
  ])('refuses %s with a sentence', async (_what, headers, body, status, sentence) => {
    const before = messages().length;
    const heard = await post(headers, body);
    expect(heard.status).toBe(status);
    expect(whyOf(heard)).toContain(sentence);
    expect(messages()).toHaveLength(before);
  });

  it('does only what a path is for', async () => {
    for (const [method, path, allow] of [
      ['GET', '/api/act', 'POST'],
      ['POST', '/api/state', 'GET, HEAD'],
      ['DELETE', '/', 'GET, HEAD'],
      ['OPTIONS', '/api/events', 'GET, HEAD'],
    ] as const) {
      const heard = await ask(page.url + path, method);
      expect([path, heard.status, heard.headers.allow]).toEqual([path, 405, allow]);
    }
    for (const path of [
      '/nothing',
      '/main.tsx',
      '/../serve.ts',
      '/%2e%2e/serve.ts',
      '/files/slack/F1',
      '/files',
    ])
      expect([path, (await ask(page.url + path)).status]).toEqual([path, 404]);
  });

  it('serves the page and all that it asks for', async () => {
    const { status, text } = await ask(page.url);
    expect([status, page.trouble]).toEqual([200, undefined]);
    expect(text).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\s(?:style|on\w+)=/);
    const wanted = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1]!);
    expect(wanted).toContain('/page.js');
    for (const path of wanted) expect([path, (await ask(page.url + path)).status]).toEqual([path, 200]);
  });

  it('lets a browser load nothing from elsewhere, guess nothing and keep nothing', async () => {
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    for (const path of ['/', '/page.js', '/page.css', '/favicon.svg', '/api/state', '/nothing']) {
      const { headers } = await ask(page.url + path);
      expect([path, headers['content-security-policy']]).toEqual([path, policy]);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('tells no secret, not even one that somebody wrote down', async () => {
    const { botToken, appToken, signingSecret } = sandboxes.slack.state.seed;
    const secrets = [botToken, appToken, signingSecret, sandboxes.discord.state.token.value];
    const { act } = script(page.url);
    for (const secret of secrets) {
      await act({ ...said, text: `Is ${secret} a token?` });
      await act({ ...said, on: 'discord', channel: '1100000000000000001', text: `Is ${secret} a token?` });
    }
    for (const path of ['/', '/page.js', '/api/state']) {
      const { text } = await ask(page.url + path);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
    expect((await ask(`${page.url}/api/state`)).text).toContain('Is … a token?');
  });

  it('has room for a guest of whom the community file knows nothing', async () => {
    const { state, act } = script(page.url);
    const { people, slack, discord } = await state();
    expect(people.at(-1)).toEqual(guest);
    expect([slack.names[guest.slack], discord.names[guest.discord]]).toEqual([guest.name, guest.name]);
    expect(await act({ ...said, person: guest.id })).toEqual({ ok: true });
    expect(messages().at(-1)!.user).toBe(guest.slack);
  });

  it('serves files that came with messages: pictures to see, the rest to save', async () => {
    const file = (id: string, name: string) => ({ id, name, length: 3, body: Buffer.from('abc') });
    sandboxes.slack.state.files.set('F1', file('F1', 'chart.png'));
    sandboxes.slack.state.files.set('F2', file('F2', 'evil “1”.html'));
    const [chart, page2] = [await ask(`${page.url}/files/slack/F1`), await ask(`${page.url}/files/slack/F2`)];
    expect([chart.headers['content-type'], chart.text]).toEqual(['image/png', 'abc']);
    expect(page2.headers['content-type']).toBe('application/octet-stream');
    expect(page2.headers['content-disposition']).toMatch(/^attachment; /);
  });

  it('takes the next port when its own is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const first = (taken.address() as AddressInfo).port;
    const second = await servePage(sandboxes, { clock, port: first });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(first);
    expect((await ask(`${second.url}/api/state`)).status).toBe(200);
    await second.close();
    await new Promise((done) => taken.close(done));
  });

  it('closes though pages are open', async () => {
    const second = await servePage(sandboxes, { clock, port: 0 });
    const following = [await follow(second.url), await follow(second.url)];
    await second.close();
    await Promise.all(following.map(({ stop }) => stop()));
    await expect(ask(second.url)).rejects.toThrow('ECONNREFUSED');
    sandboxes.slack.state.changed();
  });

  it('says how it ends where no bot listens', async () => {
    const { act } = script(page.url);
    expect(await act({ do: 'command', ...place, line: '/horizon today' })).toEqual({
      ok: false,
      why: '/horizon failed with the error “dispatch_failed”.',
    });
  });
});

const place = { on: 'slack', person: 'ada', channel: 'C0COMPUTING' } as const;
