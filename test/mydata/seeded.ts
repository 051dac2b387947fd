import { randomUUID } from 'node:crypto';
import type { PersonRef } from '../../src/chat/incoming.ts';
import { say } from '../../src/chat/message.ts';
import { personOf } from '../../src/community/who.ts';
import { announce } from '../../src/delivery/announce.ts';
import { sealSender } from '../../src/ideas/idea/sender.ts';
import { ideaKey, wordKey } from '../../src/ideas/keys.ts';
import { newSalt } from '../../src/seal.ts';
import { standPoll } from '../polls/standing.ts';
import type { RunningApp } from '../support/open-app.ts';
import { plantThemes } from './seeded-themes.ts';

/** Another member, whose words and accounts are nobody else's business. */
export const other: PersonRef = { platform: 'slack', id: 'U0BEN00001', name: 'Ben Marsh' };

/** Where a digest stands that gives them credit. */
const discord = { platform: 'discord', channel: '1100000000000000002' };

/** What was seeded of somebody: row ids, by what they are. */
export type Seeded = Awaited<ReturnType<typeof seed>>;

/** What they wrote, behind `own`. */
export const wrote = [
  ...['session', 'first title', 'text', 'question', 'answer', 'decision', 'reason', 'shared item'],
  ...['reason to flag', 'theme', 'draft words', 'words when taking', 'priority'],
];

/**
 * Puts down something of a person in every table that may hold something of one, and its messages in the channels. What they wrote says
 * `own <what>`, what others wrote beside it `alien <what>`.
 * @param who their account; `name` as it is shown
 */
export async function seed(lookout: RunningApp, who: PersonRef, secret: string) {
  const { db } = lookout;
  const at = lookout.now();
  const token = randomUUID();
  const { platform, id: user, name } = who;
  const { id: personId } = await personOf(db, who);
  const ben = await personOf(db, other);
  const group = await db.group.findUniqueOrThrow({ where: { slug: 'clinical-computing' } });
  const open = await standPoll(lookout, { anonymous: false, question: 'own open poll' });
  await db.poll.update({ where: { id: open.id }, data: { askerId: personId, asker: name } });
  const hidden = await standPoll(lookout, { anonymous: true, question: 'anonymous poll' });
  const closed = await standPoll(lookout, {
    anonymous: false,
    question: 'closed poll',
    state: 'closed',
    groups: [],
  });
  await db.poll.update({ where: { id: closed.id }, data: { announcedAt: at } });
  const choices = [closed.options[0]!.id];
  const ballot = { pollId: closed.id, place: group.slug, choices, drawn: true };
  await db.ballot.create({ data: { ...ballot, voter: `${platform}/${user}` } });

  const item = await db.item.create({
    data: {
      ...{ key: `item ${token}`, title: 'own shared item', address: 'https://news.test/shared?a=1&b=@2' },
      ...{ summary: '', authors: [], tags: [], seenAt: at },
    },
  });
  const edition = await db.edition.create({
    data: { groupId: group.id, day: '2020-01-02', state: 'composed', composedAt: at },
  });
  const entry = await db.entry.create({
    data: {
      ...{ editionId: edition.id, groupId: group.id, itemId: item.id },
      ...{ rank: 1, score: 1, reasons: [] },
    },
  });
  await db.useful.create({ data: { entryId: entry.id, personId, at, drawn: true } });
  await db.useful.create({ data: { entryId: entry.id, personId: ben.id, at, drawn: true } });
  const share = { groupId: group.id, itemId: item.id, at, state: 'taken', decidedAt: at } as const;
  await db.share.create({
    data: {
      ...share,
      why: 'alien reason',
      personId: ben.id,
      name: other.name,
      decidedBy: name,
      ...of(other),
    },
  });
  const shared = await db.share.create({
    data: { ...share, why: 'own reason', personId, name, decidedBy: other.name, ...of(who) },
  });

  const need = await db.need.create({ data: { title: `need ${token}`, key: token, createdAt: at } });
  await db.needMark.create({
    data: { needId: need.id, state: 'planned', session: 'own session', at, byId: personId, by: name },
  });

  const idea = (title: string, sender: PersonRef, signed: boolean) =>
    db.$transaction(async (tx) => {
      const last = await tx.idea.aggregate({ _max: { number: true } });
      return tx.idea.create({
        data: {
          ...{
            act: `act of ${title} ${token}`,
            kind: 'idea',
            title,
            text: `${title}: in more words`,
            signed,
          },
          ...{ groupId: group.id, sentAt: at, takenInAt: at, number: (last._max.number ?? 0) + 1 },
          personId: signed ? (await personOf(tx, sender)).id : null,
          author: signed ? sender.name : null,
          ...sealSender(secret, sender),
        },
      });
    });
  const signed = await idea('own signed idea', who, true);
  const anonymous = await idea('own anonymous idea', who, false);
  const alien = await idea('alien idea', other, false);
  const bystander = await idea('alien idea too', other, false);
  await db.ideaVersion.create({
    data: { ideaId: signed.id, title: 'own first title', text: 'own text', at },
  });
  const asked = { ideaId: signed.id, text: 'alien question', by: other.name, byId: ben.id, ...of(other), at };
  await db.question.create({ data: { ...asked, answer: 'own answer', answeredAt: at } });
  const asks = { ideaId: alien.id, text: 'own question', by: `${name} (chair)`, byId: personId, ...of(who) };
  await db.question.create({ data: { ...asks, at, answer: 'alien answer', answeredAt: at } });
  await db.ideaChange.create({
    data: { ideaId: alien.id, state: 'looking', reason: 'own decision', at, byId: personId, by: name },
  });
  for (const one of [personId, ben.id]) {
    await db.supporter.create({ data: { ideaId: alien.id, personId: one, at } });
  }
  await db.follower.create({ data: { ideaId: alien.id, personId, ...of(who), at } });
  const soon = new Date(at.getTime() + 3_000_000);
  await db.stop.create({ data: { salt: newSalt(), mark: 'of somebody', until: soon, at, byId: personId } });
  await db.linking.create({
    data: { code: token, personId, ...of(who), name, expiresAt: soon },
  });

  const themes = await plantThemes(
    lookout,
    { ...who, personId },
    { name: other.name, personId: ben.id },
    { groupId: group.id, itemId: item.id },
  );

  const stands = { slack: { platform: 'slack', channel: 'C0NUCLEAR01' }, discord };
  const digest = `digest/${group.slug}/${edition.day}/x`;
  await db.$transaction((tx) =>
    announce(tx, at, [
      {
        key: ideaKey(signed.id, stands.slack),
        to: stands.slack,
        subject: aboutIdea(signed.id),
        page: 0,
        message: say(`own signed idea, from ${name} · 2020`),
      },
      {
        key: ideaKey(alien.id, stands.slack),
        to: stands.slack,
        subject: aboutIdea(alien.id),
        page: 0,
        message: say(`alien idea (${name}, 2020)`),
      },
      {
        key: digest,
        to: discord,
        subject: { kind: 'edition', id: edition.id },
        message: say(`Shared by ${name}`),
      },
      {
        key: `share/${shared.id - 1}/ask/x`,
        to: discord,
        subject: { kind: 'share', id: shared.id - 1 },
        page: 0,
        message: say(`Shared by Ben Marsh and ${name}`),
      },
      {
        key: wordKey(signed.id, 'x'),
        to: { platform, person: user },
        subject: aboutIdea(signed.id),
        message: say('A direct word'),
      },
      ...[signed, anonymous, alien].map(({ id, sealed }) => ({
        key: wordKey(id, 'sealed'),
        to: { platform: id === alien.id ? other.platform : platform, sealed: Uint8Array.from(sealed) },
        subject: aboutIdea(id),
        message: say(`A sealed word about ${id}`),
      })),
    ]),
  );
  return { personId, open, hidden, closed, entry, signed, anonymous, alien, bystander, themes };
}

function aboutIdea(id: number) {
  return { kind: 'idea' as const, id };
}

function of({ platform, id }: PersonRef) {
  return { platform, user: id };
}
