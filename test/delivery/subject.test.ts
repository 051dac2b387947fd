import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/chat/message.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { type Announcement, announce } from '../../src/delivery/announce.ts';
import { about, mentioning, type Subject, showing } from '../../src/delivery/subject.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const channel = { platform: 'slack', channel: 'C0NUCLEAR01' };
const person = { platform: 'slack', person: 'U0BEN00001' };
const sealed = { platform: 'slack', sealed: new Uint8Array([1, 2, 3]) };
const idea: Subject = { kind: 'idea', id: 7 };

/** By what they are called here: each is a message of its own. */
const announcements: Record<string, Omit<Announcement, 'key' | 'message'>> = {
  post: { subject: idea, to: channel, page: 0 },
  thread: { subject: idea, to: { under: 'post' } },
  'to a follower': { subject: idea, to: person },
  'to its sender': { subject: idea, to: sealed },
  'another idea': { subject: { kind: 'idea', id: 70 }, to: channel, page: 0 },
  'the poll of the same number': { subject: { kind: 'poll', id: 7 }, to: channel, page: 0 },
  'a reminder of several ideas': { subject: { kind: 'idea_reminder', id: 1 }, to: person },
  'the card of a theme': { subject: { kind: 'theme', id: 70 }, to: channel, page: 0 },
  'a reminder of several themes': { subject: { kind: 'theme_reminder', id: 2 }, to: person },
  'a note on what was flagged': { subject: { kind: 'flag_note', id: 1 }, to: person },
  'word to the office': { subject: { kind: 'notice', id: 7 }, to: channel },
};

describe('what a message is about', () => {
  let database: TestDatabase;
  let opened: { db: Db; close(): Promise<void> };
  beforeAll(async () => {
    database = await createDatabase();
    opened = openDatabase(database.url);
    const at = new Date('2026-11-20T08:00:00Z');
    await opened.db.$transaction((tx) =>
      announce(
        tx,
        at,
        Object.entries(announcements).map(([key, one]) => ({ key, message: say(key), ...one })),
      ),
    );
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  async function keys(where: object): Promise<string[]> {
    const rows = await opened.db.delivery.findMany({ where, orderBy: { id: 'asc' } });
    return rows.map(({ key }) => key);
  }

  it('finds all that is said of a thing, in channels, threads and to persons, also to one who is not named', async () => {
    expect(await keys(about(idea))).toEqual(['post', 'thread', 'to a follower', 'to its sender']);
  });

  it('finds its posts, which are redrawn as it changes, apart from all that is said once', async () => {
    expect(await keys(showing(idea))).toEqual(['post']);
  });

  it('finds in one question whatever may mention a thing, also where several are listed', async () => {
    expect(await keys({ OR: mentioning(idea) })).toEqual([
      ...['post', 'thread', 'to a follower', 'to its sender'],
      ...['a reminder of several ideas', 'the card of a theme', 'a note on what was flagged'],
    ]);
    expect(await keys({ OR: mentioning({ kind: 'theme', id: 7 }) })).toEqual([
      'a reminder of several themes',
    ]);
    expect(await keys({ OR: mentioning({ kind: 'theme', id: 70 }, ['flag_note']) })).toEqual([
      'the card of a theme',
      'a note on what was flagged',
    ]);
    expect(await keys({ OR: mentioning({ kind: 'notice', id: 7 }) })).toEqual(['word to the office']);
  });
});
