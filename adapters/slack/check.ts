import { webApi } from '@slack/bolt';
import type { Log } from '../../src/log.ts';
import { clientOptions } from './client.ts';
import { scopes } from './commands.ts';
import { toTrouble } from './errors.ts';
import type { SlackSettings } from './settings.ts';

/** One thing that was looked at: what, whether it is well, and if not how to mend it, in a sentence. */
export interface Finding {
  what: string;
  ok: boolean;
  mend: string;
}

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Looks at the tokens and scopes of these settings. Never throws. */
export async function check(settings: SlackSettings): Promise<Finding[]> {
  const web = new webApi.WebClient(settings.botToken, clientOptions(settings, silent));
  const found: Finding[] = [];
  try {
    const { team, response_metadata: more } = await web.auth.test();
    found.push({ what: `Slack bot token, workspace ${team ?? ''}`, ok: true, mend: '' });
    // Slack tells the scopes with every answer; a server that does not is not asked for them.
    if (more?.scopes) found.push(scopesOf(more.scopes));
  } catch (error) {
    found.push({ what: 'Slack bot token', ok: false, mend: sentence(error, 'auth.test') });
  }
  if (settings.appToken !== undefined) found.push(await socketMode(settings, settings.appToken));
  return found;
}

function scopesOf(granted: readonly string[]): Finding {
  const lacking = Object.keys(scopes).filter((scope) => !granted.includes(scope));
  return {
    what: 'Slack scopes',
    ok: lacking.length === 0,
    mend: lacking
      .map(
        (scope) => `Add ${scope} (${scopes[scope]}) under “OAuth & Permissions” and install the app again.`,
      )
      .join(' '),
  };
}

/** Asks for an address and does not use it. */
async function socketMode(settings: SlackSettings, appToken: string): Promise<Finding> {
  const web = new webApi.WebClient(appToken, clientOptions(settings, silent));
  try {
    await web.apps.connections.open();
    return { what: 'Slack Socket Mode', ok: true, mend: '' };
  } catch (error) {
    return { what: 'Slack Socket Mode', ok: false, mend: sentence(error, 'apps.connections.open') };
  }
}

/** Can the app post in this channel? Never throws. */
export async function channelAccess(settings: SlackSettings, channel: string): Promise<Finding> {
  const web = new webApi.WebClient(settings.botToken, clientOptions(settings, silent));
  const what = `Slack channel ${channel}`;
  try {
    const { channel: found } = await web.conversations.info({ channel });
    if (found?.is_archived)
      return { what, ok: false, mend: 'This channel is archived. Unarchive it, or choose another.' };
    if (!found?.is_member && !found?.is_im)
      return {
        what,
        ok: false,
        mend: `The app is not in it. Type /invite @Lookout in #${found?.name ?? channel}.`,
      };
    return { what: found.name ? `${what} (#${found.name})` : what, ok: true, mend: '' };
  } catch (error) {
    return { what, ok: false, mend: sentence(error, 'conversations.info', channel) };
  }
}

function sentence(error: unknown, method: string, channel?: string): string {
  return toTrouble(error, { method, ...(channel ? { channel } : {}) }).message;
}
