import { type Card, fitting, paginate, titleOfPart } from '../chat/fit.ts';
import { aside, type Block, button, controls, heading, type Message, paragraph } from '../chat/message.ts';
import { type Span, shorten } from '../chat/text.ts';
import { showDay } from '../time.ts';
import type { Edition, Entry } from './store.ts';
import { reasonsOf } from './store.ts';
import { why } from './why.ts';

const kinds = {
  journal: 'Journal paper',
  conference: 'Conference',
  meeting: 'Meeting',
  policy: 'Policy',
  regulation: 'Regulation',
} as const;

/** One message of an edition, and the ids of the entries that stand in it. */
export interface Page {
  message: Message;
  entries: number[];
}

/** An edition as it stands in a channel, in as many messages as it takes. */
export function renderEdition(edition: Edition): Page[] {
  const chosen = chosenOf(edition);
  const [first = [], ...rest] = chosen.map((entry) => cardOf(entry));
  const body = [[...head(edition), ...first], ...rest];
  const title = titleOfEdition(edition);
  return withFoot(edition, body).map((own, page, pages) => ({
    message: { summary: titleOfPart(title, page, pages.length), blocks: own.flat() },
    // A card each, and the foot behind them.
    entries: own.flatMap((card) => chosen[body.indexOf(card)]?.id ?? []),
  }));
}

/** The foot shall not make a message of its own: then fewer of the also seen are named. */
function withFoot(edition: Edition, body: readonly Card[]): Card[][] {
  const least = paginate(body).length;
  let pages: Card[][] = [];
  for (const most of [5, 3, 1, 0]) {
    pages = paginate([...body, ...foot(edition, most)]);
    if (pages.length === least) break;
  }
  return pages;
}

/**
 * An item with its buttons, and with what became of it where the council has it.
 * @param most characters of that. @param flag whether its button is there
 */
export function cardOf(entry: Entry, most = 300, flag = true): Card {
  const { outcome, _count } = entry;
  const { usefuls } = _count;
  return [
    paragraph([`${entry.rank}. `, titleOf(entry)]),
    aside(`${originOf(entry)}\nWhy: ${whyOf(entry)}`),
    ...(outcome && most > 0 ? [aside(shorten(outcome, most))] : []),
    controls(
      button(`useful:${entry.id}`, usefuls ? `👍 Useful · ${usefuls}` : '👍 Useful'),
      button(`discuss:${entry.id}`, '💬 Discuss'),
      button(`idea:entry/${entry.id}`, '💡 Idea'),
      ...(flag ? [button(`flag:entry/${entry.id}`, '🚩 Flag')] : []),
    ),
  ];
}

/** What stands above the first item. */
export function head(edition: Edition): Block[] {
  return [heading(titleOfEdition(edition)), aside(intro(edition))];
}

/** What stands below the last item, if there is anything. @param most how many of the also seen are named */
export function foot(edition: Edition, most: number): Card[] {
  const blocks = [...alsoSeen(edition, most), ...attributions(chosenOf(edition))];
  return blocks.length > 0 ? [blocks] : [];
}

/**
 * The same for one person's eyes: a list without buttons, in one message, with as much about each item as that carries.
 * @param above what stands above it in the same message
 */
export function renderList(edition: Edition, above: readonly Block[] = []): Message {
  const list = (also: number, ...card: ((entry: Entry) => Block)[]) => ({
    summary: titleOfEdition(edition),
    blocks: [
      ...above,
      ...head(edition),
      ...chosenOf(edition).flatMap((entry) => card.map((draw) => draw(entry))),
      ...alsoSeen(edition, also),
    ],
  });
  const linked = (entry: Entry) => paragraph([`${entry.rank}. `, titleOf(entry)]);
  const reason = (entry: Entry) => aside(`Why: ${whyOf(entry)}`);
  const bare = ({ rank, item }: Entry) => paragraph(`${rank}. ${shorten(item.title, 90)}`);
  const drawings = [() => list(12, linked, reason), () => list(5, linked), () => list(0, bare)];
  return fitting(drawings, (draw) => draw());
}

export function chosenOf(edition: Edition): Entry[] {
  return edition.entries.filter(({ rank }) => rank !== null);
}

export function titleOfEdition({ group, day }: Edition): string {
  return `${shorten(group.name, 120)} · ${showDay(day)}`;
}

function intro(edition: Edition): string {
  const chosen = chosenOf(edition).length;
  const all = edition.entries.length;
  if (all === 0) return 'Nothing new today.';
  if (chosen === 0)
    return all === 1
      ? 'The one new item does not match your topics.'
      : `None of the ${all} new items matches your topics.`;
  return all === chosen
    ? `${chosen} new ${chosen === 1 ? 'item' : 'items'} for your group.`
    : `${chosen} of ${all} new items, chosen for your group.`;
}

export function titleOf({ item }: { item: Pick<Entry['item'], 'title' | 'address'> }): Span {
  const text = shorten(item.title || 'Untitled', 150);
  return item.address && item.address.length <= 400
    ? { text, bold: true, link: item.address }
    : { text, bold: true };
}

export function originOf(entry: Pick<Entry, 'item' | 'groupId' | 'reasons'>): string {
  const [seen] = entry.item.sightings;
  const shares = sharesOf(entry);
  const [first] = shares;
  const from = seen && `${kinds[seen.source.kind]} · ${shorten(entry.item.journal ?? seen.source.name, 80)}`;
  if (!first) return from ?? 'From the horizon scan';
  const names = namesOf(shares);
  return from ? `${from} · shared by ${names}` : `Shared by ${names} · ${shorten(first.group.name, 120)}`;
}

/** Why it was chosen; of what was shared, in the member's own words. */
function whyOf(entry: Entry): string {
  const [first] = sharesOf(entry);
  return shorten(why(reasonsOf(entry), first && shorten(first.why, 100)), 150);
}

/** Who of the entry's own group has shared it, if that is a reason why it stands there. */
function sharesOf(entry: Pick<Entry, 'item' | 'groupId' | 'reasons'>): Entry['item']['shares'] {
  if (!reasonsOf(entry).some(({ kind }) => kind === 'shared')) return [];
  return entry.item.shares.filter((share) => share.groupId === entry.groupId);
}

/** `Ben Marsh`, `Ben Marsh and Cleo Tan`, `Ben Marsh, Cleo Tan and 2 others`. */
export function namesOf(shares: readonly { name: string }[]): string {
  const [first, second, ...more] = shares.map(({ name }) => shorten(name, 80));
  if (more.length > 0)
    return `${first}, ${second} and ${more.length === 1 ? '1 other' : `${more.length} others`}`;
  return second === undefined ? (first ?? 'a member') : `${first} and ${second}`;
}

/** @param most how many are named; the others are counted */
function alsoSeen(edition: Edition, most: number): Block[] {
  const also = edition.entries.filter(({ rank }) => rank === null);
  if (also.length === 0) return [];
  if (most === 0) return [aside(`Also seen: ${also.length} more. Type /horizon today to see them.`)];
  const shown = also.slice(0, most);
  const spans: Span[] = ['Also seen: '];
  for (const [at, { item }] of shown.entries()) {
    const text = shorten(item.title || 'Untitled', 70);
    const linked = item.address !== null && item.address.length <= 200;
    spans.push(at > 0 ? ' · ' : '', linked ? { text, link: item.address! } : text);
  }
  if (also.length > shown.length) spans.push(` · and ${also.length - shown.length} more`);
  return [aside(spans)];
}

/** What the sources' licences ask to be said, each once. */
function attributions(chosen: readonly Entry[]): Block[] {
  const said = new Set(
    chosen.flatMap(({ item }) => item.sightings.flatMap(({ source }) => source.attribution ?? [])),
  );
  return said.size > 0 ? [aside(shorten([...said].join(' · '), 400))] : [];
}
