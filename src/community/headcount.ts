import type { App } from '../app.ts';
import { type ChatPlatform, Trouble } from '../chat/port.ts';

const day = 86_400_000;
/** So old a number is asked for anew. */
const keeps = 7 * day;
/** After so long it is asked again where there was no answer. */
const again = day;
/** Channels at a look: a platform has more to do than to list people. */
const most = 20;

/** The channels (their row ids) of which nobody has asked for a week how many people can read them; those never asked about come first. */
export async function dueHeadcounts({ db, now }: Pick<App, 'db' | 'now'>): Promise<number[]> {
  const before = new Date(now().getTime() - keeps);
  const rows = await db.channel.findMany({
    where: { OR: [{ peopleAt: null }, { peopleAt: { lte: before } }] },
    orderBy: [{ peopleAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: most,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Asks how many people can read a channel, and keeps the number. Where there is no answer the old one stays, and tomorrow is another day. */
export async function countPeople(
  { db, now, log }: Pick<App, 'db' | 'now' | 'log'>,
  platforms: ReadonlyMap<string, ChatPlatform>,
  channelId: number,
): Promise<void> {
  const found = await db.channel.findUnique({ where: { id: channelId } });
  if (!found) return;
  const { platform, channel } = found;
  const keep = (data: { people?: number; peopleAt: Date }) =>
    // It may have left the community meanwhile.
    db.channel.updateMany({ where: { id: channelId }, data });
  try {
    const known = platforms.get(platform);
    if (!known) throw new Trouble('gone', `${platform} is not set up.`);
    const { length: people } = await known.members(channel);
    await keep({ people, peopleAt: now() });
  } catch (error) {
    // First of all, so that it is not due any more whatever has happened.
    await keep({ peopleAt: new Date(now().getTime() - keeps + again) });
    const about = { err: error, platform, channel };
    if (error instanceof Trouble) log.debug(about, 'the people of a channel could not be counted');
    else log.warn(about, 'the people of a channel could not be counted, for a fault of ours');
  }
}
