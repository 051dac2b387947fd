import { onDiscord, onSlack } from '../../support/people.ts';
import type { World } from './world.ts';

/** What happened to the theme so far, in order. */
export async function actsIn({ traps }: World): Promise<string[]> {
  const { rows } = await traps.client.query<{ act: string }>('SELECT act FROM theme_change ORDER BY id');
  return rows.map(({ act }) => act);
}

/** Is everything that was said of it where it belongs? */
export async function told({ traps }: World): Promise<boolean> {
  return (await traps.client.query('SELECT 1 FROM delivery WHERE open')).rows.length === 0;
}

/**
 * Did each change happen once, in this order, and was each channel of the group told of each of them once?
 * @param acts the history that there should be
 * @returns what is wrong, in sentences
 */
export async function checkTheme(world: World, acts: readonly string[]): Promise<string[]> {
  const { sandboxes, traps, complaints } = world;
  const wrong = complaints.map((line) => `The bot wrote: ${line}`);
  const had = (await actsIn(world)).join(' ');
  if (had !== acts.join(' ')) wrong.push(`The history is “${had}” and not “${acts.join(' ')}”.`);
  const { rows } = await traps.client.query<{
    key: string;
    state: string;
    open: boolean;
    message: { summary: string };
  }>(`SELECT key, state, open, message FROM delivery WHERE key LIKE 'theme/%' ORDER BY id`);
  wrong.push(
    ...rows
      .filter(({ state, open }) => state !== 'posted' || open)
      .map(({ key, state }) => `${key} is ${state}.`),
  );
  const channels = [onSlack(sandboxes, '', 'C0COMPUTING'), onDiscord(sandboxes, '', '1100000000000000001')];
  const news = channels.map(
    (channel) => channel.posts().filter(({ text }) => text.includes('THEME-1')).length,
  );
  if (news.some((count) => count !== acts.length))
    wrong.push(`${acts.length} changes were told ${news.join(' and ')} times in the group's channels.`);
  const cards = onSlack(sandboxes, '', 'C0STERIC001')
    .posts()
    .filter(({ text }) => text.includes('THEME-1'));
  if (cards.length !== 1) wrong.push(`The card stands ${cards.length} times.`);
  return wrong;
}
