import { afterEach, expect, it } from 'vitest';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';

let lookout: RunningApp | undefined;
afterEach(() => lookout?.close());

it('starts without a platform that is away, says so when asked, and connects it once it is back', async () => {
  lookout = await openApp('2026-11-20T06:00:00Z', { LOOKOUT_PORT: '0' });
  await lookout.service.stop();
  lookout.sandboxes.slack.faults.add({ kind: 'server-error', on: 'apps.connections.open', times: 1 });
  await lookout.restart();
  const ready = () => fetch(`http://127.0.0.1:${lookout!.service.healthPort}/readyz`);
  const early = await ready();
  expect([early.status, await early.text()]).toEqual([503, 'slack is not connected yet\n']);
  const onOther = onDiscord(lookout.sandboxes, '1200000000000000001', '1100000000000000001');
  expect(await onOther.command('horizon', 'today')).toContain('There is no digest yet.');
  await until(async () => (await ready()).ok);
  expect(await onSlack(lookout.sandboxes, 'U0ADA00001', 'C0COMPUTING').command('horizon', 'today')).toContain(
    'There is no digest yet.',
  );
});

it('does not start with a token that a platform does not accept, and says how to mend it', async () => {
  await expect(openApp('2026-11-20T06:00:00Z', { SLACK_BOT_TOKEN: 'xoxb-wrong' })).rejects.toThrow(
    /Slack does not accept the bot token\. .+SLACK_BOT_TOKEN/,
  );
  lookout = undefined;
});
