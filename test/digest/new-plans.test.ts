import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { article, communityText, openApp, type RunningApp } from '../support/open-app.ts';
import { onSlack, type Seen } from '../support/people.ts';

const ada = 'U0ADA00001';
const nuclear = 'C0NUCLEAR01';

describe('a community file that changes in the middle of a day', () => {
  let lookout: RunningApp;
  beforeEach(async () => {
    lookout = await openApp('2026-11-19T06:00:00Z');
    lookout.publish('journal.test/rss', article('A new SPECT camera', '2026-11-19T06:10:00Z'));
    await lookout.at('2026-11-19T07:30:00Z');
    await lookout.at('2026-11-19T08:00:00Z');
  });
  afterEach(() => lookout?.close());

  const posts = (channel: string): Seen[] => onSlack(lookout.sandboxes, ada, channel).posts();
  const editions = async (slug: string) =>
    (await lookout.db.edition.findMany({ where: { group: { slug } }, orderBy: { day: 'asc' } })).map(
      ({ day, state }) => `${day} ${state}`,
    );
  const group = (more: string) => communityText.replace('  - slug: office\n', `${more}\n  - slug: office\n`);
  const imaging = (time: string, channels: string) => `  - slug: imaging
    name: Imaging SIG
    kind: sig
    keywords: [SPECT]
    channels: ${channels}
    digest: { time: "${time}" }`;

  it('begins a group that is new at its next time, not with news from before it was there', async () => {
    lookout.sandboxes.slack.state.channels.set('C0IMAGING01', {
      ...lookout.sandboxes.slack.state.channels.get(nuclear)!,
      id: 'C0IMAGING01',
      messages: [],
    });
    lookout.set('2026-11-19T14:00:00Z');
    await lookout.apply(group(imaging('08:00', '{ slack: [C0IMAGING01] }')));
    await lookout.at('2026-11-19T14:01:00Z');
    expect(await editions('imaging')).toEqual([]);
    await lookout.at('2026-11-20T08:00:00Z');
    expect(await editions('imaging')).toEqual(['2026-11-20 quiet']);
    expect(posts('C0IMAGING01')).toEqual([]);
    lookout.publish('journal.test/rss', article('Another SPECT camera', '2026-11-20T10:00:00Z'));
    await lookout.at('2026-11-20T12:00:00Z');
    await lookout.at('2026-11-23T08:00:00Z');
    expect(posts('C0IMAGING01')).toHaveLength(1);
  });

  it('keeps one edition a day when the time is moved on after it was posted', async () => {
    expect(posts(nuclear)).toHaveLength(1);
    lookout.set('2026-11-19T09:00:00Z');
    const later = communityText.replace(/(radioisotope, SPECT[\s\S]*?time: )"08:00"/, '$1"10:00"');
    await lookout.apply(later);
    lookout.publish('journal.test/rss', article('A second SPECT camera', '2026-11-19T09:30:00Z'));
    await lookout.at('2026-11-19T09:45:00Z');
    await lookout.at('2026-11-19T10:00:00Z');
    expect(posts(nuclear)).toHaveLength(1);
    await lookout.at('2026-11-20T08:00:00Z');
    expect(posts(nuclear)).toHaveLength(1);
    await lookout.at('2026-11-20T10:00:00Z');
    expect(posts(nuclear)).toHaveLength(2);
    expect(posts(nuclear)[1]!.text).toContain('A second SPECT camera');
    expect(await editions('nuclear-medicine')).toEqual(['2026-11-19 composed', '2026-11-20 composed']);
  });

  it('goes on with a group that is no longer in the file, since nothing vanishes by a slip', async () => {
    const without = communityText.replace(/ {2}- slug: nuclear-medicine\n[\s\S]*?(?= {2}- slug: office)/, '');
    await lookout.apply(without);
    lookout.publish('journal.test/rss', article('A second SPECT camera', '2026-11-19T09:30:00Z'));
    await lookout.at('2026-11-19T10:00:00Z');
    await lookout.at('2026-11-20T08:00:00Z');
    expect(await editions('nuclear-medicine')).toContain('2026-11-20 composed');
  });

  it('composes for a group without a channel, and brings it all once there is one', async () => {
    await lookout.apply(communityText.replace('channels: { slack: [C0NUCLEAR01] }', 'channels: {}'));
    lookout.publish('journal.test/rss', article('A second SPECT camera', '2026-11-19T09:30:00Z'));
    await lookout.at('2026-11-19T10:00:00Z');
    await lookout.at('2026-11-20T08:00:00Z');
    expect(posts(nuclear)).toHaveLength(1);
    lookout.set('2026-11-20T11:00:00Z');
    await lookout.apply(communityText);
    await lookout.at('2026-11-20T11:30:00Z');
    expect(posts(nuclear)).toHaveLength(1);
    await lookout.at('2026-11-23T08:00:00Z');
    expect(posts(nuclear)).toHaveLength(2);
    expect(posts(nuclear)[1]!.text).toContain('A second SPECT camera');
  });
});
