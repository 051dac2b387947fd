import type { RunningApp } from '../support/open-app.ts';
import { onDiscord, onSlack, type Seen, type Somebody, until } from '../support/people.ts';
import { communityWith } from './community.ts';

export const community = communityWith();

export const computing = { slack: 'C0COMPUTING', discord: '1100000000000000001' };

/** Ada chairs clinical computing, of which Ben and Eve are members; Dana chairs sustainability, Noor nuclear medicine. */
export function membersOf({ sandboxes }: RunningApp) {
  return {
    ada: onSlack(sandboxes, 'U0ADA00001', computing.slack),
    adaThere: onDiscord(sandboxes, '1200000000000000001', computing.discord),
    ben: onSlack(sandboxes, 'U0BEN00001', computing.slack),
    eve: onDiscord(sandboxes, '1200000000000000004', computing.discord),
    dana: onDiscord(sandboxes, '1200000000000000003', '1100000000000000002'),
    noor: onSlack(sandboxes, 'U0NOOR0001', 'C0NUCLEAR01'),
  };
}

/** The message with these words that somebody sees, as soon as it stands. */
export function seenBy(who: Somebody, words: string): Promise<Seen> {
  return until(() => who.posts().find(({ text }) => text.includes(words)));
}

/** The id of the *Flag* button below these words: items of a digest stand in its order. */
export function flagButton({ buttons }: Seen, at = 0): string {
  return Object.keys(buttons).filter((id) => id.startsWith('flag:'))[at]!;
}

/** Presses *Flag* and sends the form off. @returns what they heard */
export async function flag(
  who: Somebody,
  post: Seen,
  button = flagButton(post),
  fields: Record<string, string | string[]> = {},
): Promise<string> {
  await who.opens(() => who.press(post.id, button));
  return sent(who, fields);
}

/** Sends the open form off. @returns what they heard */
export async function sent(who: Somebody, fields: Record<string, string | string[]>): Promise<string> {
  const { said, problems } = await who.submit(fields);
  if (said === undefined) throw new Error(`the form came back: ${JSON.stringify(problems)}`);
  return said;
}

/** Who has flagged what, by the names that the rows give: slug of the group, slug of the person. */
export async function flagsOf({ db }: RunningApp, thing: object): Promise<string[]> {
  const rows = await db.flag.findMany({
    where: { thing },
    select: { group: { select: { slug: true } }, person: { select: { slug: true } }, reason: true },
  });
  return rows
    .map((row) => `${row.group.slug}/${row.person.slug}${row.reason ? `: ${row.reason}` : ''}`)
    .sort();
}
