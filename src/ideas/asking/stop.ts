import type { App } from '../../app.ts';
import type { Command } from '../../chat/incoming.ts';
import { type Block, type Message, paragraph } from '../../chat/message.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { type Account, keyedHash } from '../../seal.ts';
import { showMoment } from '../../time.ts';
import { nameOf, readNumber } from '../idea/idea.ts';
import { moderatorOf, recourse } from '../idea/moderator.ts';
import { accountsOf, senderOf } from '../idea/sender.ts';
import type { Idea } from '../idea/store.ts';
import { tellSender } from '../idea/tell-sender.ts';

const most = 90;

/** Rows of a stop, at least: how many accounts somebody has shall not be counted in them. */
const rows = 4;

/**
 * `/idea stop N DAYS`: whoever sent idea N in sends nothing in for so long, and is not named to anybody; 0 lifts it. What was done by
 * another idea of the same person stays as it is: otherwise it would show that both are theirs.
 */
export async function stopSender(app: App, { person, words }: Command): Promise<Reply> {
  const { now, log, secret } = app;
  const { number, days } = read(words);
  const at = now();
  const until = new Date(at.getTime() + days * 86_400_000);
  const idea = await commit(app, async (tx, wake) => {
    const { idea, moderator } = await moderatorOf(tx, person, { number });
    const sender = senderOf(secret, idea);
    if (!sender)
      throw new Refusal(
        `The sender of ${nameOf(number)} cannot be stopped: Lookout’s secret has changed since then, so it cannot tell who that is.`,
      );
    // One after the other: of two chairs at once the second decides.
    await tx.$queryRaw`SELECT id FROM idea WHERE id = ${idea.id} FOR NO KEY UPDATE`;
    const salts = Array.from({ length: 16 }, (_, slot) => saltOf(secret, idea.id, slot));
    const { count } = await tx.stop.deleteMany({ where: { salt: { in: salts } } });
    await tx.stop.deleteMany({ where: { until: { lte: at } } });
    if (days === 0 && count === 0) return idea;
    if (days > 0) {
      const accounts = await accountsOf(tx, { platform: sender.platform, id: sender.user, name: '' });
      const marked = [...accounts, ...nobody].slice(
        0,
        Math.max(rows, Math.min(accounts.length, salts.length)),
      );
      await tx.stop.createMany({
        data: marked.map((account, slot) => {
          const salt = salts[slot]!;
          return { salt, mark: keyedHash(secret, salt, account), until, at, byId: moderator.id };
        }),
      });
    }
    const message = days > 0 ? stopWord(idea, until, await recourse(tx, idea)) : liftWord(idea);
    wake('delivery', (await tellSender(tx, { secret, at }, idea, `stop/${at.getTime()}`, message)) ?? []);
    return idea;
  });
  log.info(
    { idea: number, by: `${person.platform}/${person.id}`, until: days > 0 ? until : null },
    days > 0 ? 'the sender of an idea is stopped' : 'the sender of an idea may send in again',
  );
  return whisper(
    days > 0
      ? `The sender of ${nameOf(number)} cannot send in ideas until ${showMoment(until, idea.group.zone)}, and will be told so. Nobody is told who it is. To lift this, type /idea stop ${number} 0`
      : `The sender of ${nameOf(number)} is no longer stopped.`,
  );
}

/**
 * Until when somebody sends nothing in. No row says whose a stop is, so all that run are tried.
 * @param accounts of one person (`accountsOf`)
 * @returns null when they are not stopped
 */
export async function isStopped(
  tx: Tx,
  secret: string,
  accounts: readonly Account[],
  at: Date,
): Promise<Date | null> {
  const running = await tx.stop.findMany({
    where: { until: { gt: at } },
    select: { salt: true, mark: true, until: true },
    orderBy: { until: 'desc' },
  });
  const mine = running.find(({ salt, mark }) =>
    accounts.some((account) => keyedHash(secret, salt, account) === mark),
  );
  return mine?.until ?? null;
}

/** What fills the rows up: accounts that nobody has. */
const nobody: readonly Account[] = Array.from({ length: rows }, (_, at) => ({
  platform: '',
  user: String(at),
}));

/** Told by the secret alone: which stops were made by an idea is found without a row that says so. */
function saltOf(secret: string, idea: number, slot: number): Uint8Array<ArrayBuffer> {
  const mark = keyedHash(secret, new Uint8Array(), { platform: 'stop', user: `${idea}/${slot}` });
  return Uint8Array.from(Buffer.from(mark, 'base64url'));
}

function read(words: string): { number: number; days: number } {
  const [, which = '', typed] = /^(.*?)\s+(\d{1,4})(?:\s*days?)?$/i.exec(words.trim()) ?? [];
  const [number, days] = [readNumber(which), Number(typed)];
  if (number === null)
    throw new Refusal(
      'Please say which idea, and for how many days: /idea stop N DAYS, such as /idea stop 42 30. To lift a stop, give 0 days.',
    );
  if (days > most) throw new Refusal(`A stop lasts 1 to ${most} days; 0 lifts it. Nothing was changed.`);
  return { number, days };
}

function stopWord(idea: Idea, until: Date, recourse: Block): Message {
  return {
    summary: 'You cannot send in ideas for a time',
    blocks: [
      paragraph(
        `After ${nameOf(idea.number!)}, “${shorten(idea.title, 120)}”, you cannot send in ideas until ${showMoment(until, idea.group.zone)}. Nothing else has changed for you.`,
      ),
      recourse,
    ],
  };
}

function liftWord(idea: Idea): Message {
  return {
    summary: 'You can send in ideas again',
    blocks: [paragraph(`The stop after ${nameOf(idea.number!)} is lifted: you can send in ideas again.`)],
  };
}
