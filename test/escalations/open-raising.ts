import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../src/app.ts';
import { applyFile } from '../../src/apply.ts';
import { createDesk } from '../../src/chat/desk.ts';
import { fits } from '../../src/chat/fit.ts';
import type { Incoming, PersonRef, Submission } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { openDatabase } from '../../src/db.ts';
import { escalations } from '../../src/escalations/index.ts';
import { change } from '../../src/escalations/theme/change.ts';
import { lockTheme } from '../../src/escalations/theme/store.ts';
import { createLog } from '../../src/log.ts';
import { said } from '../polls/open-feature.ts';
import { createDatabase } from '../support/database.ts';
import { net } from '../support/until.ts';
import { communityWith } from './community.ts';

/** Clinical computing has Ada as its chair and Ben as a member, nuclear medicine has Noor; Cleo is of the office. */
export const [ada, ben, noor, cleo] = ['U0ADA00001', 'U0BEN00001', 'U0NOOR0001', 'U0CLEO0001'].map((id) => ({
  platform: 'slack',
  id,
  name: id,
})) as [PersonRef, PersonRef, PersonRef, PersonRef];

type Fields = Submission['fields'];
const filled = {
  title: 'A title',
  words: 'Some words.',
  ask: ['decision'],
  urgency: ['routine'],
  evidence: [],
};
const post = { platform: 'slack', channel: 'C0COMPUTING', id: '1', url: 'https://chat.test/1' };

/** Where raising is tried without any chat: a database of its own with the community of these tests, a desk, a clock that stands. */
export async function openRaising() {
  const database = await createDatabase();
  const { db, close } = openDatabase(database.url, 16, 2 * net);
  const folder = await mkdtemp(join(tmpdir(), 'lookout-raise-'));
  const log: string[] = [];
  const lines = createLog('info', [], { write: (line) => void log.push(line) });
  const now = () => new Date('2026-11-20T10:00:00Z');
  const app: App = { db, now, secret: 'a secret of these tests', log: lines, wake: () => undefined };
  const desk = createDesk(app, [escalations]);
  let acts = 0;
  const base = (person: PersonRef, channel: string | null = post.channel) => {
    acts += 1;
    return { act: `act-${acts}`, person, channel };
  };
  const press = (person: PersonRef, id: string) => desk.answer({ kind: 'press', id, post, ...base(person) });
  const submit = (person: PersonRef, id: string, fields: Fields = {}) =>
    desk.answer({ kind: 'submission', id, fields: { ...filled, ...fields }, ...base(person) });
  const groupId = async (slug: string) => (await db.group.findUniqueOrThrow({ where: { slug } })).id;

  /** A draft of somebody for a group. @returns its id */
  async function draftOf(person: PersonRef, slug: string, fields: Fields = {}): Promise<number> {
    const reply = await submit(person, `theme-new:${await groupId(slug)}`, fields);
    if (reply.kind !== 'whisper' || !said(reply).includes('Preview')) throw new Error(JSON.stringify(reply));
    if (!fits(reply.message.blocks)) throw new Error('the preview is more than a message carries');
    return (await db.theme.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
  }

  /** Brings the community back to what it was. */
  async function apply(): Promise<void> {
    const file = join(folder, 'community.yaml');
    await writeFile(file, communityWith(['slack']));
    await applyFile(app, file);
  }
  await apply();

  return {
    ...{ app, db, log, press, submit, groupId, draftOf, apply },
    type: (person: PersonRef, words: string, channel?: string | null): Promise<Reply> =>
      desk.answer({ kind: 'command', name: 'escalate', words, ...base(person, channel) } as Incoming),
    async raised(person: PersonRef, slug: string, fields: Fields = {}) {
      const id = await draftOf(person, slug, fields);
      await press(person, `theme-raise:${id}`);
      return db.theme.findUniqueOrThrow({ where: { id } });
    },
    /** The council declines a theme. */
    async decline(id: number): Promise<void> {
      const { id: personId } = await db.person.findFirstOrThrow({ where: { slug: 'cat' } });
      const by = { id: personId, name: 'Cat Fraser', platform: 'slack', user: 'U0CAT00001' };
      await db.$transaction(async (tx) =>
        change(tx, app, await lockTheme(tx, id), { act: 'decline', by, words: 'Not now.' }),
      );
    },
    async close() {
      await close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
