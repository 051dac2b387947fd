import { type ChangeToMake, change } from '../../src/escalations/theme/change.ts';
import { lockTheme } from '../../src/escalations/theme/store.ts';
import type { RunningApp } from '../support/open-app.ts';
import { seedTheme } from './raising.ts';
import { accounts, type Rows } from './rights-acts.ts';

async function does(lookout: RunningApp, themeId: number, deed: Omit<ChangeToMake, 'by'>): Promise<void> {
  const cat = await lookout.db.person.findUniqueOrThrow({ where: { slug: 'cat' } });
  const by = { id: cat.id, name: 'Cat Fraser', platform: 'slack', user: 'U0CAT00001' };
  await lookout.db.$transaction(async (tx) =>
    change(tx, lookout, await lockTheme(tx, themeId), { ...deed, by }),
  );
}

/** Rows of their own on which acts are tried. */
export function giveRows(lookout: RunningApp): Rows {
  const { db } = lookout;
  const rows: Rows = {
    group: once(async () => (await db.group.findUniqueOrThrow({ where: { slug: 'clinical-computing' } })).id),
    raised: once(async () => (await seedTheme(lookout)).id),
    others: once(async () => (await seedTheme(lookout, { group: 'sustainability' })).id),
    asked: once(async () => {
      const { id } = await seedTheme(lookout);
      await does(lookout, id, { act: 'ask', words: 'Where?' });
      return id;
    }),
    decided: once(async () => {
      const { id } = await seedTheme(lookout);
      await does(lookout, id, { act: 'decide', action: 'event', words: 'Yes.' });
      return id;
    }),
    question: async () => (await lastOf(lookout, await rows.asked())).id,
    draft: once(async () => draftOf(lookout, await rows.group())),
    priority: once(async () => {
      const priority = { topic: 'climate', words: '', until: '2027-01-08', call: false, by: 'Cat Fraser' };
      return (await db.priority.create({ data: { ...priority, at: lookout.now(), drawn: 0 } })).id;
    }),
    seen: async (theme) => `${await theme()}/${(await lastOf(lookout, await theme())).id}`,
  };
  return rows;
}

/** Makes it when it is first asked for. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function lastOf(lookout: RunningApp, themeId: number): Promise<{ id: number }> {
  return lookout.db.themeChange.findFirstOrThrow({ where: { themeId }, orderBy: { id: 'desc' } });
}

async function draftOf(lookout: RunningApp, groupId: number): Promise<number> {
  const ada = await lookout.db.person.findUniqueOrThrow({ where: { slug: 'ada' } });
  const [createdAt, raiser] = [lookout.now(), 'Ada Obi'];
  const account = { platform: 'slack', user: accounts.chair.slack };
  const group = { groupId, joinedAt: createdAt, byId: ada.id, by: raiser, ...account };
  const words = { title: 'A draft', words: 'So far', ask: 'event', urgency: 'soon' } as const;
  const data = { ...words, createdAt, raiserId: ada.id, raiser, groups: { create: group } };
  return (await lookout.db.theme.create({ data })).id;
}
