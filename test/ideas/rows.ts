import type { PersonRef } from '../../src/chat/incoming.ts';
import { personOf } from '../../src/community/who.ts';
import type { Db } from '../../src/db.ts';
import type { Kind, State } from '../../src/ideas/idea/idea.ts';
import { sealSender } from '../../src/ideas/idea/sender.ts';
import { ideaKey } from '../../src/ideas/keys.ts';

export interface GivenIdea {
  title: string;
  text?: string;
  /** Slug. */
  group?: string;
  kind?: Kind;
  topic?: string | null;
  state?: State;
  /** Null: not taken in yet. Left out, the next one. */
  number?: number | null;
  hidden?: boolean;
  /** Null: anonymous. */
  author?: string | null;
  sender?: PersonRef;
  /** What its sender is sealed with; the app's `LOOKOUT_SECRET`. */
  secret?: string;
  /** The idea that it went into. */
  mergedId?: number;
  /** ISO 8601. */
  at?: string;
  /** Accounts, made where there are none. */
  supporters?: readonly PersonRef[];
  followers?: readonly PersonRef[];
  /** Channels in which it stands, as if posted. */
  posts?: readonly { platform: string; channel: string; url: string }[];
}

/** Somebody without a name: `account('slack/U1')`. */
export function account(named: string): PersonRef {
  const [platform = '', id = ''] = named.split('/');
  return { platform, id, name: named };
}

/** Puts an idea down as it stands once it is taken in. @returns its row id and number */
export async function giveIdea(db: Db, given: GivenIdea): Promise<{ id: number; number: number | null }> {
  const { text = '', kind = 'idea', topic = null, hidden = false, author = null, mergedId = null } = given;
  const group = await db.group.findUniqueOrThrow({ where: { slug: given.group ?? 'clinical-computing' } });
  const at = new Date(given.at ?? '2026-11-02T10:00:00Z');
  const sender = given.sender ?? account('slack/U0SENDER00');
  const personId = author === null ? null : (await personOf(db, sender)).id;
  const last = await db.idea.aggregate({ _max: { number: true } });
  const number = given.number === undefined ? (last._max.number ?? 0) + 1 : given.number;
  const { id } = await db.idea.create({
    data: {
      number,
      act: `given-${crypto.randomUUID()}`,
      kind,
      title: given.title,
      text,
      topic,
      groupId: group.id,
      state: given.state ?? (mergedId === null ? 'received' : 'merged'),
      signed: author !== null,
      personId,
      author,
      hidden,
      mergedId,
      sentAt: at,
      takenInAt: number === null ? null : at,
      ...sealSender(given.secret ?? 'a secret for ideas that nobody shall know', sender),
    },
  });
  for (const supporter of given.supporters ?? [])
    await db.supporter.create({ data: { ideaId: id, personId: (await personOf(db, supporter)).id, at } });
  for (const follower of given.followers ?? []) {
    const { platform, id: user } = follower;
    await db.follower.create({
      data: { ideaId: id, personId: (await personOf(db, follower)).id, platform, user, at },
    });
  }
  for (const post of given.posts ?? []) await posted(db, id, at, post);
  return { id, number };
}

async function posted(
  db: Db,
  id: number,
  at: Date,
  { platform, channel, url }: { platform: string; channel: string; url: string },
): Promise<void> {
  await db.delivery.create({
    data: {
      key: ideaKey(id, { platform, channel }),
      subjectKind: 'idea',
      subjectId: id,
      page: 0,
      platform,
      channel,
      lane: `${platform}/${channel}`,
      message: { summary: 'An idea', blocks: [] },
      state: 'posted',
      open: false,
      shown: 1,
      dueAt: at,
      createdAt: at,
      postChannel: channel,
      postId: `given-${id}`,
      postUrl: url,
      postedAt: at,
    },
  });
}
