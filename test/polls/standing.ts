import { readConfig } from '../../src/config.ts';
import { announce } from '../../src/delivery/announce.ts';
import { pollKey } from '../../src/polls/keys.ts';
import { keyOf } from '../../src/polls/option.ts';
import { renderPoll } from '../../src/polls/render.ts';
import { findPoll, type Poll } from '../../src/polls/store.ts';
import { secretVoterHash } from '../../src/polls/voter.ts';
import { newSalt } from '../../src/seal.ts';
import { readSecret } from '../../src/secret.ts';
import type { RunningApp } from '../support/open-app.ts';

/** What a poll of a test may be; the rest is as most polls are. */
export interface Asked {
  question?: string;
  options?: readonly string[];
  most?: number;
  mayAdd?: boolean;
  anonymous?: boolean;
  shows?: 'closed' | 'voted' | 'always';
  /** Slugs. */
  groups?: readonly string[];
  /** ISO 8601; a week from now unless told. */
  closesAt?: string;
  state?: 'planned' | 'open' | 'closed';
}

/** A place to stand a poll in: an app, or the like of it without chat. */
export type Ground = Pick<RunningApp, 'db' | 'now' | 'env'>;

/** The secret that an app hashes voters with. */
export function secretOf({ env }: Pick<RunningApp, 'env'>): Promise<string> {
  const { dataDir, secret } = readConfig(env).config;
  return readSecret(dataDir, secret);
}

/**
 * Puts a poll down as if it had been asked, open unless told, and announces it in all channels of its groups. Where there is chat it
 * stands there once the app has settled: `await lookout.service.settled()`.
 */
export async function standPoll(feature: Ground, asked: Asked = {}): Promise<Poll> {
  const { db, now } = feature;
  const { options = ['Image quality', 'Dose audits', 'Commissioning'], groups = ['clinical-computing'] } =
    asked;
  const { anonymous = true, state = 'open' } = asked;
  const at = now();
  const mark = secretVoterHash(await secretOf(feature));
  const known = await db.group.findMany({ where: { slug: { in: [...groups] } } });
  return db.$transaction(async (tx) => {
    const { id } = await tx.poll.create({
      data: {
        template: 'need',
        question: asked.question ?? 'Which of these would help you most?',
        most: asked.most ?? 1,
        mayAdd: asked.mayAdd ?? false,
        anonymous,
        shows: asked.shows ?? 'voted',
        state,
        asker: 'Ada Obi',
        zone: 'Europe/London',
        createdAt: at,
        opensAt: at,
        lasts: 7,
        closesAt: asked.closesAt ? new Date(asked.closesAt) : new Date(at.getTime() + 7 * 86_400_000),
        openedAt: state === 'planned' ? null : at,
        closedAt: state === 'closed' ? at : null,
        salt: anonymous && state === 'open' ? newSalt() : null,
        secretMark: state === 'planned' ? null : mark,
        options: { create: options.map((text, place) => ({ place: place + 1, text, key: keyOf(text) })) },
        groups: { create: known.map((group) => ({ groupId: group.id })) },
      },
    });
    const poll = await findPoll(tx, id);
    if (state === 'planned') return poll;
    const channels = await tx.channel.findMany({
      where: { groupId: { in: known.map((group) => group.id) } },
      include: { group: true },
      orderBy: { id: 'asc' },
    });
    await announce(
      tx,
      at,
      channels.map(({ platform, channel, group }) => ({
        key: pollKey(id, { platform, channel }),
        to: { platform, channel },
        subject: { kind: 'poll' as const, id },
        page: 0,
        message: renderPoll(poll, { answers: 0, shown: { answers: 0, counts: new Map() } }, group.zone),
      })),
    );
    return poll;
  });
}

/** The ids of the poll's options by their texts. */
export function idsOf({ options }: Poll): Record<string, number> {
  return Object.fromEntries(options.map(({ text, id }) => [text, id]));
}
