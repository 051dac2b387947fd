import { webApi } from '@slack/bolt';
import { Trouble, type TroubleKind } from '../../src/chat/port.ts';

/** What was called, and what about: for the sentence. */
export interface Subject {
  method: string;
  channel?: string;
}

const archived = (at: string) => `${at} is archived. Unarchive it, or give the group another channel.`;
const forbidden = (at: string) =>
  `A workspace rule stops the app posting in ${at}. Ask a workspace admin to allow it, or choose another channel.`;
const credentials = (_: string, method: string) =>
  method === 'apps.connections.open'
    ? 'Slack does not accept the app-level token. Make one with the scope connections:write under “Basic Information”, switch on Socket Mode, and set SLACK_APP_TOKEN.'
    : 'Slack does not accept the bot token. Install the app again and set SLACK_BOT_TOKEN to the new token.';
const person = () =>
  'Slack does not let the app write to anybody with this id. Check the account, and that the person is still in the workspace.';

/** Codes after which nothing works there until a person mends it, and how (docs.slack.dev, errors of each method). */
const gone: Readonly<Record<string, (at: string, method: string) => string>> = {
  channel_not_found: (at) =>
    `Slack does not know ${at}, or it is private and the app is not in it. Check the id, and invite the app with /invite.`,
  not_in_channel: (at) => `The app is not in ${at}. Invite it with /invite.`,
  is_archived: archived,
  is_inactive: archived,
  restricted_action: forbidden,
  restricted_action_read_only_channel: forbidden,
  restricted_action_thread_only_channel: forbidden,
  restricted_action_non_threadable_channel: forbidden,
  restricted_action_thread_locked: forbidden,
  access_denied: forbidden,
  no_permission: forbidden,
  ekm_access_denied: forbidden,
  team_access_not_granted: forbidden,
  messages_tab_disabled: () =>
    'The app may not write to people. Switch on the Messages Tab under “App Home”.',
  not_authed: credentials,
  invalid_auth: credentials,
  account_inactive: credentials,
  token_revoked: credentials,
  token_expired: credentials,
  not_allowed_token_type: credentials,
  org_login_required: credentials,
  user_not_found: person,
  users_not_found: person,
  user_disabled: person,
  user_not_visible: person,
  cannot_dm_bot: person,
};

const missing = new Set(['message_not_found', 'thread_not_found']);
const refused = new Set([
  ...['no_text', 'msg_too_long', 'msg_blocks_too_long', 'too_many_attachments', 'invalid_attachments'],
  ...[
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_arguments',
    'invalid_arg_name',
    'invalid_array_arg',
  ],
  ...[
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'metadata_must_be_sent_from_app',
  ],
  ...[
    'cant_update_message',
    'edit_window_closed',
    'cannot_reply_to_message',
    'invalid_form_data',
    'invalid_json',
  ],
  ...['view_too_large', 'duplicate_external_id', 'unknown_method', 'method_deprecated', 'invalid_limit'],
]);
const limited = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded', 'team_added_to_org']);
/** Slack names no time with these; its limits count by the minute. */
const WAIT_UNSAID_MS = 30_000;

/** What the Web API threw, as a Trouble with a sentence for the log and the office. */
export function toTrouble(error: unknown, subject: Subject): Trouble {
  if (error instanceof Trouble) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) return busy(error.retryAfter * 1000, subject, error);
  if (error instanceof webApi.WebAPIPlatformError) return fromCode(error, subject);
  // 429 without a time to wait comes as a bare Error.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return busy(WAIT_UNSAID_MS, subject, error);
  const why = error instanceof Error ? error.message : String(error);
  return unsure(`Slack gave no clear answer to ${subject.method} (${why}).`, error);
}

/** Slack's own word for what went wrong, where it said one. */
export function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Trouble ? error.cause : error;
  return cause instanceof webApi.WebAPIPlatformError ? cause.data.error : undefined;
}

/**
 * Does Slack refuse a message for a file that it names? Web API calls say which block it is, an answer address only that it is
 * one of them.
 */
export function refusesFile(error: unknown): boolean {
  if (!(error instanceof Trouble) || error.kind !== 'refused' || !error.message.includes('invalid_blocks'))
    return false;
  return error.message.includes('slack file') || !error.message.includes('[ERROR]');
}

function fromCode(error: webApi.WebAPIPlatformError, { method, channel }: Subject): Trouble {
  const { error: code, response_metadata: more } = error.data;
  const { needed } = error.data as { needed?: string };
  if (code === 'missing_scope')
    return new Trouble(
      'gone',
      `The app lacks the scope ${needed ?? ''}. Update the app with \`lookout slack manifest\` and install it again.`,
      { cause: error, everywhere: true },
    );
  const sentence = Object.hasOwn(gone, code) ? gone[code] : undefined;
  if (sentence) {
    const at = channel ? `channel ${channel}` : 'channel';
    const everywhere = sentence === credentials;
    return new Trouble('gone', `${sentence(at, method)} (Slack: ${code})`, { cause: error, everywhere });
  }
  if (missing.has(code)) return trouble('missing', `The message is no longer in Slack (${code}).`, error);
  if (limited.has(code)) return busy((more?.retryAfter ?? WAIT_UNSAID_MS / 1000) * 1000, { method }, error);
  if (refused.has(code)) {
    const detail = more?.messages?.join(' ') ?? '';
    return trouble('refused', `Slack refuses ${method}: ${code}. ${detail}`.trim(), error);
  }
  return unsure(`Slack answered ${method} with “${code.slice(0, 100)}”.`, error);
}

function busy(wait: number, { method }: Subject, cause: unknown): Trouble {
  // At least a second: a wait of nothing would be a race against the same limit.
  const least = Math.max(wait, 1000);
  return new Trouble('busy', `Slack accepts no more ${method} for ${least / 1000} s.`, {
    wait: least,
    cause,
  });
}

function unsure(message: string, cause: unknown): Trouble {
  return trouble('unsure', message, cause);
}

function trouble(kind: TroubleKind, message: string, cause: unknown): Trouble {
  return new Trouble(kind, message, { cause });
}
