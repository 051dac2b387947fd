import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import type { Span } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { personOf } from '../../community/who.ts';
import type { Db } from '../../db.ts';
import { about } from '../../delivery/subject.ts';
import { showDay } from '../../time.ts';
import type { AlreadyPosted } from './store.ts';

/** Says when a shared item stood in the group's digest, and counts the share as a sign of interest: as *Useful*, once a person. */
export async function tellAlreadyPosted(app: App, command: Command, entry: AlreadyPosted): Promise<Reply> {
  await commit(app, async (tx, wake) => {
    const { id: personId } = await personOf(tx, command.person);
    await tx.useful.createMany({
      data: [{ entryId: entry.id, personId, at: app.now() }],
      skipDuplicates: true,
    });
    wake('useful', entry.editionId);
  });
  const link = await whereItStands(app.db, command, entry);
  const said = `This was already in your digest of ${showDay(entry.edition.day)}, as item ${entry.rank}.`;
  const words: Span[] = [said, ...(link ? [' ', { text: 'It is here.', link }] : [])];
  return whisper([...words, ' We have counted it as useful to you. Thank you!']);
}

/** The address of the post that holds an entry, on the platform of whoever asks; in their channel, if it stands there. */
async function whereItStands(
  db: Db,
  { person: { platform }, channel }: Command,
  { editionId, page }: AlreadyPosted,
): Promise<string | null> {
  const posts = await db.delivery.findMany({
    where: { ...about({ kind: 'edition', id: editionId }), page, platform, state: 'posted' },
    select: { channel: true, postUrl: true },
    orderBy: { id: 'asc' },
  });
  return (posts.find((post) => post.channel === channel) ?? posts[0])?.postUrl ?? null;
}
