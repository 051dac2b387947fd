import { startSlack } from '../sandbox/slack/start.ts';
import type { Message } from '../sandbox/slack/workspace.ts';
import { any, type Side } from './side.ts';
import { allChannels, type Size, usersOf } from './world.ts';

/** A Slack workspace that keeps Slack's pace: one post a second and channel. */
export async function slackSide(size: Size): Promise<Side> {
  const users = usersOf('slack');
  const seed = { botToken: 'xoxb-bench-bot', appToken: 'xapp-bench-app', signingSecret: 'bench-signing' };
  const slack = await startSlack({
    workspace: { ...seed, users, channels: allChannels(size, 'slack') },
    pace: true,
  });
  const messages = () => [...slack.state.channels.values()].flatMap((channel) => channel.messages);
  return {
    env: {
      SLACK_BOT_TOKEN: seed.botToken,
      SLACK_APP_TOKEN: seed.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
    standing: () =>
      messages().map(({ channel, ts, metadata }) => ({
        channel,
        once: String((metadata?.event_payload as { key?: unknown } | undefined)?.key),
        at: Number(ts) * 1000,
      })),
    shown: () => messages().flatMap(usefulOf),
    refused: () => slack.state.calls.filter(({ status }) => status === 429).length,
    press(channels) {
      const message = any(slack.state.channels.get(any(channels)!)!.messages);
      const button = message && any(usefulOf(message));
      if (!button) return undefined;
      const user = any(users)!.id;
      const act = { user, channel: message.channel, ts: message.ts, actionId: button.id };
      return slack.act
        .press(act)
        .then(({ acked, ackMs }) => ({ pair: `${user} ${button.id}`, acked, ackMs }));
    },
    close: () => slack.close(),
  };
}

function usefulOf({ blocks = [] }: Message): { id: string; label: string }[] {
  return blocks.flatMap(({ elements }) =>
    Array.isArray(elements)
      ? elements.flatMap(({ action_id: id, text }) =>
          String(id).startsWith('useful:') ? [{ id: String(id), label: String(text?.text) }] : [],
        )
      : [],
  );
}
