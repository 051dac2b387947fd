import { expect } from 'vitest';
import type { RunningApp } from '../support/open-app.ts';
import { until } from '../support/people.ts';
import type { Guest } from './linking.ts';
import type { Seeded } from './seeded.ts';

/** Everything is posted and drawn that had to wait for its turn. */
export async function delivered(lookout: RunningApp): Promise<void> {
  await until(async () => {
    await lookout.service.settled();
    return (await lookout.db.delivery.count({ where: { open: true } })) === 0;
  });
}

/** Chooses the second option of a poll that stands where somebody is. */
export async function vote(who: Guest, { id, question, options }: Seeded['open']): Promise<void> {
  const post = who.posts().find(({ text }) => text.startsWith(question))!;
  expect(await who.hears(() => who.press(post.id, `vote:${id}/${options[1]!.id}`))).toContain('Counted');
}

/** Turns all pages of an export, and puts them together. */
export async function exported(who: Guest): Promise<{ text: string; parts: number }> {
  await who.command('mydata', 'export');
  const page = () => who.whispered().at(-1)!;
  const parts: string[] = [];
  for (;;) {
    const [, at, of, part] = /part (\d+) of (\d+)\n[^\n]+\n([\s\S]*)$/.exec(page().text)!;
    expect(Number(at)).toBe(parts.length + 1);
    parts.push(part!);
    if (at === of) return { text: parts.join(''), parts: parts.length };
    const more = Object.entries(page().buttons).find(([, label]) => label.startsWith('More'))!;
    await who.press(page().id, more[0]);
    await until(() => page().text.includes(`part ${parts.length + 1} of`));
  }
}

/** All that is counted of people. */
export async function figures({ db }: RunningApp) {
  const ballots = await db.ballot.findMany({ orderBy: [{ pollId: 'asc' }] });
  const messages = await db.delivery.findMany({
    where: { key: { startsWith: 'poll/' } },
    orderBy: { id: 'asc' },
  });
  return {
    votes: ballots.map(({ pollId, choices }) => [pollId, ...choices].join()).sort(),
    useful: await db.useful.count(),
    supports: await db.supporter.count(),
    ideas: await db.idea.count(),
    shares: await db.share.count(),
    answered: messages.map(({ message }) => /\d+ p\w+ ha(s|ve) answered/.exec(JSON.stringify(message))?.[0]),
  };
}

/** What is kept of themes and flags, whosever it is. */
export async function leftOfThemes({ db }: RunningApp) {
  return {
    themes: await db.theme.findMany({ orderBy: { id: 'asc' } }),
    groups: await db.themeGroup.findMany(),
    changes: await db.themeChange.findMany({ orderBy: { id: 'asc' } }),
    priorities: await db.priority.findMany(),
    flags: (await db.flag.findMany()).map(({ reason }) => reason),
    messages: (await db.thing.findMany({ where: { kind: 'message' } })).map(({ text }) => text),
  };
}
