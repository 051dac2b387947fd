import { countdown, fitting } from '../../chat/fit.ts';
import { aside, type Block, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import type { Destination } from '../../community/recipients.ts';
import type { Tx } from '../../db.ts';
import { showDay } from '../../time.ts';
import { cardKey, newsKey } from '../keys.ts';
import type { Council } from '../theme/store.ts';
import { nameOf, type State } from '../theme/theme.ts';
import type { Late } from './late.ts';

/** As what somebody is reminded. */
export type Why = 'owner' | 'group' | 'council' | 'advisory';

type Line = { theme: Late; why: Why };

const whys: readonly Why[] = ['owner', 'group', 'council', 'advisory'];

const expected: Readonly<Record<State, string>> = {
  raised: 'to be acknowledged by',
  taken: 'to be decided by',
  asked: 'to be answered by',
  decided: 'to be reported on by',
  acting: 'to be reported on by',
  parked: 'parked until',
  done: '',
  declined: '',
};

/**
 * All that is overdue in one place, in one message: as many as fit, the rest counted.
 * @param lines at least one, in the order in which they are shown
 * @param pause working days until it comes again
 */
export async function renderOverdue(
  tx: Tx,
  lines: readonly Line[],
  council: Council,
  to: Destination,
  pause: number,
): Promise<Message> {
  const name = shorten(council.name, 80);
  const ways = await waysTo(tx, lines, council, to);
  const drawn = (most: number): Block[] => [
    ...whys.flatMap((why) => {
      const own = lines.filter((line) => line.why === why);
      if (own.length === 0) return [];
      const shown = own.slice(0, most).map(({ theme }) => paragraph(lineOf(theme, why, ways.get(theme.id))));
      const rest = own.length - shown.length;
      const more = rest > 0 ? [aside(`And ${rest} more. To see all, type /escalate register`)] : [];
      return [paragraph(leadOf(why, own.length, name, to)), ...shown, ...more];
    }),
    aside(
      `The buttons under each card show what you can do. Until something happens, this reminder comes every ${pause === 1 ? 'working day' : `${pause} working days`}.`,
    ),
  ];
  const count = lines.length;
  const summary = count === 1 ? `${nameOf(lines[0]!.theme.number)} waits` : `${count} themes wait`;
  return fitting(countdown(20), (most) => ({ summary, blocks: drawn(most) }));
}

function leadOf(why: Why, count: number, council: string, to: Destination): string {
  const themes = count === 1 ? 'One theme' : `${count} themes`;
  const needs = count === 1 ? 'needs' : 'need';
  switch (why) {
    case 'owner':
      return `${themes} that you have taken for ${council} ${needs} a next step:`;
    case 'group': {
      const whose = 'channel' in to ? 'this group' : 'your group';
      return `${council} has asked ${whose} a question and cannot continue without the answer:`;
    }
    case 'council':
      return `${themes} before ${council} ${needs} a next step:`;
    case 'advisory':
      return `${themes} before ${council} still ${needs} a next step, although the council has been reminded. Please speak to the council:`;
  }
}

function lineOf(theme: Late, why: Why, url: string | undefined): Span[] {
  const title = shorten(`${nameOf(theme.number)} · ${theme.title}`, 90);
  const words = why === 'group' ? theme.question?.words : null;
  return [
    url ? { text: title, bold: true, link: url } : { text: title, bold: true },
    theme.urgency === 'urgent' ? ' · urgent' : '',
    ` · ${expected[theme.state]} ${showDay(theme.dueDay)}`,
    ...(words ? [`: “${shorten(words.replace(/\s+/g, ' '), 150)}”`] : []),
    ...(why === 'council' || why === 'advisory' ? [` · ${holderOf(theme)}`] : []),
  ];
}

function holderOf({ owner }: Late): string {
  return owner === null ? 'nobody has it' : `${shorten(owner, 60)} has it`;
}

/** Where each theme is read: for a group the question, for others the card; in this place if it stands there, else on this platform. */
async function waysTo(
  tx: Tx,
  lines: readonly Line[],
  council: Council,
  to: Destination,
): Promise<Map<number, string>> {
  const keys = new Map<string, number>();
  for (const { theme, why } of lines) {
    const places = why === 'group' ? await channelsOf(tx, theme) : council.channels;
    for (const place of places)
      keys.set(
        why === 'group' ? newsKey(theme.id, theme.question?.id ?? 0, place) : cardKey(theme.id, place),
        theme.id,
      );
  }
  const posts = await tx.delivery.findMany({
    where: { key: { in: [...keys.keys()] }, postUrl: { not: null } },
    select: { key: true, platform: true, channel: true, postUrl: true },
    orderBy: { id: 'asc' },
  });
  const rank = ({ platform, channel }: { platform: string; channel: string | null }) =>
    platform !== to.platform ? 2 : 'channel' in to && channel !== to.channel ? 1 : 0;
  const ways = new Map<number, string>();
  for (const post of posts.sort((a, b) => rank(a) - rank(b))) {
    const id = keys.get(post.key)!;
    if (!ways.has(id) && post.postUrl!.length <= 250) ways.set(id, post.postUrl!);
  }
  return ways;
}

function channelsOf(tx: Tx, theme: Late): Promise<{ platform: string; channel: string }[]> {
  return tx.channel.findMany({
    where: { groupId: { in: theme.groups.map(({ groupId }) => groupId) } },
    select: { platform: true, channel: true },
  });
}
