import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readState } from '../../src/community/state.ts';
import { type Db, openDatabase } from '../../src/db.ts';
import { type Desk, openDesk, stack } from './operator.ts';

let desk: Desk;
let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  desk = await openDesk();
  ({ db, close } = openDatabase(desk.databaseUrl, 2));
});
afterAll(async () => {
  await close?.();
  await desk?.close();
});

// In this order, on one database.
describe('lookout apply, and what follows from it', { shuffle: false }, () => {
  describe('lookout apply', () => {
    it('with --dry-run says what it would do, and writes nothing', async () => {
      const { code, out } = await desk.lookout(['apply', desk.file, '--dry-run']);
      expect(code).toBe(0);
      expect(out).toContain('Clinical Computing SIG');
      expect(out).toMatch(/Nothing was changed\. Without --dry-run, \d+ changes would be made\./);
      expect(await db.group.count()).toBe(0);
      expect(await db.source.count()).toBe(0);
      expect(await db.person.count()).toBe(0);
    });

    it('prints what it changed, and the second time that there is nothing to change', async () => {
      const first = await desk.start(['apply', desk.file]).ended;
      expect(first.code).toBe(0);
      for (const name of ['Clinical Computing SIG', 'Ada Obi', 'Journal of Physics in Hospitals'])
        expect(first.out).toContain(name);
      expect(first.out).toMatch(/\d+ changes made\.\n$/);
      expect(await db.group.count()).toBe(4);
      const second = await desk.lookout(['apply', desk.file]);
      expect([second.code, second.out]).toEqual([0, 'Nothing to change.\n']);
    });

    it('names file and line of each mistake and what was expected, and applies nothing of the file', async () => {
      const before = await readState(db);
      const file = await desk.write(
        'mistaken.yaml',
        ['name: Clinical Computing SIG', 'name: Renamed SIG'],
        ['time: "08:30"', 'time: "25:30"'],
        ['kind: coi', 'kind: club'],
        ['roles: { office: member }', 'roles: { ofice: member }'],
      );
      const { code, out, err } = await desk.lookout(['apply', file]);
      expect(code).toBe(1);
      expect(out).toBe('');
      const lines = err.trim().split('\n');
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(line).toMatch(/mistaken\.yaml:\d+: .*[Ee]xpected/);
      expect(err).toContain('25:30');
      expect(err).toContain('club');
      expect(err).toContain('ofice');
      expect(err).not.toMatch(stack);
      expect(await readState(db)).toEqual(before);
    });

    it('says in a sentence that there is no such file, and that a database cannot be reached', async () => {
      const [missing, away] = await Promise.all([
        desk.lookout(['apply', join(desk.folder, 'nowhere.yaml')]),
        desk.lookout(['apply', desk.file], {
          ...desk.env,
          DATABASE_URL: 'postgresql://lookout:very-secret-word@127.0.0.1:9/lookout',
        }),
      ]);
      expect(missing.code).toBe(1);
      expect(missing.err).toContain('nowhere.yaml cannot be opened (ENOENT).');
      expect(missing.err).not.toMatch(stack);
      expect(away.code).toBe(1);
      expect(away.all).not.toContain('very-secret-word');
      expect(away.err).not.toMatch(stack);
      expect(away.err).toContain('DATABASE_URL');
    });
  });

  describe('lookout digest preview', () => {
    it('shows the next digest, and leaves no trace', async () => {
      const source = await db.source.findFirstOrThrow();
      const now = new Date();
      const item = {
        key: 'news.test/x',
        title: 'A DICOM gateway',
        summary: 'In short.',
        tags: [],
        seenAt: now,
      };
      await db.item.create({
        data: { ...item, sightings: { create: { sourceId: source.id, seenAt: now, baseline: false } } },
      });
      const preview = await desk.start(['digest', 'preview', 'clinical-computing']).ended;
      expect(preview.code).toBe(0);
      expect(preview.out).toMatch(/^The digest of \w{3} \d{1,2} \w{3} \d{4}, as it would be now:/);
      expect(preview.out).toContain('A DICOM gateway');
      expect(preview.out).toContain('Why: Mentions “DICOM”');
      expect(await db.edition.count()).toBe(0);
      expect(await db.entry.count()).toBe(0);
      expect(await db.delivery.count()).toBe(0);
      expect(desk.sandboxes.slack.state.calls).toEqual([]);
    });

    it('says which groups there are, or that none is planned', async () => {
      const [unknown, none] = await Promise.all([
        desk.lookout(['digest', 'preview', 'clinical']),
        desk.lookout(['digest', 'preview', 'office']),
      ]);
      expect([unknown.code, unknown.err]).toEqual([
        1,
        'There is no group “clinical”. There are: clinical-computing, nuclear-medicine, office, sustainability.\n',
      ]);
      expect([none.code, none.err]).toEqual([
        1,
        'No digest is planned for National Office. Give it a time in the community file.\n',
      ]);
    });
  });
});
