import type { App } from '../../app.ts';
import {
  aside,
  type Block,
  type Control,
  controls,
  link,
  type Message,
  paragraph,
} from '../../chat/message.ts';
import { shorten, type Text } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { announce } from '../../delivery/announce.ts';
import { nameOf } from '../idea/idea.ts';
import { type Post, postsOf, wayTo } from '../idea/posts.ts';
import { senderOf } from '../idea/sender.ts';
import type { Idea } from '../idea/store.ts';
import { tellSender } from '../idea/tell-sender.ts';
import { treeOf } from '../idea/tree.ts';
import { wordKey } from '../keys.ts';
import { stopFollowing } from './follow.ts';

/** Something that has become of an idea. */
export interface News {
  /** Of whose senders and followers, and those of all that went into it, this is news. */
  about: Idea;
  /** The change that tells this message from all others. */
  changeId: number;
  /** The person who did it needs no message. */
  byId: number;
  /** What the message links to: the idea itself, or where it went. */
  see: Idea;
  /** The sentence, which follows upon `IDEA-4, which you follow,` */
  says: string;
  reason?: string | null;
}

export interface Told {
  woken: number[];
  /** Somebody who sent it in; false when they did it themselves, or nobody knows any more who they are. */
  sender: boolean;
  /** How many. */
  followers: number;
}

/** An idea of which somebody is told. */
type One = Pick<Idea, 'id' | 'number' | 'title' | 'hidden'>;

/**
 * Tells senders and followers, each by one direct message.
 * @returns the deliveries to be woken after commit, and who is told
 */
export async function tell(tx: Tx, { secret, now }: Pick<App, 'secret' | 'now'>, news: News): Promise<Told> {
  const at = now();
  const copies = await postsOf(tx, news.see.id);
  const ids = await treeOf(tx, news.about.id);
  const ideas = await tx.idea.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
  ideas.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const what = `change/${news.changeId}`;
  const woken: number[] = [];
  const told = new Set([news.byId]);
  for (const idea of ideas) {
    if (idea.personId !== null) {
      if (told.has(idea.personId)) continue;
      told.add(idea.personId);
    }
    // Each who is anonymous is told by themselves, also if they should be one: a message left out would say so.
    const message = render(news, idea, 'which you sent in', copies, senderOf(secret, idea)?.platform ?? '');
    woken.push(...((await tellSender(tx, { secret, at }, idea, `${what}/sender`, message)) ?? []));
  }
  const sender = woken.length > 0;
  const followers = await tx.follower.findMany({ where: { ideaId: { in: ids } }, orderBy: { at: 'asc' } });
  followers.sort((a, b) => ids.indexOf(a.ideaId) - ids.indexOf(b.ideaId));
  let count = 0;
  for (const { ideaId, personId, platform, user } of followers) {
    if (told.has(personId)) continue;
    told.add(personId);
    count += 1;
    const idea = ideas.find(({ id }) => id === ideaId)!;
    const message = render(news, idea, 'which you follow', copies, platform);
    const key = wordKey(ideaId, `${what}/${platform}/${user}`);
    const subject = { kind: 'idea' as const, id: ideaId };
    woken.push(...(await announce(tx, at, [{ key, to: { platform, person: user }, subject, message }])));
  }
  return { woken, sender, followers: count };
}

function render(
  { about, see, says, reason }: News,
  idea: One,
  whose: string,
  copies: readonly Post[],
  platform: string,
): Message {
  const url = wayTo(copies, { platform });
  const followed = whose === 'which you follow';
  const blocks: Block[] = [paragraph(sentence(about, idea, whose, says))];
  if (reason) blocks.push(paragraph(shorten(reason, 1000)));
  const row: Control[] = !about.hidden && url ? [link(`Go to ${nameOf(see.number!)}`, url)] : [];
  if (followed) row.push(stopFollowing(idea.id));
  if (row.length > 0) blocks.push(controls(...row));
  if (!followed)
    blocks.push(aside('You get this because you sent it in. To see all your ideas, type /idea mine'));
  return { summary: shorten(`${nameOf(about.number!)} ${says}`, 280), blocks };
}

function sentence(about: Idea, idea: One, whose: string, says: string): Text {
  const [name, own] = [nameOf(about.number!), nameOf(idea.number!)];
  const lead = `${own}${idea.hidden ? '' : ` “${shorten(idea.title, 120)}”`}`;
  const rest = idea.id === about.id ? says : `was merged into ${name}, which ${says}`;
  return [{ text: lead, bold: true }, `, ${whose}, ${rest}.`];
}

/** The same in a sentence, for whoever did it. */
export function whoIsTold({ sender, followers }: Told): string {
  const others = followers === 1 ? '1 follower' : `${followers} followers`;
  const who = [sender ? 'The sender' : '', followers > 0 ? others : ''].filter(Boolean);
  if (who.length === 0) return 'There is nobody to tell.';
  return `${who.join(' and ')} will be told by a direct message.`;
}
