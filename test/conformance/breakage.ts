import { expect } from 'vitest';
import { paragraph } from '../../src/chat/message.ts';
import type { Trouble } from '../../src/chat/port.ts';
import { type Around, message, once, promise } from './around.ts';

const sentence = /[A-Z“].*\w.*[.)]$/s;

export function breakage(around: Around): void {
  const { stage } = around;
  const place = (channel = stage().channel) => ({ platform: stage().ada.platform, channel });
  const post = (channel?: string) => stage().adapter().post(place(channel), message(), once());

  async function trouble(doing: Promise<unknown>): Promise<Trouble> {
    const error = await doing.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'Trouble' });
    return error as Trouble;
  }

  async function gone(doing: Promise<unknown>): Promise<void> {
    const error = await trouble(doing);
    expect(error.kind).toBe('gone');
    expect(error.message).toMatch(sentence);
    for (const secret of stage().secrets) expect(error.message).not.toContain(secret);
  }

  promise(
    around,
    'too many posts: busy, for as long as the platform says, and not tried by itself',
    async () => {
      stage().fault({ on: 'post', kind: 'rate-limit', retryAfter: 7 });
      const error = await trouble(post());
      expect(error).toMatchObject({ kind: 'busy' });
      expect(error.wait).toBeGreaterThanOrEqual(7000);
      expect(error.wait).toBeLessThan(10_000);
      expect(Number.isInteger(error.wait)).toBe(true);
      expect(stage().calls('post')).toBe(1);
      expect(stage().posted(place())).toEqual([]);
      await post();
      expect(stage().posted(place())).toHaveLength(1);
    },
  );

  promise(around, 'too many edits and questions: busy', async () => {
    const first = await post();
    stage().fault({ on: 'edit', kind: 'rate-limit', retryAfter: 3 });
    expect(await trouble(stage().adapter().edit(first, message()))).toMatchObject({ kind: 'busy' });
    stage().fault({ on: 'members', kind: 'rate-limit', retryAfter: 3 });
    expect(await trouble(stage().adapter().members(stage().channel))).toMatchObject({ kind: 'busy' });
  });

  for (const kind of ['server-error', 'lost-answer', 'error-after-acceptance'] as const)
    promise(around, `a call without a clear ending (${kind}): unsure, and not tried by itself`, async () => {
      stage().fault({ on: 'post', kind });
      expect((await trouble(post())).kind).toBe('unsure');
      expect(stage().calls('post')).toBe(1);
      const first = await post();
      stage().fault({ on: 'edit', kind });
      expect((await trouble(stage().adapter().edit(first, message()))).kind).toBe('unsure');
      expect(stage().calls('edit')).toBe(1);
      stage().fault({ on: 'members', kind });
      expect((await trouble(stage().adapter().members(stage().channel))).kind).toBe('unsure');
    });

  promise(
    around,
    'an archived channel: gone, for posts and edits, with a sentence; others go on',
    async () => {
      const first = await post();
      stage().archive(stage().channel);
      await gone(post());
      await gone(stage().adapter().edit(first, message()));
      await post(stage().otherChannel);
      expect(stage().posted(place(stage().otherChannel))).toHaveLength(1);
    },
  );

  promise(around, 'a channel that the bot was put out of, or never was in: gone', async () => {
    await post();
    stage().removeBot(stage().channel);
    await gone(post());
    await gone(post(stage().closedChannel));
  });

  promise(around, 'gone is gone also when an earlier try has to be looked for', async () => {
    stage().archive(stage().channel);
    const late = stage().adapter().post(place(), message(), once(new Date()));
    await gone(late);
    stage().removeBot(stage().otherChannel);
    const later = stage().adapter().post(place(stage().otherChannel), message(), once(new Date()));
    await gone(later);
  });

  promise(around, 'a channel and a person that never were: gone', async () => {
    const never = (id: string) => id.replace(/\d/, '9');
    await gone(post(never(stage().channel)));
    await gone(stage().adapter().members(never(stage().channel)));
    const nobody = { platform: stage().ada.platform, person: never(stage().ada.id) };
    await gone(stage().adapter().post(nobody, message(), once()));
  });

  promise(around, 'credentials that are not accepted: gone, from every call', async () => {
    await gone(stage().stranger().post(place(), message(), once()));
    await gone(stage().stranger().members(stage().channel));
    await gone(stage().stranger().listen(around.bench().desk));
  });

  promise(around, 'a message that was deleted: missing', async () => {
    const first = await post();
    stage().deletePost(first);
    expect((await trouble(stage().adapter().edit(first, message()))).kind).toBe('missing');
  });

  promise(around, 'a thread whose message was deleted takes no post, or takes it; never unsure', async () => {
    const first = await post();
    stage().deletePost(first);
    const outcome = await stage()
      .adapter()
      .post({ ...place(), thread: first.id }, message(), once())
      .then(
        () => 'posted',
        (error: Trouble) => error.kind,
      );
    expect(['posted', 'missing', 'gone']).toContain(outcome);
  });

  promise(around, 'a message that no platform takes: refused', async () => {
    const endless = { summary: 'x', blocks: [{ kind: 'text' as const, text: 'x'.repeat(50_000) }] };
    expect((await trouble(stage().adapter().post(place(), endless, once()))).kind).toBe('refused');
    const first = await post();
    expect((await trouble(stage().adapter().edit(first, endless))).kind).toBe('refused');
  });

  promise(around, 'the people of a channel are named, and bots are not among them', async () => {
    const people = await stage().adapter().members(stage().channel);
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect([...people].sort(byId)).toEqual([stage().ada, stage().ben].sort(byId));
  });

  promise(around, 'no log holds a credential', async () => {
    const { log, lines } = around.bench();
    const doing = [
      stage().stranger(log).post(place(), message(), once()),
      stage().stranger(log).listen(around.bench().desk),
      stage().adapter(log).post(place(stage().closedChannel), message(), once()),
      stage().adapter(log).listen(around.bench().desk),
    ];
    await Promise.allSettled(doing);
    stage().fault({ on: 'post', kind: 'lost-answer' });
    await stage()
      .adapter(log)
      .post(place(), message(paragraph('x')), once())
      .catch(() => undefined);
    for (const secret of stage().secrets) expect(lines.join('')).not.toContain(secret);
  });
}
