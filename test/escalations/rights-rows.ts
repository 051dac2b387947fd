import { type ChangeToMake, change } from '../../src/escalations/theme/change.ts';
import { lockTheme } from '../../src/escalations/theme/store.ts';
import type { House } from '../support/house.ts';
import { seedTheme } from './raising.ts';
import { accounts, type Rows } from './rights-acts.ts';

async function does(house: House, themeId: number, deed: Omit<ChangeToMake, 'by'>): Promise<void> {
  const cat = await house.db.person.findUniqueOrThrow({ where: { slug: 'cat' } });
  const by = { id: cat.id, name: 'Cat Fraser', platform: 'slack', user: 'U0CAT00001' };
  await house.db.$transaction(async (tx) => change(tx, house, await lockTheme(tx, themeId), { ...deed, by }));
}

/** Rows of their own on which acts are tried. */
export function giveRows(house: House): Rows {
  const { db } = house;
  const rows: Rows = {
    group: once(async () => (await db.group.findUniqueOrThrow({ where: { slug: 'clinical-computing' } })).id),
    raised: once(async () => (await seedTheme(house)).id),
    others: once(async () => (await seedTheme(house, { group: 'sustainability' })).id),
    asked: once(async () => {
      const { id } = await seedTheme(house);
      await does(house, id, { act: 'ask', words: 'Where?' });
      return id;
    }),
    decided: once(async () => {
      const { id } = await seedTheme(house);
      await does(house, id, { act: 'decide', action: 'event', words: 'Yes.' });
      return id;
    }),
    question: async () => (await lastOf(house, await rows.asked())).id,
    draft: once(async () => draftOf(house, await rows.group())),
    priority: once(async () => {
      const priority = { topic: 'climate', words: '', until: '2027-01-08', call: false, by: 'Cat Fraser' };
      return (await db.priority.create({ data: { ...priority, at: house.now(), drawn: 0 } })).id;
    }),
    seen: async (theme) => `${await theme()}/${(await lastOf(house, await theme())).id}`,
  };
  return rows;
}

/** Makes it when it is first asked for. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function lastOf(house: House, themeId: number): Promise<{ id: number }> {
  return house.db.themeChange.findFirstOrThrow({ where: { themeId }, orderBy: { id: 'desc' } });
}

async function draftOf(house: House, groupId: number): Promise<number> {
  const ada = await house.db.person.findUniqueOrThrow({ where: { slug: 'ada' } });
  const [createdAt, raiser] = [house.now(), 'Ada Obi'];
  const account = { platform: 'slack', user: accounts.chair.slack };
  const group = { groupId, joinedAt: createdAt, byId: ada.id, by: raiser, ...account };
  const words = { title: 'A draft', words: 'So far', ask: 'event', urgency: 'soon' } as const;
  const data = { ...words, createdAt, raiserId: ada.id, raiser, groups: { create: group } };
  return (await house.db.theme.create({ data })).id;
}
