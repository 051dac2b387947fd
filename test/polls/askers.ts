import type { App } from '../../src/app.ts';
import type { PersonRef } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { submitPoll } from '../../src/polls/asking/ask.ts';
import { createDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

/** Three groups, two of them with a channel, on a database of their own; no platform. The clock stands still. */
export async function openAskers() {
  const database = await createDatabase();
  const { db, close } = openDatabase(database.url, 8, 2 * net);
  const now = () => new Date('2026-11-20T14:00:00Z');
  const app: App = {
    db,
    log: createLog('silent', []),
    now,
    secret: 'a secret of the test',
    wake: () => undefined,
  };
  for (const [at, slug] of ['mr', 'ct', 'office'].entries())
    await db.group.create({
      data: {
        slug,
        name: slug.toUpperCase(),
        kind: slug === 'office' ? 'office' : 'sig',
        zone: 'Europe/London',
        digestSize: 8,
        topics: {},
        createdAt: now(),
        ...(slug === 'office' ? {} : { channels: { create: { platform: 'slack', channel: `C${at}` } } }),
      },
    });

  /** Sends the form off, filled but for what is given. */
  const submit = (who: PersonRef, id: string, fields: Record<string, string | string[]>) =>
    submitPoll(app, { ...act(who, id), kind: 'submission', fields: { ...filled, ...fields } });

  return {
    app,
    submit,
    /** Somebody with roles, by slug of the group. */
    async person(id: string, roles: Record<string, 'chair' | 'member'>): Promise<PersonRef> {
      const groups = await db.group.findMany({ where: { slug: { in: Object.keys(roles) } } });
      await db.person.create({
        data: {
          accounts: { create: { platform: 'slack', user: id } },
          roles: { create: groups.map(({ id: groupId, slug }) => ({ groupId, kind: roles[slug]! })) },
        },
      });
      return { platform: 'slack', id, name: `Person ${id}` };
    },
    /** A new draft of theirs. @returns its id */
    async draftOf(who: PersonRef, groups: string[]): Promise<number> {
      const reply = await submit(who, 'poll-ask:need', { groups });
      if (reply.kind !== 'redraw') throw new Error(JSON.stringify(reply));
      return (await db.poll.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
    },
    stateOf: async (id: number) => (await db.poll.findUnique({ where: { id } }))?.state,
    /** Forgets polls and people. */
    async clear() {
      await db.poll.deleteMany();
      await db.person.deleteMany();
    },
    async close() {
      await close();
      await database.drop();
    },
  };
}

const filled = { question: 'Which?', options: 'One\nTwo', lasts: ['7'], who: ['anonymous'] };
const post = { platform: 'slack', channel: 'C0', id: '1.1', url: 'https://chat.test/1' };

let acts = 0;
/** What every act of somebody bears. */
export const act = (who: PersonRef, id: string) => ({ act: `act ${++acts}`, person: who, channel: 'C0', id });
export const press = (who: PersonRef, id: string) => ({ ...act(who, id), kind: 'press' as const, post });
export const choose = (who: PersonRef, id: string, value: string) => ({
  ...act(who, id),
  kind: 'selection' as const,
  post,
  values: [value],
});

/** Sentences by field, if a form has to be mended. */
export const problems = (reply: Reply) => (reply.kind === 'fix' ? reply.problems : undefined);
