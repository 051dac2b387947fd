import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import { html, openSharing, type Sharing, strange } from './sharing.ts';

let all: Sharing;
const seconds = async (count = 2) => {
  for (let more = 0; more < count; more += 1)
    await all.lookout.at(new Date(all.lookout.now().getTime() + 1_100).toISOString());
};

beforeAll(async () => {
  all = await openSharing('2026-11-20T06:00:00Z');
  all.pages.set(
    '/audit',
    html(
      '<title>A dose audit for every clinic</title><meta name="citation_doi" content="10.1000/audit.1"><meta name="description" content="How one region did it.">',
    ),
  );
  all.pages.set('/tea', html('<title>Tea for all</title>'));
  all.pages.set('/later', html('<title>Something for later</title>'));
  all.pages.set('/walled', (_, response) => void response.writeHead(403).end());
  all.pages.set(
    '/hostile',
    html(
      '<title>&lt;!channel&gt; @everyone **bold** [x](https://evil.test) &lt;script&gt;alert(1)&lt;/script&gt;</title>',
    ),
  );
  all.lookout.publish(
    'journal.test/rss',
    article('A DICOM gateway', '2026-11-20T06:41:00Z'),
    article('Cake for all', '2026-11-20T06:42:00Z'),
  );
  await all.lookout.at('2026-11-20T07:30:00Z');
});
afterAll(() => all?.close());

// Its tests are one story: each goes on where the one before it ended.
describe('a page that a member shares, through both SDKs', { shuffle: false }, () => {
  it('is put before the chair, with who and why', async () => {
    const said = await all
      .slack('ben')
      .command('horizon', `share ${all.web}/audit?utm_source=mail we could do the same`);
    expect(said).toContain('“A dose audit for every clinic” has gone to the chair of Clinical Computing SIG');
    await seconds(1);
    const ada = await all.direct('slack', 'ada');
    const [asked, ...more] = ada.posts();
    expect(more).toEqual([]);
    expect(asked!.text).toMatch(
      /Shared by Ben Marsh for the digest of Clinical Computing SIG: A dose audit for every clinic[\s\S]*“we could do the same”[\s\S]*How one region did it\./,
    );
    expect(Object.values(asked!.buttons)).toEqual(['Accept', 'Not for us']);
    expect(all.slack('ben').posts()).toEqual([]);
  });

  it('is joined by another member, and shared once by each', async () => {
    const dan = all.discord('dan');
    expect(await dan.command('horizon', `share ${all.web}/audit/ me too`)).toContain(
      'already been shared by somebody else',
    );
    // By another address, which says that it is the same.
    all.pages.set(
      '/copy',
      html('<title>Copy</title><meta name="dc.identifier" content="doi:10.1000/AUDIT.1">'),
    );
    const again = await all.slack('ben').command('horizon', `share ${all.web}/copy look`);
    expect(again).toContain('“A dose audit for every clinic” was shared by you before. It still waits');
    await seconds();
    const ada = await all.direct('slack', 'ada');
    expect(ada.posts()).toHaveLength(1);
    expect(ada.posts()[0]!.text).toMatch(
      /Shared by Ben Marsh and Dan Wu[\s\S]*Ben Marsh: “we could[\s\S]*Dan Wu: “me too”/,
    );
    expect(await all.lookout.db.share.count()).toBe(2);
  });

  it('is taken once, however often it is pressed, and both members hear it once', async () => {
    const ada = await all.direct('slack', 'ada');
    const [asked] = ada.posts();
    const [take, refuse] = Object.keys(asked!.buttons) as [string, string];
    await Promise.all([ada.press(asked!.id, take), ada.press(asked!.id, take)]);
    await ada.press(asked!.id, refuse).catch(() => undefined);
    await until(async () => (await all.lookout.db.share.count({ where: { state: 'taken' } })) === 2);
    await until(() => ada.whispers().at(-1)?.includes('This has already been decided. Accepted by Ada Obi'));
    await seconds();
    expect(ada.posts()[0]!.buttons).toEqual({});
    expect(ada.posts()[0]!.text).toContain('Accepted by Ada Obi, Fri 20 Nov 2026');
    for (const member of [await all.direct('slack', 'ben'), await all.direct('discord', 'dan')]) {
      const words = member.posts().map(({ text }) => text);
      expect(words).toEqual([
        '“A dose audit for every clinic” will be considered for the next digest of Clinical Computing SIG. Thank you for sharing it!',
      ]);
    }
  });

  it('stands in the next digest with credit and the member’s words, and can be explained', async () => {
    await all.lookout.at('2026-11-20T08:00:00Z');
    for (const somebody of [all.slack('ben'), all.discord('dan')]) {
      const [digest] = somebody.posts();
      expect(digest!.text).toContain('Shared by Ben Marsh and Dan Wu · Clinical Computing SIG');
      expect(digest!.text).toContain('Why: “we could do the same”');
      const rank = /(\d)\. A dose audit/.exec(digest!.text)![1];
      const why = await somebody.command('horizon', `why ${rank}`);
      expect(why).toContain('+4  was shared by a member of the group and accepted for the digest');
      expect(why).toContain('Shared by Ben Marsh and Dan Wu');
    }
    expect(
      all
        .slack('ben', 'nuclear')
        .posts()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('dose audit');
  });

  it('counts as useful when it stood in a digest already, and says where', async () => {
    for (const somebody of [all.slack('ben'), all.discord('dan')]) {
      const said = await somebody.command(
        'horizon',
        `share https://news.test/a-dicom-gateway?utm_medium=x good`,
      );
      expect(said).toMatch(
        /This was already in your digest of Fri 20 Nov 2026, as item \d\. It is here\. We have counted it as useful to you/,
      );
    }
    const gateway = await all.lookout.db.entry.findFirstOrThrow({
      where: { item: { title: 'A DICOM gateway' }, group: { slug: 'clinical-computing' } },
    });
    expect(await all.lookout.db.useful.count({ where: { entryId: gateway.id } })).toBe(2);
    await seconds(3);
    await until(() => all.slack('ben').posts()[0]!.buttons[`useful:${gateway.id}`] === '👍 Useful · 2');
  });

  it('is put before the chair when the scan knew it and did not choose it, and a refusal is told kindly', async () => {
    const dan = all.discord('dan');
    const said = await dan.command('horizon', 'share news.test/cake-for-all because of the cake');
    expect(said).toContain('The scan had found it, but did not choose it for your digest.');
    await seconds(1);
    const ada = await all.direct('discord', 'ada');
    const asked = ada.posts().at(-1)!;
    expect(asked.text).toContain('Cake for all');
    await ada.press(asked.id, Object.keys(asked.buttons)[1]!);
    await seconds();
    expect(ada.posts().at(-1)!.text).toContain('Not taken up by Ada Obi');
    expect((await all.direct('discord', 'dan')).posts().at(-1)!.text).toBe(
      '“Cake for all” was not taken up for the digest of Clinical Computing SIG this time. Thank you for sharing it; please share more.',
    );
    expect(await all.slack('ben').command('horizon', 'share https://news.test/cake-for-all yes')).toContain(
      'was shared before, and was not taken up',
    );
  });

  it('goes to the office where there is no chair: only they decide, and the first who does holds', async () => {
    const dan = all.discord('dan', 'sustainability');
    expect(await dan.command('horizon', `share ${all.web}/tea green tea`)).toContain(
      'has gone to the office',
    );
    await seconds(1);
    const [cleo, guest] = [all.discord('cleo', 'office'), all.discord('dan', 'office')];
    const [asked] = cleo.posts();
    const take = Object.keys(asked!.buttons)[0]!;
    expect(await guest.hears(() => guest.press(asked!.id, take))).toBe(
      'Only the chair of Environmental Sustainability CoI and the office can decide this. Please ask the office.',
    );
    expect(
      await all.lookout.db.share.count({ where: { group: { slug: 'sustainability' }, state: 'waiting' } }),
    ).toBe(1);
    await cleo.press(asked!.id, take);
    await seconds();
    expect(cleo.posts()[0]!.text).toContain('Accepted by Cleo Tan');
  });

  it('is taken at once when a chair shares it, known by its address where it cannot be read', async () => {
    const said = await all.slack('ada').command('horizon', `share ${all.web}/walled the best of the year`);
    expect(said).toContain(
      'will be considered for the next digest of Clinical Computing SIG, as shared by you.',
    );
    expect(said).toContain('could not be read (its publisher does not let programs read it)');
    const item = await all.lookout.db.item.findFirstOrThrow({ where: { address: `${all.web}/walled` } });
    expect(item.title).toBe(`${all.web.slice(7)}/walled`);
  });

  it('is inert, whatever its title and the words are', async () => {
    for (const somebody of [all.slack('ben'), all.discord('dan')]) {
      const said = await somebody.command('horizon', `share ${all.web}/hostile <@U0ADA00001> <!here> @here`);
      expect(said).toContain('<!channel>');
    }
    await seconds();
    const ada = await all.direct('slack', 'ada');
    const asked = ada.posts().at(-1)!;
    expect(asked.text).toContain('**bold** [x](https://evil.test) <script>alert(1)</script>');
    await ada.press(asked.id, Object.keys(asked.buttons)[0]!);
    await seconds();
  });

  it('is refused in words, before anything is kept', async () => {
    const before = await all.lookout.db.share.count();
    const [slack, discord] = [all.slack('ben'), all.discord('dan')];
    const refusals = {
      share: 'Which page? Please give its address and why it matters, such as: /horizon share',
      'share dance now': '“dance” is not a web address.',
      'share javascript:alert(1) now': 'is not a web address.',
      [`share ${all.web}/later`]: 'Why does it matter to your group?',
      [`share ${all.web}/nowhere look`]: 'There is no page at this address.',
      'share https://me:word@news.test/ look': 'You can share only public web pages',
      [`share ${all.web}/later ${'very '.repeat(300)}good`]:
        'Please shorten it to 1000. Nothing has been shared yet.',
    };
    for (const [words, said] of Object.entries(refusals))
      for (const somebody of [slack, discord])
        expect(await somebody.command('horizon', words)).toContain(said);
    const office = await all.discord('cleo', 'office').command('horizon', `share ${all.web}/later look`);
    expect(office).toContain('National Office has no digest.');
    const alone = await (await all.direct('slack', 'ben')).command('horizon', `share ${all.web}/later look`);
    expect(alone).toContain('belongs to no group');
    expect(await all.lookout.db.share.count()).toBe(before);
    expect(all.asked).not.toContain('/later');
  });

  it('stands once in the group’s digests, and what was taken is what stands', async () => {
    await all.lookout.at('2026-11-23T08:00:00Z');
    const monday = all.slack('ben').posts().at(-1)!.text;
    expect(monday).toContain('Shared by Ada Obi · Clinical Computing SIG');
    expect(monday).toContain(`${all.web.slice(7)}/walled`);
    expect(monday).not.toContain('dose audit');
    expect(monday).toContain('<!channel> @everyone **bold**');
    await all.lookout.at('2026-11-23T08:30:00Z');
    expect(all.discord('dan', 'sustainability').posts().at(-1)!.text).toMatch(
      /1\. Tea for all[\s\S]*Why: “green tea”/,
    );
  });

  it('has called nobody, linked nowhere strange, and been refused by no platform', async () => {
    const { slack, discord } = all.lookout.sandboxes;
    expect(strange(all.lookout.sandboxes)).toEqual([]);
    expect(slack.state.calls.filter(({ ok }) => !ok)).toEqual([]);
    expect(discord.state.calls.filter(({ method, status }) => method !== 'GET' && status >= 400)).toEqual([]);
    // Nothing but what the guest tried.
    expect(all.lookout.log.filter((line) => /"level":(40|50)/.test(line))).toEqual([
      expect.stringContaining('"msg":"denied"'),
    ]);
  });
});
