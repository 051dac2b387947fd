import { describe, expect, it } from 'vitest';
import { mediaTypes, write } from '../../sandbox/feeds/feed.ts';
import { article } from '../support/open-app.ts';
import { net } from '../support/until.ts';
import { feed, minute, type Serve, useReading } from './reading.ts';

const world = useReading();
const { clock, lines, now, pages, read, readNow, row, sightings, source } = world;

describe('a source in trouble', () => {
  const whole = write({
    path: 'x',
    title: 'X',
    format: 'rss',
    articles: Array.from({ length: 6 }, (_, at) => article(`Part ${at}`, '2026-11-19T09:00:00Z')),
  });
  const troubles: [string, Serve, RegExp, number][] = [
    [
      'that asks to be left alone',
      (_, r) => void r.writeHead(503, { 'retry-after': '1800' }).end(),
      /for fewer requests \(503\)/,
      30,
    ],
    [
      'that names the hour',
      (_, r) =>
        void r.writeHead(429, { 'retry-after': new Date(clock.at + 40 * minute).toUTCString() }).end(),
      /\(429\)/,
      40,
    ],
    ['with a fault of its own', (_, r) => void r.writeHead(500).end(), /server error \(500\)/, 5],
    [
      'that gives a web page',
      (_, r) =>
        void r
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><html><title>Sign in</title><p>Please'),
      /web page, not a feed/,
      5,
    ],
    ['that gives an empty document', (_, r) => void r.writeHead(200).end(''), /empty document/, 5],
    ['that gives something else', (_, r) => void r.writeHead(200).end('hello'), /not a feed/, 5],
    ['that is not there', (_, r) => void r.writeHead(404).end(), /no such page \(404\)/, 5],
    ['that is gone for good', (_, r) => void r.writeHead(410).end(), /taken this feed down for good/, 5],
    ['that lets nobody in', (_, r) => void r.writeHead(403).end(), /does not let Lookout read/, 5],
    ['that hangs up', (request) => void request.socket.destroy(), /127\.0\.0\.1/, 5],
    ['that never answers', () => undefined, /127\.0\.0\.1/, 5],
    ['that lost its items', feed([]), /no items, although it had some before/, 5],
  ];

  it.each(troubles)(
    '%s has it on its row, is tried again later, and is well again after it',
    async (what, serve, sentence, minutes) => {
      const path = what.replaceAll(' ', '-');
      pages.set(path, feed([`${what}: old`], '"held"'));
      const id = await source(path);
      await read(id);
      const readAt = (await row(id)).readAt;
      pages.set(path, (request, response) => {
        response.setHeader('etag', '"of the trouble"');
        serve(request, response);
      });
      clock.at = (await row(id)).nextAt.getTime();
      const since = now();
      if (what === 'that never answers') world.patience.timeoutMilliseconds = 50;
      await read(id);
      world.patience.timeoutMilliseconds = net;
      const first = await row(id);
      expect(first.trouble).toMatch(sentence);
      expect(first).toMatchObject({ failures: 1, troubleSince: since, readAt });
      // What came with the trouble is not kept: it would hide what the feed shows when it is well.
      expect(first).toMatchObject({ etag: '"held"' });
      const waited = first.nextAt.getTime() - clock.at;
      expect(Math.abs(waited - minutes * minute)).toBeLessThanOrEqual(1_000);
      expect(lines.some((line) => line.includes('"level":40') && line.includes(`/${path}"`))).toBe(true);
      if (what === 'that never answers') return;
      await read(id);
      expect(await row(id)).toMatchObject({ failures: 2, troubleSince: since });
      expect((await row(id)).nextAt.getTime() - clock.at).toBeGreaterThanOrEqual(10 * minute);
      pages.set(path, feed([`${what}: old`, `${what}: new`], '"well"'));
      await read(id);
      expect(await row(id)).toMatchObject({
        trouble: null,
        troubleSince: null,
        failures: 0,
        etag: '"well"',
        readAt: now(),
      });
      expect(await sightings(id)).toEqual([`${what}: old (baseline)`, `${what}: new`]);
    },
  );

  it('waits longer each time, a day at most', async () => {
    pages.set('dead', (_, response) => void response.writeHead(500).end());
    const id = await source('dead');
    const waits: number[] = [];
    for (let times = 0; times < 12; times += 1) {
      await read(id);
      waits.push(((await row(id)).nextAt.getTime() - clock.at) / minute);
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]);
  });

  it('whose document was cut gives what was complete, keeps no validators, and gives the rest later', async () => {
    pages.set('cut', feed(['Part 0'], '"before"'));
    const id = await source('cut');
    await read(id);
    pages.set(
      'cut',
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': mediaTypes.rss, etag: '"cut"' })
          .end(whole.slice(0, whole.length * 0.6)),
    );
    await read(id);
    const some = await sightings(id);
    expect(some.length).toBeGreaterThan(1);
    expect(some.length).toBeLessThan(6);
    expect(await row(id)).toMatchObject({ etag: null, lastModified: null });
    pages.set(
      'cut',
      (_, response) =>
        void response.writeHead(200, { 'content-type': mediaTypes.rss, etag: '"whole"' }).end(whole),
    );
    await read(id);
    expect(await sightings(id)).toHaveLength(6);
    expect(await row(id)).toMatchObject({ etag: '"whole"', trouble: null });
  });

  it('keeps no other from being read', async () => {
    const names = ['well-1', 'ill-1', 'well-2', 'ill-2', 'well-3'];
    for (const name of names)
      pages.set(
        name,
        name.startsWith('well') ? feed([`Of ${name}`]) : (request) => void request.socket.destroy(),
      );
    const ids: number[] = [];
    for (const name of names) ids.push(await source(name));
    await Promise.all(ids.map((id) => readNow(id)));
    const rows = await world.db.source.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
    expect(rows.map(({ trouble }) => trouble === null)).toEqual([true, false, true, false, true]);
    for (const [at, name] of names.entries())
      expect(await sightings(ids[at]!)).toEqual(name.startsWith('well') ? [`Of ${name} (baseline)`] : []);
  });
});
