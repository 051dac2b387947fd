import type { App } from '../../app.ts';
import type { Permitted } from '../../community/access.ts';
import { recipientsOf } from '../../community/recipients.ts';
import { channelsOf } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { type Announcement, announce } from '../../delivery/announce.ts';
import { refresh } from '../../delivery/refresh.ts';
import { Refusal } from '../../errors.ts';
import { lock } from '../../locks.ts';
import { type Day, dayIn } from '../../time.ts';
import { cardKey, newsKey, wordKey } from '../keys.ts';
import { renderCard } from './card.ts';
import { type Clocks, firstReminder, USUAL_CLOCKS } from './clocks.ts';
import { renderNews } from './news.ts';
import { outcomeOf } from './outcome.ts';
import { type ChangeKind, raised, type Status, step } from './step.ts';
import {
  asRaised,
  type Change,
  type Council,
  councilOf,
  findTheme,
  type Raised,
  type Theme,
} from './store.ts';
import { type Ask, nameOf, states } from './theme.ts';

/** What somebody does to a theme. They may do it: that was asked before. */
export interface ChangeToMake {
  act: ChangeKind;
  by: Pick<Permitted, 'id' | 'name' | 'platform' | 'user'>;
  /** The group for which they do it: of `raise`, `join` and `answer`. */
  groupId?: number;
  /** The question, the answer, the reason, the words for the groups. */
  words?: string | null;
  action?: Ask | null;
  who?: string | null;
  /** By when; of `park`, when it is looked at again. */
  day?: Day | null;
}

export interface Changed {
  theme: Raised;
  changeId: number;
  /** Deliveries, to be woken after commit. */
  woken: number[];
}

/** Acts after which somebody of the council has the theme. */
const takes: readonly ChangeKind[] = ['take', 'ask', 'decide', 'decline', 'park', 'hand', 'report', 'finish'];

/**
 * The one way in which a theme changes: where it is, its history, its card, what its groups and chairs are told, and what stands under
 * its evidence; all inside `tx`, so that each of them hears of it once. Lock the theme before (`lockTheme`).
 * @throws Refusal when that cannot be done where it is
 */
export async function change(
  tx: Tx,
  { now, clocks }: Pick<App, 'now' | 'clocks'>,
  before: Theme,
  deed: ChangeToMake,
): Promise<Changed> {
  const at = now();
  const council = await councilOf(tx);
  const today = dayIn(council.zone, at);
  const standing = next(before, deed, today, { ...USUAL_CLOCKS, ...clocks }, council.zone);
  const { act, by, groupId = null, words = null, action = null, who = null, day = null } = deed;
  const { state, dueDay } = standing;
  // Where nothing moves, as when a group joins, reminders go on. The day may stay the same by chance: the state then says so.
  const moved = dueDay !== before.dueDay || state !== before.state;
  const remindAt = dueDay === null ? null : firstReminder(state, dueDay, today, council.zone);
  const owner = { ownerId: by.id, owner: by.name, ownerPlatform: by.platform, ownerUser: by.user };
  await tx.theme.update({
    where: { id: before.id },
    data: {
      ...standing,
      ...(moved ? { remindAt, reminders: 0 } : {}),
      ...(act === 'take' || (takes.includes(act) && before.ownerPlatform === null) ? owner : {}),
      ...(act === 'raise' ? { number: await nextNumber(tx), raisedAt: at } : {}),
      drawnDay: today,
    },
  });
  const { id: changeId } = await tx.themeChange.create({
    data: {
      themeId: before.id,
      act,
      state: standing.state,
      at,
      byId: by.id,
      by: by.name,
      groupId,
      words,
      action,
      who,
      day,
    },
  });
  const theme = asRaised(await findTheme(tx, before.id));
  const woken = [
    ...(await refreshCards(tx, at, theme, council)),
    ...(await tell(tx, at, theme, theme.changes.at(-1)!, by, council)),
  ];
  // In one order, so that two themes that share evidence do not wait for each other.
  await tx.$queryRaw`
    SELECT id FROM thing WHERE id IN (SELECT thing_id FROM evidence WHERE theme_id = ${theme.id})
    ORDER BY id FOR NO KEY UPDATE`;
  await tx.thing.updateMany({
    where: { evidence: { some: { themeId: theme.id } } },
    data: { outcome: outcomeOf(theme, council.name), drawn: false },
  });
  return { theme, changeId, woken };
}

function next(theme: Theme, { act, day }: ChangeToMake, today: Day, clocks: Clocks, zone: string): Status {
  if (act === 'raise') {
    if (theme.state !== 'draft')
      throw new Refusal(`This has already been raised, as ${nameOf(theme.number!)}.`);
    return raised(today, clocks, zone);
  }
  const { state, dueDay, decideBy, left } = asRaised(theme);
  const standing = step({ state, dueDay, decideBy, left }, act, today, clocks, zone, day ?? undefined);
  if (standing) return standing;
  const last = theme.changes.at(-1);
  throw new Refusal(
    `${nameOf(theme.number!)} is ${states[state].toLowerCase()}${last ? ` (${last.by})` : ''}, so this cannot be done now. Its card shows what you can do.`,
  );
}

/** In the order of raising, without gaps: one at a time. */
async function nextNumber(tx: Tx): Promise<number> {
  await lock(tx, 'themeNumbers');
  const { _max } = await tx.theme.aggregate({ _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

/** Puts a theme's card in every channel of the council, and draws it anew where it stands. @returns ids of deliveries, to be woken */
export async function refreshCards(tx: Tx, at: Date, theme: Raised, council: Council): Promise<number[]> {
  const subject = { kind: 'theme' as const, id: theme.id };
  const woken: number[] = [];
  for (const to of council.channels) {
    const key = cardKey(theme.id, to);
    const message = await renderCard(tx, theme, council, at, to.platform);
    woken.push(...(await announce(tx, at, [{ key, to, subject, page: 0, message }])));
    woken.push(...(await refresh(tx, [key], message)));
  }
  return woken;
}

/** Tells the channels of the theme's groups, and their chairs, but for who did it. */
async function tell(
  tx: Tx,
  at: Date,
  theme: Raised,
  last: Change,
  by: ChangeToMake['by'],
  council: Council,
): Promise<number[]> {
  const subject = { kind: 'theme' as const, id: theme.id };
  const news: Announcement[] = [];
  const told = new Set([by.id]);
  for (const { group, byId, platform, user } of theme.groups) {
    const channels = await channelsOf(tx, group.id);
    for (const to of channels) {
      const message = renderNews(theme, last, council, { zone: group.zone, person: false });
      news.push({
        key: newsKey(theme.id, last.id, to),
        to: { platform: to.platform, channel: to.channel },
        subject,
        message,
      });
    }
    const chairs = await recipientsOf(
      tx,
      { groupId: group.id, kind: 'chair' },
      channels.map((one) => one.platform),
    );
    for (const to of [...(byId === null ? [] : [{ personId: byId, platform, person: user }]), ...chairs]) {
      if (told.has(to.personId)) continue;
      told.add(to.personId);
      const message = renderNews(theme, last, council, { zone: group.zone, person: true });
      const where = { platform: to.platform, person: to.person };
      news.push({ key: wordKey(theme.id, last.id, where), to: where, subject, message });
    }
  }
  return announce(tx, at, news);
}
