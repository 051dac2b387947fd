import type { Identity } from '../../../adapters/slack/client.ts';
import { readIncoming } from '../../../adapters/slack/incoming.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import type { Recorded } from '../harness.ts';

/** What Slack sent, and what it has to become; null for what nobody waits for. */
export type Row = readonly [title: string, body: object, expected: (Partial<Incoming> & object) | null];

const us: Identity = { user: 'U0BOT', bot: 'B0BOT', url: 'https://physics.slack.com/' };

const team = { id: 'T0PHYS', domain: 'physics' };
export const shared = {
  api_app_id: 'A0LOOK',
  token: 'x',
  team,
  enterprise: null,
  is_enterprise_install: false,
};
export const person = { platform: 'slack', id: 'U061F7AUR' };
export const post = {
  platform: 'slack',
  channel: 'C0RT',
  id: '1763712000.000100',
  url: 'https://physics.slack.com/archives/C0RT/p1763712000000100',
};

export function recordings(rows: readonly Row[]): Recorded[] {
  return rows.map(([title, body, expected]) => ({
    title,
    read: () => readIncoming(body, us)?.incoming ?? null,
    expected,
  }));
}
