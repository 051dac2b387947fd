import type { App } from '../../app.ts';
import type { Command, Submission } from '../../chat/incoming.ts';
import { fix, openForm, type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { type Permitted, permit } from '../../community/access.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { Refusal } from '../../errors.ts';
import { lock } from '../../locks.ts';
import { dayIn, showDay } from '../../time.ts';
import { priorityKey } from '../keys.ts';
import { councillors } from '../rights.ts';
import { type Council, councilOf } from '../theme/store.ts';
import { isEnded, nameOf } from '../theme/theme.ts';
import { type Filled, type Problems, readPriority } from './filled.ts';
import { offered, priorityForm } from './form.ts';
import { topicOf } from './priority.ts';
import { renderPriority, scope } from './render.ts';
import { askedGroups, findPriorities, findPriority, type Priority } from './store.ts';

const what = 'set a priority';

/** `/escalate priority`: opens the form. */
export async function openPriority({ db }: Pick<App, 'db'>, { person }: Command): Promise<Reply> {
  await permit(db, person, councillors, what);
  const groups = await askedGroups(db);
  if (groups.length === 0)
    throw new Refusal(
      'There is no group to ask yet. Please ask the office to add groups to the community file.',
    );
  const themes = await db.theme.findMany({
    where: { number: { not: null }, state: { notIn: ['draft', 'done', 'declined'] } },
    select: { id: true, number: true, title: true },
    orderBy: { number: 'desc' },
    take: offered,
  });
  const numbered = themes.map((theme) => ({ ...theme, number: theme.number! }));
  return openForm(priorityForm((await councilOf(db)).name, numbered, groups));
}

/** The form sent off: the priority is kept, and every channel of the groups that it asks is told once. */
export async function submitPriority(app: App, { person, fields }: Submission): Promise<Reply> {
  const { now, log } = app;
  const done = await commit(app, async (tx, wake) => {
    const actor = await permit(tx, person, councillors, what);
    const council = await councilOf(tx);
    const at = now();
    const groups = await askedGroups(tx);
    const filled = readPriority(
      fields,
      dayIn(council.zone, at),
      groups.map(({ id }) => id),
    );
    if ('problems' in filled) return filled;
    const about = await aboutOf(tx, filled);
    if ('problems' in about) return about;
    const wanted = { ...filled, ...about };
    // One person's forms wait for each other, so that what is sent off twice is kept once.
    await lock(tx, 'prioritySetter', actor.id);
    const known = await keptBefore(tx, actor, wanted, at);
    if (known) return { priority: known, council };
    const { priority, woken } = await keep(tx, actor, council, wanted, at);
    wake('delivery', woken);
    return { priority, council };
  });
  if ('problems' in done) return fix(done.problems);
  const { priority, council } = done;
  log.info({ priority: priority.id, by: `${person.platform}/${person.id}` }, 'the council set a priority');
  return whisper(said(priority, council));
}

/** What is stored of a priority beside what was filled in. */
interface About {
  topic: string;
  themeId: number | null;
}

async function aboutOf(tx: Tx, { about }: Filled): Promise<About | { problems: Problems }> {
  if ('topic' in about) return { topic: about.topic, themeId: null };
  const theme = await tx.theme.findUnique({ where: { id: about.themeId } });
  if (!theme || theme.number === null || theme.state === 'draft')
    return { problems: { about: 'There is no such theme. Please choose one from the list.' } };
  const name = nameOf(theme.number);
  if (isEnded(theme.state))
    return { problems: { about: `${name} is closed. Please choose its topic instead.` } };
  const topic = topicOf({ topic: theme.topic ?? '' });
  if (!topic)
    return {
      problems: {
        about: `${name} has no topic. Please choose one of the six topics instead, and write the words to look for below.`,
      },
    };
  return { topic, themeId: theme.id };
}

type Wanted = Filled & About;

/** The same was set by the same person within the hour, and runs: sent off again, because nobody could say whether it was kept. */
async function keptBefore(tx: Tx, actor: Permitted, wanted: Wanted, at: Date): Promise<Priority | undefined> {
  const { topic, themeId, until, question, keywords, groupIds } = wanted;
  const same = { byId: actor.id, topic, themeId, until, call: question !== null, words: question ?? '' };
  const since = { endedAt: null, at: { gt: new Date(at.getTime() - 3_600_000) } };
  const found = await findPriorities(tx, { ...same, ...since });
  const ids = (all: readonly number[]) => [...all].sort((a, b) => a - b).join();
  return found.find(
    (one) =>
      one.keywords.join() === keywords.join() &&
      ids(one.groups.map(({ group }) => group.id)) === ids(groupIds),
  );
}

async function keep(
  tx: Tx,
  actor: Permitted,
  council: Council,
  { topic, themeId, keywords, until, groupIds, question }: Wanted,
  at: Date,
): Promise<{ priority: Priority; woken: number[] }> {
  const { id } = await tx.priority.create({
    data: {
      topic,
      themeId,
      keywords,
      words: question ?? '',
      until,
      call: question !== null,
      at,
      byId: actor.id,
      by: actor.name,
      drawn: 0,
      groups: { create: groupIds.map((groupId) => ({ groupId })) },
    },
  });
  const priority = (await findPriority(tx, id))!;
  const message = renderPriority(priority, council.name, { ideas: 0, over: false });
  const channels = await tx.channel.findMany({
    where: { groupId: { in: groupIds } },
    select: { platform: true, channel: true },
    orderBy: { id: 'asc' },
  });
  const subject = { kind: 'priority' as const, id };
  const posts = channels.map((to) => ({ key: priorityKey(id, to), to, subject, page: 0, message }));
  return { priority, woken: await announce(tx, at, posts) };
}

function said(priority: Priority, council: Council): string {
  const { groups, until, call } = priority;
  const names = groups.slice(0, 5).map(({ group }) => shorten(group.name, 100));
  const more = groups.length > 5 ? ` and ${groups.length - 5} more` : '';
  const asked = call ? 'will be told, and asked for ideas' : 'will be told';
  return `${shorten(council.name, 80)} watches ${scope(priority)} until ${showDay(until)}. The channels of ${names.join(', ')}${more} ${asked}. To see its progress, type /escalate priorities`;
}
