import type { App } from '../app.ts';
import type { Place, PostRef } from '../chat/incoming.ts';
import { type ChatPlatform, Trouble, type TroubleKind, tooLate } from '../chat/port.ts';
import { unseal } from '../seal.ts';
import { claim, type Row } from './claim.ts';
import { setback } from './delivery.ts';

/**
 * Does what one delivery needs: posts it once, or redraws it. Whatever happens is written on its row; only the database's
 * own errors are thrown.
 * @param platforms those that are connected, by name
 */
export async function deliver(
  app: Pick<App, 'db' | 'now' | 'log' | 'secret'>,
  platforms: ReadonlyMap<string, ChatPlatform>,
  id: number,
): Promise<void> {
  const began = app.now();
  const row = await claim(app, id, began);
  if (!row) return;
  try {
    const late = row.expiresAt !== null && row.expiresAt <= began;
    // What surely does not stand needs no looking for.
    if (late && row.state === 'waiting' && !row.triedAt) throw tooLate();
    const platform = platforms.get(row.platform);
    if (!platform) throw new Trouble('busy', `${row.platform} is not connected.`, { wait: 60_000 });
    await done(app, row, await put(app, platform, row, late));
  } catch (error) {
    await failed(
      app,
      row,
      began,
      error instanceof Trouble ? error : new Trouble('unsure', String(error), { cause: error }),
    );
  }
}

async function put(
  app: Pick<App, 'db' | 'secret'>,
  platform: ChatPlatform,
  row: Row,
  late: boolean,
): Promise<PostRef> {
  const { message } = row;
  if (row.state === 'waiting') {
    const posting = platform.post(await placeOf(app, row), message, {
      key: row.key,
      triedAt: row.triedAt,
      late,
    });
    return row.sealed === null ? posting : posting.catch(discreet);
  }
  const post = { platform: row.platform, channel: row.postChannel!, id: row.postId!, url: row.postUrl! };
  await platform.edit(post, message);
  return post;
}

/** What a platform says of a person may name them, or their direct conversation: of a sealed message only the kind is kept. */
function discreet(error: unknown): never {
  const trouble = error instanceof Trouble ? error : new Trouble('unsure', '');
  // That our credentials are not accepted concerns everybody.
  if (trouble.kind === 'gone' && trouble.everywhere) throw trouble;
  const { kind, wait, everywhere } = trouble;
  throw new Trouble(kind, kinds[kind], { wait, everywhere });
}

const kinds: Record<TroubleKind, string> = {
  busy: 'The platform asks Lookout to wait.',
  gone: 'The platform does not let Lookout write to this person.',
  missing: 'The message to be answered no longer exists.',
  refused: 'The platform did not accept the message, or it came too late.',
  unsure: 'The platform gave no clear answer.',
};

async function placeOf({ db, secret }: Pick<App, 'db' | 'secret'>, row: Row): Promise<Place> {
  const { platform } = row;
  if (row.sealed !== null) {
    const account = unseal(secret, row.sealed);
    if (!account)
      throw new Trouble('missing', 'It was encrypted with another secret, so nobody knows whom it is for.');
    return { platform, person: account.user };
  }
  if (row.under !== null) {
    const parent = await db.delivery.findUniqueOrThrow({ where: { key: row.under } });
    if (!parent.postId) throw new Trouble('missing', 'The message it belongs to could not be posted.');
    return { platform, channel: parent.postChannel!, thread: parent.postId };
  }
  return row.person !== null ? { platform, person: row.person } : { platform, channel: row.channel! };
}

async function done(
  { db, now, log }: Pick<App, 'db' | 'now' | 'log'>,
  row: Row,
  post: PostRef,
): Promise<void> {
  // A direct conversation is a person's by another name.
  const known = row.sealed === null ? post : undefined;
  // A lane of a sealed message was for this one alone (announce.ts).
  await db.$executeRaw`
    WITH posted AS (
      UPDATE delivery SET state = 'posted', shown = ${row.revision}, open = revision > ${row.revision},
        post_channel = ${known?.channel ?? null}, post_id = ${known?.id ?? null}, post_url = ${known?.url ?? null},
        posted_at = coalesce(posted_at, ${now()}), tries = 0, tried_at = NULL, claimed_until = NULL, trouble = NULL
      WHERE id = ${row.id}
    ), emptied AS (
      DELETE FROM lane WHERE name = ${row.lane} AND ${row.sealed !== null}
    )
    UPDATE channel SET trouble = NULL, trouble_since = NULL
    WHERE platform = ${row.platform} AND channel = ${row.channel} AND trouble IS NOT NULL`;
  log.debug({ key: row.key, revision: row.revision }, row.state === 'waiting' ? 'posted' : 'redrawn');
}

async function failed(
  app: Pick<App, 'db' | 'now' | 'log'>,
  row: Row,
  began: Date,
  trouble: Trouble,
): Promise<void> {
  const { db, log } = app;
  const { over, failed: gone, triedAt, dueAt, hold, closed } = setback(row, trouble, began, app.now());
  const sentence = trouble.message.toWellFormed().replaceAll('\0', '');
  await db.$transaction(async (tx) => {
    await tx.delivery.update({
      where: { id: row.id },
      data: {
        open: !over,
        ...(gone ? { state: 'failed' } : {}),
        triedAt,
        dueAt,
        claimedUntil: null,
        trouble: sentence,
      },
    });
    if (hold) {
      const name = hold.whom === 'lane' ? row.lane : row.platform;
      await tx.lane.upsert({
        where: { name },
        create: { name, nextAt: hold.until },
        update: { nextAt: hold.until },
      });
    }
    if (closed && row.channel !== null) {
      await tx.channel.updateMany({
        where: { platform: row.platform, channel: row.channel, trouble: null },
        data: { trouble: sentence, troubleSince: began },
      });
    }
  });
  const level = over ? 'error' : trouble.kind === 'busy' ? 'info' : 'warn';
  log[level](
    { key: row.key, kind: trouble.kind, trouble: sentence, again: over ? null : dueAt },
    over ? 'not delivered' : 'will be tried again',
  );
}
