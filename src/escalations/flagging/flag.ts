import type { App } from '../../app.ts';
import type { Incoming, Press, Submission } from '../../chat/incoming.ts';
import { asId } from '../../chat/reference.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { knownPerson, personOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { tag } from '../../taxonomy/tag.ts';
import { first, type Given, readGiven } from './filled.ts';
import { flagForm } from './form.ts';
import { groupFor } from './group.ts';
import { ownMessageById } from './own-message.ts';
import { flagged, takenBack } from './reply.ts';
import { type Subject, type SubjectRef, subjectOf, subjectRefOf } from './subject.ts';
import { keepThing, knownThing } from './thing.ts';

type From = Pick<Incoming, 'person' | 'channel'>;

/** *Flag*, `flag:entry/12`: opens the form, whose sending off is the second press. Whoever flagged it may take that back there. */
export function openFlag({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  return openFor(db, press, subjectRefOf(press.id));
}

/** @param words of a message, as they stand before somebody who flags it */
export async function openFor(tx: Tx, from: From, meant: SubjectRef, words = ''): Promise<Reply> {
  const subject = await subjectOf(tx, meant);
  await groupFor(tx, from, subject);
  const thing = await knownThing(tx, subject);
  const known = thing && (await knownPerson(tx, from.person));
  const flag = known && (await flagOf(tx, thing.id, known.id));
  const text = subject.kind === 'message' && !thing?.text ? words : undefined;
  return openForm(flagForm(`flag:${meant.kind}/${meant.id}`, { flag, text }));
}

/** The form of the above, or that of a message with several items (`flag:of/7`, its delivery), sent off. */
export async function submitFlag({ db, now }: Pick<App, 'db' | 'now'>, form: Submission): Promise<Reply> {
  const given = readGiven(form);
  if ('problems' in given) return fix(given.problems);
  return db.$transaction(async (tx) => {
    const subject = await subjectOf(tx, await meantIn(tx, form));
    return given.back ? takeBack(tx, form, subject) : submitFlagOn(tx, now(), form, subject, given);
  });
}

async function meantIn(tx: Tx, { id, fields }: Submission): Promise<SubjectRef> {
  if (!id.startsWith('flag:of/')) return subjectRefOf(id);
  const entry = asId(first(fields.item));
  const ours = await ownMessageById(tx, asId(id.slice('flag:of/'.length)));
  const meant = ours?.meant.find((one) => one.kind === 'entry' && one.id === entry);
  if (!meant) throw new Refusal('This item is no longer there. Please press Flag under it.');
  return meant;
}

/** Flags it, once a person; what was flagged before gets the new reason. */
export async function submitFlagOn(
  tx: Tx,
  at: Date,
  from: From,
  subject: Subject,
  { reason, changed, text }: Pick<Given, 'reason' | 'changed' | 'text'>,
): Promise<Reply> {
  const group = await groupFor(tx, from, subject);
  const { id: personId } = await personOf(tx, from.person);
  const { id: thingId } = await keepThing(tx, at, subject);
  if (subject.kind === 'message') await keepText(tx, thingId, text);
  const { count } = await tx.flag.createMany({
    data: [{ thingId, personId, groupId: group.id, reason, at }],
    skipDuplicates: true,
  });
  // A form that was opened before the flag came from elsewhere knows nothing of its reason.
  if (count === 0 && (changed || reason !== null))
    await tx.flag.update({ where: { thingId_personId: { thingId, personId } }, data: { reason } });
  return whisper(await flagged(tx, thingId, personId, count > 0));
}

/** The words as whoever flagged it first has left them. @throws Refusal when there are none */
async function keepText(tx: Tx, id: number, text: string | undefined): Promise<void> {
  const topic = text ? (tag(text)[0]?.topic ?? null) : null;
  if (text) await tx.thing.updateMany({ where: { id, text: null }, data: { text, topic } });
  const { text: kept } = await tx.thing.findUniqueOrThrow({ where: { id }, select: { text: true } });
  if (kept === null)
    throw new Refusal(
      'Nothing has been flagged yet. Please choose “Flag for our chair” in the message menu.',
    );
}

async function takeBack(tx: Tx, { person }: From, subject: Subject): Promise<Reply> {
  const known = await knownPerson(tx, person);
  const thing = await knownThing(tx, subject);
  const where = known && thing && { thingId: thing.id, personId: known.id };
  const { count } = where ? await tx.flag.deleteMany({ where }) : { count: 0 };
  // What nobody wants seen any more is kept no longer.
  if (thing && subject.kind === 'message')
    await tx.thing.updateMany({
      where: { id: thing.id, flags: { none: {} }, evidence: { none: {} } },
      data: { text: null, topic: null },
    });
  return whisper(takenBack(count > 0));
}

function flagOf(tx: Tx, thingId: number, personId: number): Promise<{ reason: string | null } | null> {
  const where = { thingId_personId: { thingId, personId } };
  return tx.flag.findUnique({ where, select: { reason: true } });
}
