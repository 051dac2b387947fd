import type { App } from '../../app.ts';
import type { Reaction } from '../../chat/incoming.ts';
import { aside, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { nothing, type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { submitFlagOn } from './flag.ts';
import { groupFor } from './group.ts';
import { entriesOf, ownMessageAt } from './own-message.ts';
import { type SubjectRef, subjectOf } from './subject.ts';

/**
 * A reaction of the configuration, put on a message of ours, flags at once what that shows, without a reason; where several things
 * stand in it, the person is asked which. Taking the reaction off again changes nothing: a flag is taken back by *Flag*.
 */
export async function flagByReaction(
  { db, now, flagReactions = [] }: Pick<App, 'db' | 'now' | 'flagReactions'>,
  reaction: Reaction,
): Promise<Reply> {
  if (!flagReactions.some((one) => bare(one) === bare(reaction.emoji))) return nothing;
  const ours = await ownMessageAt(db, reaction.post);
  const [meant, ...more] = ours?.meant ?? [];
  if (!ours || !meant)
    return whisper(
      'This emoji flags a digest item, an idea or a poll result. For any other message, choose “Flag for our chair” in its menu.',
    );
  if (more.length > 0) {
    await groupFor(db, reaction, await subjectOf(db, meant));
    return whisper(which(await entriesOf(db, ours)));
  }
  return db.$transaction((tx) => flagAtOnce(tx, now(), reaction, meant));
}

async function flagAtOnce(
  tx: Parameters<typeof submitFlagOn>[0],
  at: Date,
  reaction: Reaction,
  meant: SubjectRef,
): Promise<Reply> {
  const subject = await subjectOf(tx, meant);
  return submitFlagOn(tx, at, reaction, subject, { reason: null, changed: false, text: undefined });
}

/** Discord's signs come with or without the mark that asks for colour. */
function bare(emoji: string): string {
  return emoji.replaceAll('\ufe0f', '');
}

/** @param items by the ids of their entries, what they are called */
function which(items: ReadonlyMap<number, string>): Message {
  return {
    summary: 'Which one should your chair see?',
    blocks: [
      paragraph('Which one should your chair see?'),
      ...[...items].map(([id, title]) => controls(button(`flag:entry/${id}`, `🚩 ${shorten(title, 70)}`))),
      aside('Or press Flag under it.'),
    ],
  };
}
