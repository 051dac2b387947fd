import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { createDesk } from '../../src/chat/desk.ts';
import { escalations } from '../../src/escalations/index.ts';
import { createLog } from '../../src/log.ts';
import { openApp, type RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, until } from '../support/people.ts';
import { communityWith } from './community.ts';
import {
  type Act,
  accounts,
  acts,
  everybodys,
  incoming,
  type Role,
  type Rows,
  roles,
} from './rights-acts.ts';
import { giveRows, once } from './rights-rows.ts';

const platforms = ['slack', 'discord'] as const;
const log: string[] = [];
let lookout: RunningApp;
let app: App;
beforeAll(async () => {
  lookout = await openApp('2026-11-23T09:00:00Z', {}, { community: communityWith(['slack', 'discord']) });
  const { db, now } = lookout;
  const write = (line: string) => void log.push(line);
  app = { db, now, log: createLog('debug', [], { write }), secret: 'x'.repeat(32), wake: () => undefined };
});
afterAll(() => lookout?.close());

/** All that the feature keeps and says. */
async function dump(): Promise<string> {
  const tables = ['theme', 'theme_group', 'theme_change', 'thing', 'flag', 'evidence', 'priority'];
  const each = [...tables, 'priority_group', 'forming'].map(
    (table) => `SELECT '${table}' AS of, string_agg(t::text, ' ' ORDER BY t::text) AS rows FROM ${table} t`,
  );
  const said = `SELECT 'delivery', string_agg(key || message::text, ' ' ORDER BY key) FROM delivery`;
  return JSON.stringify(await lookout.db.$queryRawUnsafe(`${each.join(' UNION ALL ')} UNION ALL ${said}`));
}

/** @returns what they were told, and whether the log says that it was denied */
async function tries(act: Act, role: Role, platform: (typeof platforms)[number]) {
  const before = log.length;
  const reply = await createDesk(app, [escalations]).answer(incoming(act, role, platform));
  const lines = log.slice(before).map((line) => JSON.parse(line));
  const refused = lines.filter(({ msg }) => msg === 'denied');
  expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
  return { reply, refused };
}

// Its tests are one story: each goes on where the one before it ended.
describe('on one app, in this order', { shuffle: false }, () => {
  describe('every act of the feature', () => {
    it('is in the table', async () => {
      const one = async () => 1;
      const stub = { group: one, raised: one, asked: one, decided: one, others: one, question: one };
      const rows = { ...stub, draft: one, priority: one, seen: async () => '1/1' };
      const tried = await Promise.all(acts.map(({ does: act }) => act(rows)));
      const ids = (part: string) =>
        tried.flatMap((act) => (part in act ? [String(Object.entries(act)[0]![1]).split(':')[0]] : []));
      const registered = (table: object | undefined) => Object.keys(table ?? {}).sort();
      const all = (part: string, more: readonly string[] = []) =>
        [...new Set([...ids(part), ...more])].sort();
      const words = escalations.commands![0]!.words.map(({ word }) => word);
      expect(all('words', everybodys.words)).toEqual([...words].sort());
      expect(all('press', everybodys.presses)).toEqual(registered(escalations.presses));
      expect(all('form', everybodys.submissions)).toEqual(registered(escalations.submissions));
      expect(all('menu')).toEqual(registered(escalations.selections));
    });
  });

  describe('whoever may not', () => {
    let rows: Rows;
    beforeAll(async () => {
      rows = giveRows(lookout);
      for (const make of [rows.raised, rows.asked, rows.decided, rows.others, rows.draft, rows.priority])
        await make();
      await lookout.service.settled();
    });

    it.each(acts)(
      'is refused in words, noted, and has changed nothing: $name',
      async ({ may, does: act }) => {
        const before = await dump();
        for (const platform of platforms)
          for (const role of roles.filter((one) => !may.includes(one))) {
            const { reply, refused } = await tries(await act(rows), role, platform);
            const said = reply.kind === 'whisper' ? reply.message.summary : reply.kind;
            expect.soft(said, `${role} on ${platform}`).toMatch(/^(Only |This draft has )/);
            const who = { platform, who: `${platform}/${accounts[role][platform]}` };
            expect.soft(refused, `${role} on ${platform}`).toMatchObject([who]);
          }
        expect(await dump()).toBe(before);
      },
    );

    it('is refused through the platforms too, and when a role was taken from them while a form stood open', async () => {
      const id = await rows.raised();
      const [slack, discord] = [
        onSlack(lookout.sandboxes, accounts.member.slack, 'C0STERIC001'),
        onDiscord(lookout.sandboxes, accounts.member.discord, '1100000000000000009'),
      ];
      for (const somebody of [slack, discord]) {
        const card = await until(() => somebody.posts().find(({ buttons }) => `theme-take:${id}` in buttons));
        for (const button of [`theme-take:${id}`, `theme-decide:${id}`])
          expect(await somebody.hears(() => somebody.press(card.id, button))).toContain(
            'Only council members',
          );
      }
      const carl = onDiscord(lookout.sandboxes, accounts.councillor.discord, '1100000000000000009');
      const card = await until(() => carl.posts().find(({ buttons }) => `theme-take:${id}` in buttons));
      await carl.opens(() => carl.press(card.id, `theme-decide:${id}`));
      const role = await lookout.db.role.findFirstOrThrow({ where: { person: { slug: 'carl' } } });
      const { personId, groupId } = role;
      await lookout.db.role.delete({ where: { personId_groupId: { personId, groupId } } });
      const before = await dump();
      const { said } = await carl.submit({ outcome: ['declined'], words: 'No.' });
      expect(said).toContain('Only council members can decide on a theme.');
      expect(await dump()).toBe(before);
      await lookout.db.role.create({ data: role });
      expect(lookout.log.filter((line) => line.includes('"denied"'))).toHaveLength(5);
    });
  });

  describe('whoever may', () => {
    const shared = once(async () => giveRows(lookout));

    it.each(acts)('is served: $name', async ({ may, changes, does: act }) => {
      for (const platform of platforms)
        for (const role of may) {
          const rows = changes ? giveRows(lookout) : await shared();
          const { reply, refused } = await tries(await act(rows), role, platform);
          expect(refused, `${role} on ${platform}`).toEqual([]);
          const said = reply.kind === 'whisper' ? reply.message.summary : reply.kind;
          expect(said, `${role} on ${platform}`).not.toMatch(/^Only |has moved|no longer|cannot/);
        }
    });
  });
});
