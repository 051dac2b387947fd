import { showDay } from '../../../src/time.ts';
import { onDiscord, onSlack } from '../../support/people.ts';
import { standing } from './standing.ts';
import type { World } from './world.ts';

/**
 * Does every edition stand once in every channel, whole and in order, and every item in one edition of each group?
 * @returns what is wrong, in sentences
 */
export async function check(world: World): Promise<string[]> {
  const rows = await standing(world.traps.client);
  return [
    ...world.complaints.map((line) => `The bot wrote: ${line}`),
    ...editions(world, rows),
    ...channels(world, rows),
    ...items(world, rows),
  ];
}

type Rows = Awaited<ReturnType<typeof standing>>;

function editions({ days }: World, { groups, editions }: Rows): string[] {
  return groups.flatMap(({ slug }) => {
    const own = editions.filter((edition) => edition.slug === slug);
    const wrong = own.filter(({ state }) => state === 'missed').map(({ day }) => `${slug} missed ${day}.`);
    const had = own.map(({ day }) => day).join(' ');
    return had === days.join(' ')
      ? wrong
      : [...wrong, `${slug} has editions for ${had}, not for ${days.join(' ')}.`];
  });
}

/** The rows against what people see. */
function channels(world: World, { groups, editions, deliveries }: Rows): string[] {
  return groups.flatMap(({ slug, name, channels }) =>
    channels.flatMap(({ platform, channel }) => {
      const where = `${slug} on ${platform} ${channel}`;
      const wrong: string[] = [];
      const pages = deliveries.filter((row) => row.platform === platform && row.channel === channel);
      for (const { key, state, open, shown, revision, trouble } of pages) {
        if (state !== 'posted' || open || shown !== revision)
          wrong.push(
            `${key} is ${state}, ${open ? 'open' : 'closed'}, shows ${shown} of ${revision}: ${trouble}`,
          );
      }
      const seen = (platform === 'slack' ? onSlack : onDiscord)(world.sandboxes, '', channel).posts();
      const there = seen.map(({ id }) => id).join(' ');
      const recorded = pages.map(({ postId }) => postId).join(' ');
      if (there !== recorded) wrong.push(`${where}: there stand ${there}; recorded are ${recorded}.`);
      // Each chosen item has its buttons: what stands is what was chosen, by day, in order of rank, each once.
      const shown = seen
        .flatMap(({ buttons }) => Object.keys(buttons))
        .filter((id) => id.startsWith('useful:'));
      const own = editions.filter((edition) => edition.slug === slug);
      const chosen = own.flatMap(({ chosen }) => chosen.map((id) => `useful:${id}`));
      if (shown.join(' ') !== chosen.join(' '))
        wrong.push(`${where}: there stand ${shown.join(' ')}; chosen were ${chosen.join(' ')}.`);
      for (const { day, state } of own) {
        const title = `${name} · ${showDay(day)}`;
        const times = seen.filter(({ text }) => text.includes(title)).length;
        if (times !== (state === 'composed' ? 1 : 0))
          wrong.push(`${where}: “${title}” stands ${times} times.`);
      }
      return wrong;
    }),
  );
}

function items({ published }: World, { groups, entries }: Rows): string[] {
  const times = new Map<string, number>();
  for (const { slug, title } of entries) {
    const of = `${slug} ${/ report (-?\d+) /.exec(title)?.[1]}`;
    times.set(of, (times.get(of) ?? 0) + 1);
  }
  return groups.flatMap(({ slug }) => {
    const wrong = published
      .filter((number) => times.get(`${slug} ${number}`) !== 1)
      .map((number) => `Report ${number} stands ${times.get(`${slug} ${number}`) ?? 0} times in ${slug}.`);
    const own = entries.filter((entry) => entry.slug === slug).length;
    // Older ones were there before the first look, and are news to nobody.
    return own > published.length
      ? [...wrong, `${slug} has ${own} items, of ${published.length} that were news.`]
      : wrong;
  });
}
