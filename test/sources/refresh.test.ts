import { describe, expect, it } from 'vitest';
import { mediaTypes, write } from '../../sandbox/feeds/feed.ts';
import { dueSources } from '../../src/sources/due.ts';
import { article } from '../support/open-app.ts';
import { feed, minute, type Serve, useReading } from './reading.ts';

const world = useReading();
const { asked, clock, now, pages, read, readNow, row, sightings, source } = world;

describe('reading a source', () => {
  it('takes its first look as a baseline, and later only what is new as news', async () => {
    pages.set('first', feed(['Old one', 'Old two']));
    const id = await source('first');
    await read(id);
    expect(await sightings(id)).toEqual(['Old one (baseline)', 'Old two (baseline)']);
    expect(await row(id)).toMatchObject({
      trouble: null,
      failures: 0,
      readAt: now(),
      nextAt: new Date(clock.at + 60 * minute),
    });
    // The whole document again, with nothing new in it.
    await read(id);
    expect(await sightings(id)).toHaveLength(2);
    pages.set('first', feed(['Old one', 'Old two', 'New one']));
    await read(id);
    expect(await sightings(id)).toEqual(['Old one (baseline)', 'Old two (baseline)', 'New one']);
    await read(id);
    expect(await sightings(id)).toHaveLength(3);
    expect(await world.db.item.count({ where: { title: { in: ['Old one', 'Old two', 'New one'] } } })).toBe(
      3,
    );
  });

  it('takes the first look as a baseline even when it finds the feed empty, or in trouble before', async () => {
    pages.set('slow-start', (_, response) => void response.writeHead(503).end());
    const id = await source('slow-start');
    await read(id);
    pages.set('slow-start', feed([]));
    await read(id);
    expect(await row(id)).toMatchObject({ trouble: null, readAt: now() });
    pages.set('slow-start', feed(['The first ever']));
    await read(id);
    expect(await sightings(id)).toEqual(['The first ever']);
  });

  it('waits for a whole first look, so that the other half of a cut one is no news; a feed that is always cut is taken as it is', async () => {
    const whole = feed(['Old one', 'Old two', 'Old three']);
    const cut: Serve = (request, response) => {
      const end = response.end.bind(response);
      response.end = ((body: string) => end(body.slice(0, body.indexOf('Old three')))) as typeof response.end;
      whole(request, response);
    };
    pages.set('half', cut);
    const id = await source('half');
    await read(id);
    expect(await row(id)).toMatchObject({
      readAt: null,
      failures: 1,
      trouble: expect.stringContaining('ended too early'),
    });
    pages.set('half', whole);
    await read(id);
    expect(await row(id)).toMatchObject({ readAt: now(), failures: 0, trouble: null });
    expect((await sightings(id)).every((title) => title.endsWith('(baseline)'))).toBe(true);
    expect(await sightings(id)).toHaveLength(3);

    pages.set('always', cut);
    const other = await source('always');
    for (let look = 0; look < 4; look++) await read(other);
    expect(await row(other)).toMatchObject({ readAt: now(), trouble: null });
    expect(await sightings(other)).toEqual(['Old one (baseline)', 'Old two (baseline)']);
  });

  it('sends along what it knows, and takes “not changed” for well', async () => {
    pages.set('same', feed(['Same'], '"v1"', { 'last-modified': 'Thu, 19 Nov 2026 09:00:00 GMT' }));
    const id = await source('same');
    await read(id);
    expect(await row(id)).toMatchObject({ etag: '"v1"', lastModified: 'Thu, 19 Nov 2026 09:00:00 GMT' });
    await read(id);
    expect(asked.at(-1)!.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Thu, 19 Nov 2026 09:00:00 GMT',
    });
    expect(asked.at(-1)!.headers['user-agent']).toContain('office@example.org');
    expect(await row(id)).toMatchObject({ etag: '"v1"', trouble: null, readAt: now() });
    expect(await sightings(id)).toEqual(['Same (baseline)']);
    pages.set('same', feed(['Same', 'Other'], '"v2"'));
    await read(id);
    expect(await row(id)).toMatchObject({ etag: '"v2"', lastModified: null });
    expect(await sightings(id)).toEqual(['Same (baseline)', 'Other']);
  });

  it('is not done before it is due', async () => {
    pages.set('early', feed(['Early']));
    const id = await source('early');
    await read(id);
    const before = asked.length;
    await readNow(id);
    expect(asked.length).toBe(before);
    expect(await dueSources(world)).not.toContain(id);
    expect((await row(id)).nextAt.getTime()).toBeGreaterThan(clock.at);
    await readNow(999_999);
  });

  it('waits as long as the publisher asks, between five minutes and a day', async () => {
    const waits = { 'max-age=7200': 120, 'max-age=1': 5, 'max-age=9999999': 24 * 60 };
    for (const [asks, expected] of Object.entries(waits)) {
      pages.set(asks, feed([asks], undefined, { 'cache-control': asks }));
      const id = await source(asks);
      await read(id);
      expect((await row(id)).nextAt.getTime() - clock.at, asks).toBe(expected * minute);
    }
  });

  it('stores an item that two feeds show once, with a sighting in each', async () => {
    const tracked: Serve = (_, response) => {
      const shared = {
        ...article('Shared by two', '2026-11-19T09:00:00Z'),
        link: 'http://www.news.test/shared-by-two/?utm_source=rss#top',
      };
      const body = write({ path: 'y', title: 'Y', format: 'atom', articles: [shared] });
      response.writeHead(200, { 'content-type': mediaTypes.atom }).end(body);
    };
    pages.set('one', feed(['Shared by two', 'Of one']));
    pages.set('two', tracked);
    const ids = [await source('one'), await source('two')] as const;
    await Promise.all(ids.map((id) => readNow(id)));
    expect(await world.db.item.count({ where: { title: 'Shared by two' } })).toBe(1);
    expect(await sightings(ids[0])).toEqual(
      expect.arrayContaining(['Shared by two (baseline)', 'Of one (baseline)']),
    );
    expect(await sightings(ids[1])).toEqual(['Shared by two (baseline)']);
  });

  it('by two at once keeps each item once, and takes the baseline of neither for news', async () => {
    pages.set('twice', feed(['Once', 'Only']));
    const id = await source('twice');
    await Promise.all([1, 2, 3, 4].map(() => readNow(id)));
    expect((await sightings(id)).sort()).toEqual(['Once (baseline)', 'Only (baseline)']);
    pages.set('twice', feed(['Once', 'Only', 'New']));
    clock.at = (await row(id)).nextAt.getTime();
    await Promise.all([1, 2, 3, 4].map(() => readNow(id)));
    expect((await sightings(id)).sort()).toEqual(['New', 'Once (baseline)', 'Only (baseline)']);
  });
});
