import type { RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Somebody } from '../support/people.ts';
import { sql } from '../support/sql.ts';

/** Ada chairs clinical computing, which has a channel on each platform; Ben is a member; Cleo is of the office. */
export const ada = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0ADA00001', 'C0COMPUTING');
export const adaThere = ({ sandboxes }: RunningApp) =>
  onDiscord(sandboxes, '1200000000000000001', '1100000000000000001');
export const ben = ({ sandboxes }: RunningApp) => onSlack(sandboxes, 'U0BEN00001', 'C0COMPUTING');
export const cleo = ({ sandboxes }: RunningApp) =>
  onDiscord(sandboxes, '1200000000000000002', '1100000000000000001');

/** A shortcut on a message, by the ways of its platform. */
export async function onMessage(
  { sandboxes }: RunningApp,
  platform: 'slack' | 'discord',
  ts: string,
): Promise<void> {
  const { acked } =
    platform === 'slack'
      ? await sandboxes.slack.act.shortcut({
          user: 'U0BEN00001',
          callbackId: 'idea',
          channel: 'C0COMPUTING',
          ts,
        })
      : await sandboxes.discord.act.shortcut({
          user: '1200000000000000002',
          channel: '1100000000000000001',
          message: ts,
          name: 'Make this an idea',
        });
  if (!acked) throw new Error('a shortcut was not acknowledged');
}

/** Opens the form and sends it off. @returns what they heard */
export async function send(who: Somebody, fields: Record<string, string | string[]>): Promise<string> {
  await who.opens(() => who.type('idea', ''));
  const { said, problems } = await who.submit({ text: 'Because it would help.', ...fields });
  if (said === undefined) throw new Error(`the form came back: ${JSON.stringify(problems)}`);
  return said;
}

/** Lets nobody into a database, and puts out whoever is in, until it is called with true. */
export async function reachable(server: string, databaseUrl: string, open: boolean): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  await sql(server, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${open}`);
  if (!open)
    await sql(server, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}
