import { countdown, fitting } from '../../chat/fit.ts';
import { aside, type Block, heading, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { topicName } from '../../taxonomy/topics.ts';
import type { Council } from '../theme/store.ts';
import { nameOf } from '../theme/theme.ts';
import { findThings, type Thing, titleOf, waysTo } from '../theme/thing.ts';
import type { Gathering } from './gathering.ts';

/** Things in one message at most; the rest is counted. */
const atOnce = 12;

/** That several groups gather on a topic, with what they have flagged. @param to the platform on which links are best read, and as what it is read */
export async function renderForming(
  tx: Tx,
  { topic, groupIds, things }: Gathering,
  council: Council,
  to: { platform: string; whom: 'council' | 'chair' },
): Promise<Message> {
  const groups = await tx.group.findMany({
    where: { id: { in: groupIds } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
  const named = (ids: readonly number[], most: number) =>
    groups.flatMap(({ id, name }) => (ids.includes(id) ? [shorten(name, most)] : []));
  const rows = await findThings(tx, { id: { in: things.slice(0, atOnce).map(({ id }) => id) } });
  const ways = await waysTo(tx, rows, to.platform);
  const lines = things.slice(0, atOnce).flatMap(({ id, flags, groupIds: ids, theme }) => {
    const thing = rows.find((row) => row.id === id);
    if (!thing) return [];
    const by = `${flags === 1 ? '1 flag' : `${flags} flags`} (${shorten(named(ids, 40).join(', '), 120)})`;
    return [paragraph(lineOf(thing, by, theme, ways.get(id)))];
  });
  const name = topicName(topic);
  const drawn = (most: number): Block[] => {
    const rest = things.length - Math.min(most, lines.length);
    return [
      heading(shorten(`A theme may be forming: ${name}`, 150)),
      paragraph(
        `Within a month, members of ${shorten(listed(named(groupIds, 60)), 500)} have flagged things about ${name.toLowerCase()}:`,
      ),
      ...lines.slice(0, most),
      ...(rest > 0 ? [aside(`And ${rest} more.`)] : []),
      aside(to.whom === 'chair' ? forChair(council.name) : forCouncil),
    ];
  };
  const summary = shorten(`Several groups flag ${name.toLowerCase()}`, 280);
  return fitting(countdown(lines.length), (most) => ({ summary, blocks: drawn(most) }));
}

function forChair(council: string): string {
  return `You chair one of these groups. To bring it to ${shorten(council, 80)}, type /escalate in your group’s channel: you can tick what your members have flagged. If another group has raised a similar theme, you see it first and can join it.`;
}

const forCouncil =
  'The chairs of these groups have been told too. To watch the topic in the groups’ digests, or to call for ideas, type /escalate priority';

/** What stood in a group's channel is not carried to others: of a message only that there is one. */
function lineOf(thing: Thing, by: string, theme: number | null, url: string | undefined): Span[] {
  const title = thing.kind === 'message' ? 'A message in a channel' : shorten(titleOf(thing), 120);
  return [
    url ? { text: title, bold: true, link: url } : { text: title, bold: true },
    ` · ${by}`,
    theme === null ? '' : ` · in ${nameOf(theme)}`,
  ];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
