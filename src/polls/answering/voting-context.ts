import type { App } from '../../app.ts';
import type { PersonRef } from '../../chat/incoming.ts';
import { Refusal } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Account } from '../../seal.ts';
import { showMoment } from '../../time.ts';
import { type Poll, pollGone } from '../store.ts';
import { placeOf, secretVoterHash, voterOf } from '../voter.ts';

/** Where somebody answers an open poll: what there is to choose, and what their ballot is filed under. */
export interface VotingContext {
  poll: PollForVoting;
  /** The names under which this person's ballot may lie, in the order of their accounts; most people have one. */
  voters: readonly string[];
  place: string;
  /** Whose clock the person goes by. */
  zone: string;
}

export interface PollForVoting
  extends Pick<
    Poll,
    'id' | 'question' | 'most' | 'mayAdd' | 'anonymous' | 'shows' | 'state' | 'opensAt' | 'closesAt' | 'salt'
  > {
  options: { id: number; text: string; hidden: boolean }[];
}

type Row = PollForVoting & {
  secretMark: string | null;
  accounts: Account[] | null;
  zone: string;
  group: string | null;
};

/**
 * Lets somebody in to answer. One statement, for many come at once.
 * @throws Refusal when the poll is not open, or not to this person
 */
export async function openVoting(
  app: Pick<App, 'db' | 'now' | 'log' | 'secret'>,
  pollId: number,
  { person, channel }: { person: PersonRef; channel: string | null },
): Promise<VotingContext> {
  const [row] = await app.db.$queryRaw<Row[]>`
    SELECT poll.id, question, most, may_add AS "mayAdd", anonymous, shows, state, opens_at AS "opensAt",
      closes_at AS "closesAt", salt, secret_mark AS "secretMark", here.slug AS "group",
      coalesce(here.zone, poll.zone) AS zone,
      (SELECT coalesce(json_agg(json_build_object('id', id, 'text', text, 'hidden', hidden) ORDER BY place), '[]')
        FROM poll_option WHERE poll_id = poll.id) AS options,
      (SELECT json_agg(json_build_object('platform', platform, 'user', "user") ORDER BY platform, "user")
        FROM account WHERE person_id =
          (SELECT person_id FROM account WHERE platform = ${person.platform} AND "user" = ${person.id})) AS accounts
    FROM poll LEFT JOIN LATERAL (
      SELECT slug, zone FROM channel JOIN "group" ON "group".id = group_id
        JOIN poll_group ON poll_group.group_id = "group".id AND poll_group.poll_id = poll.id
      WHERE channel.platform = ${person.platform} AND channel.channel = ${channel}) here ON true
    WHERE poll.id = ${pollId}`;
  if (!row) throw pollGone();
  const { secretMark: mark, accounts, zone, group, ...poll } = row;
  if (poll.state !== 'open' || poll.closesAt <= app.now()) throw notOpen(poll, zone);
  if (poll.anonymous && mark !== secretVoterHash(app.secret)) {
    complain(app.log, poll.id);
    throw new Refusal(
      'This poll cannot take answers at the moment, so nothing was counted. Please tell the office, and try again later.',
    );
  }
  const own = accounts ?? [{ platform: person.platform, user: person.id }];
  const voters = own.map((account) => voterOf(app.secret, poll, account));
  // What is pressed where none of the poll's groups is at home counts in the total, and for no group.
  return { poll, voters, place: placeOf(app.secret, poll, group ?? ''), zone };
}

/** Why a poll takes no answer, and what to do. */
export function notOpen(
  { state, opensAt, closesAt }: Pick<PollForVoting, 'state' | 'opensAt' | 'closesAt'>,
  zone: string,
) {
  if (state === 'draft')
    return new Refusal('This is only a preview. The poll takes answers once it has been sent.');
  if (state === 'planned')
    return new Refusal(`This poll is not open yet. It opens on ${showMoment(opensAt, zone)}.`);
  if (state === 'dropped')
    return new Refusal('This poll was cancelled. Type /needs polls to see what is open.');
  return new Refusal(
    `This poll closed on ${showMoment(closesAt, zone)}, so nothing was changed. Its result appears in its thread.`,
  );
}

const complained = new WeakMap<Log, Set<number>>();

/** Once a poll: it concerns everybody who answers. */
function complain(log: Log, poll: number): void {
  const known = complained.get(log) ?? new Set();
  complained.set(log, known);
  if (known.has(poll)) return;
  known.add(poll);
  log.error(
    { poll },
    'This poll takes no answers: the secret has changed since it opened, so everybody could vote twice. Restore LOOKOUT_SECRET, or the file `secret` in the data folder.',
  );
}
