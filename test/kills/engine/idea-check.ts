import { onDiscord, onSlack } from '../../support/people.ts';
import type { World } from './world.ts';

interface Idea {
  id: number;
  number: number | null;
  title: string;
}

export async function ideasIn({ traps }: World): Promise<Idea[]> {
  return (await traps.client.query<Idea>('SELECT id, number, title FROM idea ORDER BY id')).rows;
}

/** Is every idea taken in, and is everything about it where it belongs? */
export async function takenIn({ traps }: World): Promise<boolean> {
  const { rows } = await traps.client.query(
    'SELECT 1 FROM delivery WHERE open UNION ALL SELECT 1 FROM idea WHERE number IS NULL',
  );
  return rows.length === 0;
}

/**
 * Is each idea there once, numbered in the order of coming, does it stand once in each channel of its group, and was its sender told once?
 * @param titles what was sent in, in that order, into clinical computing
 * @returns what is wrong, in sentences
 */
export async function checkIdeas(world: World, titles: readonly string[]): Promise<string[]> {
  const { sandboxes, traps, complaints } = world;
  const ideas = await ideasIn(world);
  // Prisma asks for what hangs from a row in several queries at once, which pg will not take for ever.
  const wrong = complaints
    .filter((line) => !/DeprecationWarning: Calling client.query|--trace-deprecation/.test(line))
    .map((line) => `The bot wrote: ${line}`);
  const had = ideas.map(({ number, title }) => `${number} ${title}`).join('\n');
  const expected = titles.map((title, at) => `${at + 1} ${title}`).join('\n');
  if (had !== expected) wrong.push(`There are:\n${had}\nand not:\n${expected}`);
  const { rows: broken } = await traps.client.query<{ key: string; trouble: string | null }>(
    `SELECT key, trouble FROM delivery WHERE state <> 'posted' OR open OR shown <> revision`,
  );
  wrong.push(...broken.map(({ key, trouble }) => `${key} is not as it should be: ${trouble}`));
  const channels = [
    onSlack(sandboxes, '', 'C0COMPUTING'),
    onDiscord(sandboxes, '', '1100000000000000001'),
  ].map((somebody) => somebody.posts().map(({ text }) => text));
  const said = JSON.stringify([
    ...[...sandboxes.slack.state.channels.values()].flatMap(({ messages }) =>
      messages.map(({ blocks }) => blocks),
    ),
    ...[...sandboxes.discord.state.channels.values()].flatMap(({ messages }) =>
      messages.map(({ components }) => components),
    ),
  ]);
  for (const { number, title } of ideas) {
    for (const texts of channels) {
      const times = texts.filter((text) => text.includes(`IDEA-${number} · ${title}`)).length;
      if (times !== 1) wrong.push(`“${title}” stands ${times} times in a channel.`);
    }
    const told = said.split(`“${title}” is IDEA`).length - 1;
    if (told !== 1) wrong.push(`Whoever sent “${title}” was told its number ${told} times.`);
  }
  return wrong;
}
