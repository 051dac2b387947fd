import { onDiscord, onSlack } from '../../support/people.ts';
import type { World } from './world.ts';

/** Is a closed poll told, and everything of it where it belongs? */
export async function told({ traps }: World): Promise<boolean> {
  const { rows } = await traps.client.query(
    `SELECT 1 FROM delivery WHERE open UNION ALL SELECT 1 FROM poll WHERE announced_at IS NULL`,
  );
  return rows.length === 0;
}

/** How many have answered so far, and what each option got, in the order of the options' ids. */
export async function ballots({ traps }: World): Promise<number[]> {
  const { rows } = await traps.client.query<{ people: number }>(
    `SELECT count(voter)::int AS people FROM poll_option LEFT JOIN ballot ON poll_option.id = ANY(choices)
     GROUP BY poll_option.id ORDER BY poll_option.id`,
  );
  return rows.map(({ people }) => people);
}

/**
 * Does the poll stand once in each channel, closed, with its result once in its thread?
 * @param words that the result has to say
 * @returns what is wrong, in sentences
 */
export async function checkPoll(world: World, question: string, words: string): Promise<string[]> {
  const { rows } = await world.traps.client.query<{ platform: 'slack' | 'discord'; channel: string }>(
    'SELECT platform, channel FROM channel ORDER BY id',
  );
  const { rows: broken } = await world.traps.client.query<{ key: string; trouble: string | null }>(
    `SELECT key, trouble FROM delivery WHERE state <> 'posted' OR open OR shown <> revision`,
  );
  return [
    ...world.complaints.map((line) => `The bot wrote: ${line}`),
    ...broken.map(({ key, trouble }) => `${key} is not as it should be: ${trouble}`),
    ...rows.flatMap(({ platform, channel }) => {
      const where = `${platform} ${channel}`;
      const somebody = (platform === 'slack' ? onSlack : onDiscord)(world.sandboxes, '', channel);
      const posts = somebody.posts().filter(({ text }) => text.includes(question));
      const [post] = posts;
      if (!post || posts.length > 1) return [`${where}: the poll stands ${posts.length} times.`];
      const thread = somebody.thread(post.id);
      const results = thread.filter(({ text }) => text.includes('The poll is closed.'));
      return [
        ...(post.text.includes(words) && Object.keys(post.buttons).every((id) => id.startsWith('flag:'))
          ? []
          : [`${where}: the poll says ${post.text}, with ${Object.keys(post.buttons).length} buttons.`]),
        ...(results.length === 1 && thread.length === 1
          ? []
          : [`${where}: ${results.length} results of ${thread.length} messages in the thread.`]),
        ...(results.every(({ text }) => text.includes(words)) ? [] : [`${where}: ${results[0]!.text}`]),
      ];
    }),
  ];
}
