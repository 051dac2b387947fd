import type { App } from '../../src/app.ts';
import { createDesk } from '../../src/chat/desk.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Desk } from '../../src/chat/port.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { plain } from '../../src/chat/text.ts';
import { openDatabase } from '../../src/db.ts';
import { createLog } from '../../src/log.ts';
import { polls } from '../../src/polls/index.ts';
import { createDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';

/** Where polls are tried without any chat: a database of its own, a desk, and a clock that stands. */
export interface OpenFeature {
  app: App;
  db: App['db'];
  env: Record<string, string>;
  log: string[];
  databaseUrl: string;
  now(): Date;
  set(instant: string): void;
  /** Another process would do the same. */
  restart(): void;
  /** Somebody, as `slack/U1`, acts in a channel; the act is a new one unless it is named. */
  press(who: string, id: string, more?: Where): Promise<Reply>;
  choose(who: string, id: string, values: readonly (number | string)[], more?: Where): Promise<Reply>;
  submit(who: string, id: string, fields: Record<string, string>, more?: Where): Promise<Reply>;
  /** Makes one person of accounts. */
  link(...accounts: string[]): Promise<void>;
  close(): Promise<void>;
}

interface Where {
  channel?: string;
  act?: string;
}

/** Opens one with three groups, `clinical-computing`, `sustainability` and `elsewhere`: each has a channel of its name on both platforms. */
export async function openFeature(): Promise<OpenFeature> {
  const database = await createDatabase();
  const { db, close } = openDatabase(database.url, 10, 2 * net);
  const env = { LOOKOUT_SECRET: 'a secret of these tests, which is long enough' };
  let at = new Date('2026-11-23T09:00:00Z');
  const now = () => at;
  for (const slug of ['clinical-computing', 'sustainability', 'elsewhere']) {
    const channels = { create: ['slack', 'discord'].map((platform) => ({ platform, channel: slug })) };
    await db.group.create({
      data: { ...group, slug, name: slug, createdAt: at, channels },
    });
  }
  const log: string[] = [];
  const lines = createLog('info', [], { write: (line) => void log.push(line) });
  const app: App = { db, now, secret: env.LOOKOUT_SECRET, log: lines, wake: () => undefined };
  let desk: Desk = createDesk(app, [polls]);
  let acts = 0;
  const base = (who: string, { channel = 'clinical-computing', act = `act-${++acts}` }: Where = {}) => {
    const [platform = '', id = ''] = who.split('/');
    const post = { platform, channel, id: '1', url: 'https://chat.test/1' };
    return { act, person: { platform, id, name: who }, channel, post };
  };
  return {
    app,
    db,
    env,
    log,
    databaseUrl: database.url,
    now,
    set(instant) {
      at = new Date(instant);
    },
    restart() {
      desk = createDesk(app, [polls]);
    },
    press: (who, id, more) => desk.answer({ kind: 'press', id, ...base(who, more) }),
    choose: (who, id, values, more) =>
      desk.answer({ kind: 'selection', id, values: values.map(String), ...base(who, more) }),
    submit: (who, id, fields, more) =>
      desk.answer({ kind: 'submission', id, fields, ...base(who, more) } as Incoming),
    async link(...accounts) {
      const rows = accounts.map((account) => account.split('/'));
      const create = rows.map(([platform = '', user = '']) => ({ platform, user, linked: true }));
      await db.account.deleteMany({
        where: { OR: create.map(({ platform, user }) => ({ platform, user })) },
      });
      await db.person.create({ data: { accounts: { create } } });
    },
    async close() {
      await close();
      await database.drop();
    },
  };
}

const group = {
  kind: 'sig' as const,
  zone: 'Europe/London',
  digestDays: [],
  digestSize: 3,
  topics: {},
  keywords: [],
};

/** What a reply says, its buttons left out; or what it is, if it says nothing. */
export function said(reply: Reply): string {
  if (reply.kind === 'fix') return Object.values(reply.problems).join(' ');
  if (reply.kind !== 'whisper' && reply.kind !== 'redraw') return reply.kind;
  return reply.message.blocks.flatMap((block) => ('text' in block ? [plain(block.text)] : [])).join('\n');
}
