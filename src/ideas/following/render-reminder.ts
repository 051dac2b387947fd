import { aside, type Block, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import type { Destination } from '../../community/recipients.ts';
import type { Tx } from '../../db.ts';
import { showDate } from '../../time.ts';
import { nameOf, SILENT_WORKING_DAYS, states } from '../idea/idea.ts';
import { postsOf, wayTo } from '../idea/posts.ts';
import { findIdea, type Idea } from '../idea/store.ts';

/** Ideas in one message; more come on the next working day. */
export const REMINDED_AT_ONCE = 8;

/** The ideas of which nothing was heard, as whoever can change that reads of them. @param ids at most `atOnce` */
export async function renderReminder(
  tx: Tx,
  ids: readonly number[],
  whom: 'chair' | 'office',
  to: Destination,
): Promise<Message> {
  const channel = 'channel' in to ? to.channel : null;
  const lines: Block[] = [];
  for (const id of ids) {
    const idea = await findIdea(tx, id);
    lines.push(paragraph(line(idea, wayTo(await postsOf(tx, idea.id), { ...to, channel }), whom)));
  }
  const [what, them] = ids.length === 1 ? ['one idea', 'it'] : [`${ids.length} ideas`, 'them'];
  const lead =
    whom === 'chair'
      ? `No news on ${what} for ${SILENT_WORKING_DAYS} working days. Please tell the people who sent ${them} in how things stand.`
      : `No news on ${what} for a long time, although the chair was reminded (or there is none). Please tell the people who sent ${them} in how things stand.`;
  return {
    summary: shorten(`No news on ${what}`, 280),
    blocks: [
      paragraph(lead),
      ...lines,
      aside(
        'To set a status, press “For chairs…” under the idea; a no counts too. An answered question to the sender also counts: type /idea ask N. Lookout does not read threads, so comments there do not count.',
      ),
    ],
  };
}

function line(idea: Idea, url: string | undefined, whom: 'chair' | 'office'): Span[] {
  const title = shorten(`${nameOf(idea.number!)} · ${idea.title}`, 70);
  const last = idea.changes.at(-1)?.at ?? idea.takenInAt ?? idea.sentAt;
  const since = `since ${showDate(last, idea.group.zone)}`;
  const group = whom === 'office' ? `${shorten(idea.group.name, 40)}, ` : '';
  return [
    url ? { text: title, link: url } : title,
    ` (${group}${states[idea.state].toLowerCase()} ${since})`,
  ];
}
