import { startSlack } from '../sandbox/slack/start.ts';
import { visibleText } from '../sandbox/slack/visible.ts';
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
    people: () => users.map(({ id }) => id),
    async vote(user, poll, channels) {
      const channel = any(channels)!;
      const message = slack.state.channels
        .get(channel)!
        .messages.find((one) => optionsOf(one, poll).length > 0);
      const button = any(message ? optionsOf(message, poll) : []);
      if (!message || !button) throw new Error(`the poll does not stand in ${channel}`);
      const { acked, ackMs } = await slack.act.press({ user, channel, ts: message.ts, actionId: button.id });
      return { option: button.label, acked, ackMs };
    },
    copies: (poll) =>
      messages()
        .filter((message) => optionsOf(message, poll).length > 0)
        .map(({ blocks = [], ts, channel }) => ({
          text: visibleText(blocks),
          edits: slack.state.calls.filter(
            ({ method, args, status }) =>
              method === 'chat.update' && status === 200 && args.ts === ts && args.channel === channel,
          ).length,
        })),
    close: () => slack.close(),
  };
}

function usefulOf(message: Message): { id: string; label: string }[] {
  return buttonsOf(message, 'useful:');
}

function optionsOf(message: Message, poll: number): { id: string; label: string }[] {
  return buttonsOf(message, `vote:${poll}/`);
}

function buttonsOf({ blocks = [] }: Message, start: string): { id: string; label: string }[] {
  return blocks.flatMap(({ elements }) =>
    Array.isArray(elements)
      ? elements.flatMap(({ action_id: id, text }) =>
          String(id).startsWith(start) ? [{ id: String(id), label: String(text?.text) }] : [],
        )
      : [],
  );
}
