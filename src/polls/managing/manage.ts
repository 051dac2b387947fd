import type { App } from '../../app.ts';
import type { Card } from '../../chat/fit.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import { aside, type Button, button, controls, type Message, paragraph, say } from '../../chat/message.ts';
import { pageOfRows, renderPage, turnIn } from '../../chat/paging.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import type { Span } from '../../chat/text.ts';
import { type Actor, actorOf, isOffice } from '../../community/access.ts';
import { type Group, groupOfChannel } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { showMoment } from '../../time.ts';
import { pollKey } from '../keys.ts';
import { may } from '../rights.ts';
import { findPoll, liveTallyOf, type Poll } from '../store.ts';
import { people } from '../words.ts';

/** Polls on one page: what the controls of more would take is over a platform's limit. */
const POLLS_A_PAGE = 5;

/**
 * `/needs polls`: the open polls of the channel's group, and for who may act on them what they can do. The office sees all polls
 * where no group is at home. `/needs polls 2` is the second page.
 */
export async function listPolls(app: Pick<App, 'db' | 'now'>, command: Command): Promise<Reply> {
  return whisper(await draw(app, command, (Number.parseInt(command.words, 10) || 1) - 1));
}

/** Another page in place of the one that was touched: `poll-list:1`. */
export async function turnPolls(app: Pick<App, 'db' | 'now'>, press: Press): Promise<Reply> {
  return redraw(await draw(app, press, turnIn(press.id).page));
}

/** @param wanted from 0; behind the last, the last */
async function draw(
  { db, now }: Pick<App, 'db' | 'now'>,
  { person, channel }: Pick<Command, 'person' | 'channel'>,
  wanted: number,
): Promise<Message> {
  const who = await actorOf(db, person);
  const group = channel === null ? null : await groupOfChannel(db, person.platform, channel);
  const everywhere = isOffice(who.roles) && (group === null || group.kind === 'office');
  if (!group && !everywhere)
    throw new Refusal("This channel belongs to no group. Please ask in your group's channel.");
  const at = now();
  const listed = await find(db, at, everywhere ? null : group);
  const seen = listed.filter((poll) => poll.state === 'open' || may(who, 'close', poll));
  if (seen.length === 0)
    return say('No poll is open here at the moment. To see what earlier polls found, type /needs');
  const page = pageOfRows(wanted, seen.length, POLLS_A_PAGE);
  const cards: Card[] = [];
  for (const poll of seen.slice(page.from, page.from + POLLS_A_PAGE)) {
    const key = channel === null ? null : pollKey(poll.id, { platform: person.platform, channel });
    cards.push(await card(db, who, poll, key, group?.zone ?? poll.zone));
  }
  return renderPage({ title: 'Polls', head: [], turn: (to) => `poll-list:${to}` }, cards, page);
}

/** Open ones first, the next to close before the others; then the planned ones. @param group null for everybody's */
async function find(tx: Tx, now: Date, group: Group | null): Promise<Poll[]> {
  const groups = group ? { some: { groupId: group.id } } : {};
  const open = await tx.poll.findMany({
    where: { state: 'open', closesAt: { gt: now }, groups },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const planned = await tx.poll.findMany({
    where: { state: 'planned', groups },
    orderBy: [{ opensAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return Promise.all([...open, ...planned].map(({ id }) => findPoll(tx, id)));
}

/** @param key of the poll's message in the channel where it was asked for */
async function card(tx: Tx, who: Actor, poll: Poll, key: string | null, zone: string): Promise<Card> {
  const title: Span = { text: poll.question, bold: true };
  const deeds = buttons(who, poll);
  const row = deeds.length > 0 ? [controls(...deeds)] : [];
  if (poll.state === 'planned') {
    const again = poll.repeat === 'never' ? '' : `, and then ${poll.repeat}`;
    return [paragraph([title]), aside(`Goes out ${showMoment(poll.opensAt, zone)}${again}.`), ...row];
  }
  const { answers } = await liveTallyOf(tx, poll);
  const copy = key === null ? null : await tx.delivery.findUnique({ where: { key } });
  const so = `Open until ${showMoment(poll.closesAt, zone)}. ${answers === 0 ? 'Nobody has answered yet.' : `${people(answers)} answered so far.`}`;
  const where: Span[] = copy?.state === 'posted' ? [' ', { text: 'It is here.', link: copy.postUrl! }] : [];
  return [paragraph([title]), aside([so, ...where]), ...row];
}

function buttons(who: Actor, poll: Poll): Button[] {
  const { id, state, repeat, previousId } = poll;
  if (state === 'planned') {
    const label = repeat !== 'never' && previousId !== null ? 'Stop repeating' : 'Discard';
    return may(who, 'close', poll) ? [button(`poll-stop:${id}`, label, 'danger')] : [];
  }
  return [
    ...(may(who, 'close', poll) ? [button(`poll-closing:${id}`, 'Close now')] : []),
    ...(may(who, 'hide', poll) ? [button(`poll-hiding:${id}`, 'Hide an option')] : []),
    ...(may(who, 'see names', poll) ? [button(`poll-chosen:${id}`, 'Who chose what')] : []),
  ];
}
