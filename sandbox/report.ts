import { flatten, TYPE } from './discord/component.ts';
import { visibleText as discordText } from './discord/text/markdown.ts';
import type { Sandboxes } from './sandboxes.ts';
import { visibleText as slackText } from './slack/visible.ts';

interface Post {
  platform: 'slack' | 'discord';
  channel: string;
  name: string;
  /** Rows of buttons: one an item. */
  rows: number;
  at: Date;
  /** What a reader sees, buttons in brackets. */
  text: string;
}

/** Everything that stands in the channels of both servers, oldest first. */
export function posts({ slack, discord }: Sandboxes): Post[] {
  const onSlack = [...slack.state.channels.values()].flatMap(({ id, name, messages }) =>
    messages.map((message): Post => {
      const blocks = (message.blocks ?? []) as {
        type?: unknown;
        elements?: { text?: { text?: string } }[];
      }[];
      const lines = blocks.map((block) =>
        block.type === 'actions'
          ? `${(block.elements ?? []).map(({ text }) => `[${text?.text ?? ''}]`).join(' ')}\n`
          : slackText([block]),
      );
      const rows = blocks.filter(({ type }) => type === 'actions').length;
      return {
        platform: 'slack',
        channel: id,
        name,
        rows,
        at: new Date(Number(message.ts) * 1000),
        text: lines.join('\n'),
      };
    }),
  );
  const onDiscord = [...discord.state.channels.values()].flatMap(({ id, name, messages }) =>
    messages.map((message): Post => {
      const all = flatten(message.components);
      const lines = all.flatMap((one) => {
        if (one.type === TYPE.text) return [discordText(one.content ?? '')];
        if (one.type === TYPE.row)
          return [(one.components ?? []).map(({ label }) => `[${label ?? ''}]`).join(' ')];
        return [];
      });
      const rows = all.filter(({ type }) => type === TYPE.row).length;
      return { platform: 'discord', channel: id, name, rows, at: message.createdAt, text: lines.join('\n') };
    }),
  );
  return [...onSlack, ...onDiscord].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A row a post: group, platform, channel, items, posted at. */
export function table(sandboxes: Sandboxes): string {
  const head = ['group', 'platform', 'channel', 'items', 'posted at'];
  const rows = posts(sandboxes).map(({ name, platform, channel, rows, at }) => [
    name,
    platform,
    channel,
    String(rows),
    london(at),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** The first post as a reader sees it. */
export function text(sandboxes: Sandboxes): string {
  const [first] = posts(sandboxes);
  return first ? `#${first.name} on ${first.platform}:\n\n${first.text}` : 'Nothing was posted.';
}

/** The payloads of all posts as the two servers received them. */
export function payloads({ slack, discord }: Sandboxes): { slack: unknown[]; discord: unknown[] } {
  return {
    slack: [...slack.state.channels.values()].flatMap(({ messages }) =>
      messages.map(({ received }) => unpacked(received)),
    ),
    discord: [...discord.state.channels.values()].flatMap(({ messages }) =>
      messages.map(({ payload }) => payload),
    ),
  };
}

/** Slack's SDK sends a form, in which blocks and metadata are JSON as text. */
function unpacked(form: Readonly<Record<string, unknown>>): object {
  const read = (value: unknown) =>
    typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, read(value)]));
}

function london(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(at);
}
