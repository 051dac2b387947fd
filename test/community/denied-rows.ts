import { makePoll } from '../../src/polls/asking/make.ts';
import { accounts, type Rows } from '../escalations/rights-acts.ts';
import { giveRows } from '../escalations/rights-rows.ts';
import { account, giveIdea } from '../ideas/rows.ts';
import { standPoll } from '../polls/standing.ts';
import type { RunningApp } from '../support/open-app.ts';

/** What ideas of the test are sealed with. */
export const secret = 'a secret for ideas that nobody shall know';

/** Rows of every feature on which is tried what is not everybody's, by their ids; all are of clinical computing. */
export interface Seeded extends Rows {
  share: number;
  /** Polls: a draft of the chair; open, with names; planned. */
  pollDraft: number;
  poll: number;
  planned: number;
  /** An idea that somebody else has sent in, its number, another one, and a question about it. */
  idea: number;
  number: number;
  otherNumber: number;
  ideaQuestion: number;
  /** A message in the channel of another group, that can be flagged there. */
  message: number;
}

export async function seed(lookout: RunningApp): Promise<Seeded> {
  const { db } = lookout;
  const at = lookout.now();
  const rows = giveRows(lookout);
  const groupId = await rows.group();
  const ada = await db.person.findUniqueOrThrow({ where: { slug: 'ada' } });
  const idea = await giveIdea(db, { title: 'Of somebody else', secret });
  const other = await giveIdea(db, { title: 'Another one', secret });
  const by = { platform: 'slack', user: accounts.chair.slack, byId: ada.id, by: 'Ada Obi (chair)' };
  const question = await db.question.create({ data: { ...by, ideaId: idea.id, text: 'Where?', at } });
  // All that are made when they are first asked for.
  for (const make of [rows.raised, rows.asked, rows.decided, rows.others, rows.draft, rows.priority])
    await make();
  return {
    ...rows,
    share: await shareOf(lookout, groupId),
    pollDraft: await pollDraftOf(lookout, groupId, ada.id),
    poll: (await standPoll(lookout, { question: 'Who may?', anonymous: false })).id,
    planned: (await standPoll(lookout, { question: 'Who may later?', state: 'planned' })).id,
    ...{ idea: idea.id, number: idea.number!, otherNumber: other.number!, ideaQuestion: question.id },
    message: await messageElsewhere(lookout),
  };
}

async function shareOf({ db, now }: RunningApp, groupId: number): Promise<number> {
  const item = { key: 'shared', title: 'A page', summary: '', authors: [], tags: [], seenAt: now() };
  const { platform, id: user } = account('slack/U0SHARER01');
  const who = { name: 'Sam', platform, user, at: now(), why: 'It matters.' };
  const { id } = await db.share.create({
    data: { ...who, group: { connect: { id: groupId } }, item: { create: item } },
  });
  return id;
}

function pollDraftOf({ db, now }: RunningApp, groupId: number, askerId: number): Promise<number> {
  return db.$transaction((tx) =>
    makePoll(tx, now(), 'draft', now(), {
      ...{ template: 'need', question: 'A draft?', options: ['One', 'Two'], groupIds: [groupId], most: 1 },
      ...{ mayAdd: false, anonymous: true, shows: 'voted', repeat: 'never', lasts: 7 },
      ...{ zone: 'Europe/London', needId: null, askerId, asker: 'Ada Obi' },
    }),
  );
}

async function messageElsewhere({ db, now }: RunningApp): Promise<number> {
  const where = { platform: 'slack', channel: 'C0ELSEWHERE', post: '1.0' };
  const group = await db.group.findUniqueOrThrow({ where: { slug: 'nuclear-medicine' } });
  await db.channel.create({ data: { groupId: group.id, platform: 'slack', channel: where.channel } });
  const { id } = await db.thing.create({
    data: { kind: 'message', ...where, url: 'https://chat.test/1', text: 'What was said', madeAt: now() },
  });
  return id;
}
