import type { App } from '../../app.ts';
import type { CommandSpec } from '../../chat/feature.ts';
import { help } from '../../chat/help.ts';
import type { Command, PersonRef } from '../../chat/incoming.ts';
import { aside, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { DEFAULT_MONTHS } from '../cutoff.ts';
import { actingSubject } from '../data-subject.ts';
import { findKnown, othersOf } from '../linking/store.ts';
import type { Known } from '../linking/survivor.ts';
import { called, list, side } from '../words.ts';
import { type StoredData, storedDataOf } from './held.ts';

/** `/mydata`: what is held of whoever asks, in words and numbers, for how long, and what one can do about it. */
export async function show(app: App, { person }: Command, spec: CommandSpec): Promise<Reply> {
  const { db, secret, retentionMonths = DEFAULT_MONTHS } = app;
  const known = await findKnown(db, person);
  const held = await storedDataOf(db, await actingSubject(db, person), {
    secret,
    at: app.now(),
    inConfidence: true,
  });
  return whisper({
    summary: 'What is stored about you',
    blocks: [
      paragraph(accountsIn(known, person)),
      paragraph(
        held.roles.length + countsIn(held).length === 0 ? 'Nothing else is stored about you.' : inWords(held),
      ),
      aside(
        `How long: your name is removed from votes, ideas and shares ${retentionMonths} months after the poll, idea or share ends, and from flags ${retentionMonths} months after you flagged. Messages are deleted at the same age. The counts stay, without names. Only you see this.`,
      ),
      ...help(spec).blocks,
    ],
  });
}

function accountsIn(known: Known | null, person: PersonRef): string {
  const name = known?.name ? `The office knows you as ${called(known.name)}. ` : '';
  const others = known ? othersOf(known, person) : [];
  if (others.length === 0) return `${name}This account is not linked to another.`;
  const sides = others.map(({ platform }) => side(platform));
  return `${name}Your accounts here and on ${list(sides, 'and')} count as one person, with one vote and the same roles.`;
}

function inWords(held: StoredData): string {
  const roles = held.roles.map(({ group, role }) => `${role} of ${shorten(group, 80)}`);
  const first = roles.length > 0 ? `You are ${shorten(list(roles, 'and'), 600)}. ` : '';
  const counts = countsIn(held);
  return counts.length > 0 ? `${first}Lookout stores ${list(counts, 'and')}.` : first.trim();
}

/** `3 votes in polls, 1 of them anonymous`. Nothing of what there is none of. */
function countsIn(held: StoredData): string[] {
  const { ideas, votes } = held;
  const anonymous = {
    ideas: ideas.filter(({ signed }) => !signed).length,
    votes: votes.filter((vote) => vote.anonymous).length,
  };
  const of = (count: number, one: string, many: string, hidden = 0) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}${hidden > 0 ? ` (${hidden} anonymous)` : ''}`];
  return [
    ...of(held.foundUseful.length, 'item that you found useful', 'items that you found useful'),
    ...of(votes.length, 'vote of yours in a poll', 'votes of yours in polls', anonymous.votes),
    ...of(held.pollsAsked.length, 'poll that you asked', 'polls that you asked'),
    ...of(ideas.length, 'idea that you sent in', 'ideas that you sent in', anonymous.ideas),
    ...of(held.supports.length, 'idea that you support', 'ideas that you support'),
    ...of(held.follows.length, 'idea that you follow', 'ideas that you follow'),
    ...of(held.questionsAsked.length, 'question that you asked', 'questions that you asked'),
    ...of(held.shares.length, 'item that you shared', 'items that you shared'),
    ...of(held.flags.length, 'thing that you flagged', 'things that you flagged'),
    ...of(held.themesRaised.length, 'theme that you raised', 'themes that you raised'),
    ...of(held.themesTaken.length, 'theme that you took on', 'themes that you took on'),
    ...of(
      held.needsDecided.length +
        held.ideasDecided.length +
        held.sharesDecided.length +
        held.stopsSet.length +
        held.themesDecided.length +
        held.prioritiesSet.length,
      'decision that you made',
      'decisions that you made',
    ),
    ...of(held.messagesToYou.length, 'message that was sent to you', 'messages that were sent to you'),
    ...(held.stoppedUntil ? ['that you are stopped from sending in ideas for a time'] : []),
  ];
}
