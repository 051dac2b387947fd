import type { App } from '../../app.ts';
import type { Submission } from '../../chat/incoming.ts';
import { aside } from '../../chat/message.ts';
import { fix, type Reply, whisper } from '../../chat/reply.ts';
import { shownName } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { type Group, personOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Forbidden } from '../../errors.ts';
import { findCall } from '../../escalations/priorities/call.ts';
import { lock } from '../../locks.ts';
import { type Account, keyedHash } from '../../seal.ts';
import { showMoment, showTime } from '../../time.ts';
import { isStopped } from '../asking/stop.ts';
import { IDEAS_AN_HOUR } from '../idea/idea.ts';
import { accountsOf, isSender, sealSender } from '../idea/sender.ts';
import { type Filled, readIdea } from './form.ts';
import { type Context, contextOf } from './new.ts';
import { receipt } from './receipt.ts';

/**
 * `idea-new:…` sent off. The idea is stored, and only then anything is said; whatever is in the way stands at a field, so that the form
 * stays with all that was typed.
 */
export async function submitIdea(app: App, submission: Submission): Promise<Reply> {
  const filled = readIdea(submission.fields);
  if ('problems' in filled) return fix(filled.problems);
  const kept = await commit(app, async (tx, wake) => {
    const kept = await keep(app, tx, submission, filled);
    if ('id' in kept) wake('ideas', kept.id);
    return kept;
  });
  if ('trouble' in kept) return fix({ title: kept.trouble });
  // From here on it is kept: whatever goes wrong, nobody shall be asked to send it again.
  const said = await receipt(app, kept.id, submission).catch((error: unknown) => {
    app.log.warn({ err: error, idea: kept.id }, 'the receipt for an idea could not be made');
    return undefined;
  });
  if (!said) return whisper('Thank you. Your idea is saved. To see what happens to it, type /idea mine');
  return whisper(kept.late ? { ...said, blocks: [...said.blocks, aside(tooLate)] } : said);
}

const tooLate = 'The call it was meant for has ended, so it is a separate idea.';

/**
 * @returns the row's id, also of one that was kept before, and whether it came too late for its call; or why it cannot be taken
 * @throws Forbidden while they are stopped
 */
async function keep(
  { now, secret }: Pick<App, 'now' | 'secret'>,
  tx: Tx,
  { id: formId, act, person }: Submission,
  filled: Filled,
): Promise<{ id: number; late?: boolean } | { trouble: string }> {
  const context = contextOf(formId);
  const group = context && (await tx.group.findUnique({ where: { id: context.groupId } }));
  if (!group)
    return {
      trouble:
        'The group that this was meant for no longer exists. Please type /idea in another group’s channel.',
    };
  const accounts = await accountsOf(tx, person);
  await oneAtATime(tx, secret, accounts);
  const at = now();
  const known = await keptBefore(tx, secret, accounts, actOf(person.platform, act), filled, group, at);
  if (known) return known;
  checkStop(await isStopped(tx, secret, accounts, at), group);
  const trouble = tooMany(await ofTheLastHour(tx, secret, accounts, at), group);
  if (trouble !== null) return { trouble };
  const { kind, title, text, topic, signed } = filled;
  const call = context.callId === null ? null : await findCall(tx, context.callId, group, at);
  const { id } = await tx.idea.create({
    data: {
      act: actOf(person.platform, act),
      kind,
      title,
      text,
      topic,
      topicChosen: topic !== null,
      groupId: group.id,
      signed,
      ...(signed ? await signature(tx, person) : {}),
      ...sealSender(secret, person),
      entryId: await entryOf(tx, context),
      callId: call !== null && typeof call === 'object' ? call.id : null,
      sentAt: at,
    },
    select: { id: true },
  });
  return { id, late: typeof call === 'string' };
}

/** One person's forms wait for each other, so that they cannot be counted past the limit. No row is left by it, and the key says nothing without the secret. */
async function oneAtATime(tx: Tx, secret: string, [first]: readonly Account[]): Promise<void> {
  const mark = keyedHash(secret, new Uint8Array(), first!);
  await lock(tx, 'ideaSender', mark);
}

/** The same act, or the same words: sent off again, because nobody could say whether they were kept the first time. */
async function keptBefore(
  tx: Tx,
  secret: string,
  accounts: readonly Account[],
  act: string,
  { kind, title, text, signed }: Filled,
  group: Group,
  at: Date,
): Promise<{ id: number } | undefined> {
  const same = { kind, title, text, signed, groupId: group.id, sentAt: { gt: hourBefore(at) } };
  const found = await tx.idea.findMany({
    where: { OR: [{ act }, same] },
    select: { id: true, salt: true, mark: true },
    orderBy: { id: 'asc' },
  });
  return found.find((idea) => isSender(secret, idea, accounts));
}

/** When they sent in what they sent within the last hour, the first first. */
async function ofTheLastHour(
  tx: Tx,
  secret: string,
  accounts: readonly Account[],
  at: Date,
): Promise<Date[]> {
  const ideas = await tx.idea.findMany({
    where: { sentAt: { gt: hourBefore(at) } },
    select: { salt: true, mark: true, sentAt: true },
    orderBy: { id: 'asc' },
  });
  return ideas.filter((idea) => isSender(secret, idea, accounts)).map(({ sentAt }) => sentAt);
}

const hour = 3_600_000;

function hourBefore(at: Date): Date {
  return new Date(at.getTime() - hour);
}

/** @throws Forbidden while they are stopped; the log must not name them, since it says of which idea the sender was stopped */
function checkStop(until: Date | null, { zone }: Group): void {
  if (!until) return;
  throw new Forbidden(
    `You cannot send in ideas until ${showMoment(until, zone)}. If you think this is a mistake, please tell the office.`,
    'not to be stopped',
    { field: 'title', conceals: 'person' },
  );
}

function tooMany(earlier: readonly Date[], { zone }: Group): string | null {
  const first = earlier.at(-IDEAS_AN_HOUR);
  if (!first) return null;
  const again = new Date(first.getTime() + hour);
  return `You have sent in ${earlier.length} ideas within an hour, which is the most allowed. Please keep your text, and send it after ${showTime(again, zone)}.`;
}

async function signature(tx: Tx, ref: Submission['person']): Promise<{ personId: number; author: string }> {
  const { id: personId } = await personOf(tx, ref);
  const known = await tx.person.findUnique({ where: { id: personId }, select: { name: true } });
  return { personId, author: shownName(known?.name ?? ref.name) };
}

/** The digest's entry, if it is still there. */
async function entryOf(tx: Tx, { entryId }: Context): Promise<number | null> {
  const entry = entryId && (await tx.entry.findUnique({ where: { id: entryId }, select: { id: true } }));
  return entry ? entry.id : null;
}

function actOf(platform: string, act: string): string {
  return `${platform}/${act}`;
}
