import { aside, type Block, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten, type Text } from '../../chat/text.ts';
import { showDay, showMoment } from '../../time.ts';
import { namesOf, titleOf } from '../render.ts';
import type { Share } from './store.ts';

/** Members' words that are shown; the others are counted. */
const most = 5;

/** What is put before a chair or the office: what was shared, by whom and why; then what came of it. @param shares of one item in one group, at least one */
export function renderShare(shares: readonly Share[]): Message {
  const [first] = shares as [Share, ...Share[]];
  const { group, item } = first;
  const names = namesOf(shares);
  const blocks: Block[] = [
    paragraph([`Shared by ${names} for the digest of ${shorten(group.name, 120)}: `, titleOf(first)]),
    ...shares.slice(0, most).map((share) => paragraph(wordsOf(share, shares.length > 1))),
  ];
  if (shares.length > most) blocks.push(aside(`and ${shares.length - most} more`));
  if (item.summary) blocks.push(aside(shorten(item.summary, 300)));
  if (first.state === 'waiting')
    blocks.push(
      controls(
        button(`share-take:${first.id}`, 'Accept', 'primary'),
        button(`share-refuse:${first.id}`, 'Not for us'),
      ),
      aside(
        'If you accept it, it becomes a candidate for the next digest, with credit. The member who shared it hears your decision.',
      ),
    );
  else blocks.push(aside(decision(first)));
  return { summary: shorten(`Shared by ${names}: ${item.title}`, 280), blocks };
}

function wordsOf({ name, why }: Share, named: boolean): Text {
  return `${named ? `${shorten(name, 80)}: ` : ''}“${shorten(why, 350)}”`;
}

/** `Accepted by Ada Obi, Fri 20 Nov 2026, 08:10.` */
export function decision({ state, decidedBy, decidedAt, group: { zone } }: Share): string {
  const what = state === 'taken' ? 'Accepted' : 'Not taken up';
  const by = decidedBy === null ? '' : ` by ${shorten(decidedBy, 80)}`;
  return `${what}${by}${decidedAt ? `, ${showMoment(decidedAt, zone)}` : ''}.`;
}

/**
 * The word that a member hears in the end.
 * @param stood the day of the digest in which the item has come meanwhile, if it has
 */
export function renderWord(share: Share, stood: string | null): Message {
  const group = shorten(share.group.name, 120);
  const said =
    share.state === 'refused'
      ? ` was not taken up for the digest of ${group} this time. Thank you for sharing it; please share more.`
      : stood === null
        ? ` will be considered for the next digest of ${group}. Thank you for sharing it!`
        : ` is now in the digest of ${group} of ${showDay(stood)}. Thank you for sharing it!`;
  const text: Span[] = ['“', titleOf(share), '”', said];
  return { summary: shorten(`“${share.item.title}”${said}`, 280), blocks: [paragraph(text)] };
}
