/** A workspace and real SDK clients for the tests of the Slack sandbox; everything is closed after each test. */

import { App, LogLevel } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach } from 'vitest';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../sandbox/slack/start.ts';
import { net } from '../support/until.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

export const seed = {
  users: [
    { id: 'U1', name: 'Ada Lovelace' },
    { id: 'U2', name: 'Marie Curie' },
  ],
  channels: [
    { id: 'C1', name: 'radiotherapy' },
    { id: 'C2', name: 'imaging', members: ['U2'] },
    { id: 'C3', name: 'elsewhere', bot: false },
  ],
  usergroups: [{ id: 'S1', handle: 'steric', users: ['U2'] }],
  botToken: 'xoxb-test',
  appToken: 'xapp-test',
  signingSecret: 'secret',
};

/** A workspace whose time for answers is over only when it is told so (`giveUp`), unless `options` say otherwise. */
export async function slack(options: Partial<SlackOptions> = {}): Promise<SlackSandbox> {
  const sandbox = await startSlack({ workspace: seed, ackMs: net, triggerMs: net, ...options });
  open.push(sandbox.close);
  return sandbox;
}

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
const once = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet };

/** A client that tries once, so that each refusal is seen. */
export function client({ apiUrl }: SlackSandbox, token = seed.botToken): WebClient {
  return new WebClient(token, { ...once, slackApiUrl: apiUrl });
}

/** The code of a refusal; `ok` when there was none. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const refused = error as { data?: { error?: string }; code?: string };
    return refused.data?.error ?? refused.code ?? String(error);
  }
}

/** A Bolt app in Socket Mode, connected once this resolves. */
export async function socketApp(sandbox: SlackSandbox, listen: (app: App) => void): Promise<App> {
  const app = new App({
    token: seed.botToken,
    appToken: seed.appToken,
    socketMode: true,
    logger: quiet,
    deferInitialization: true,
    clientOptions: { ...once, slackApiUrl: sandbox.apiUrl },
  });
  listen(app);
  await app.init();
  await app.start();
  open.push(() => app.stop());
  return app;
}

/** A Bolt app behind signed HTTP, and the sandbox told where it is. */
export async function httpApp(
  sandbox: SlackSandbox,
  listen: (app: App) => void,
  secret = seed.signingSecret,
) {
  const app = new App({
    token: seed.botToken,
    signingSecret: secret,
    logger: quiet,
    deferInitialization: true,
    clientOptions: { ...once, slackApiUrl: sandbox.apiUrl },
  });
  listen(app);
  await app.init();
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  open.push(() => app.stop());
  const address = server && 'address' in server ? server.address() : null;
  if (!address || typeof address === 'string') throw new Error('Bolt did not listen.');
  sandbox.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  return app;
}

/** The SDK's own Socket Mode client. It reconnects after five seconds, within which each of its pings has to be answered. */
export async function socketClient(sandbox: SlackSandbox): Promise<SocketModeClient> {
  const sockets = new SocketModeClient({
    appToken: seed.appToken,
    logger: quiet,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  await sockets.start();
  open.push(() => sockets.disconnect());
  return sockets;
}

export const section = (text: string, more = {}) => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...more,
});
export const button = (action_id: string, more = {}) => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text: 'Useful' },
  ...more,
});
export const modal = (blocks: object[], more = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'A form' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: blocks as never,
  ...more,
});
export const question = (block_id: string, more = {}) => ({
  type: 'input',
  block_id,
  label: { type: 'plain_text', text: 'What?' },
  element: { type: 'plain_text_input', action_id: 'words' },
  ...more,
});
