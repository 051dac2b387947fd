import type { App } from '../../app.ts';
import type { Command, PersonRef } from '../../chat/incoming.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { type Span, shorten } from '../../chat/text.ts';
import { commit } from '../../commit.ts';
import { type Group, groupOfChannel, knownPerson } from '../../community/who.ts';
import { Refusal } from '../../errors.ts';
import { findItems, keepPage, type Page, readPage } from '../../sources/page.ts';
import { doiInAddress } from '../../sources/parse/doi.ts';
import type { Reading } from '../../sources/refresh.ts';
import { titleOf } from '../render.ts';
import { tellAlreadyPosted } from './already-posted.ts';
import { decision } from './render.ts';
import { findAlreadyPosted } from './store.ts';
import { checkCount, type Outcome, submitShare } from './submit.ts';
import { readTyped } from './typed.ts';

/** `feeds` is how pages are read, as feeds are; where nothing is said, only those of the public web. */
type Part = App & { feeds?: Reading };

/** Whose pages are being read: one at a time, so that nobody sets the service to fetch a hundred at once. */
const underway = new Set<string>();

/**
 * `/horizon share ADDRESS why`: puts a page before the chair of the channel's group, or the office; taken, it is a candidate for the
 * group's next digest. What stood in a digest of the group already is counted as a sign of interest instead.
 */
export async function share(app: Part, command: Command): Promise<Reply> {
  const { address, why } = readTyped(command.words);
  const group = await groupHere(app, command);
  const known = await knownPerson(app.db, command.person);
  if (known) await checkCount(app.db, app.now(), known.id);
  let page: Page | null = null;
  let items = await findItems(app.db, { addresses: [address], doi: doiInAddress(address) });
  if (items.length === 0) {
    page = await once(command.person, () => readPage(address, { ...readingOf(app), now: app.now }));
    items = await findItems(app.db, page);
  }
  const stood = await findAlreadyPosted(
    app.db,
    group.id,
    items.map(({ id }) => id),
  );
  if (stood) return tellAlreadyPosted(app, command, stood);
  const outcome = await commit(app, async (tx, wake) => {
    const outcome = await submitShare(tx, app.now(), {
      group,
      person: command.person,
      why,
      item: async () => items[0] ?? keepPage(tx, page!, why, app.now()),
    });
    wake('delivery', outcome.woken);
    return outcome;
  });
  return whisper(answer(outcome, group, items.length > 0, page?.unread ?? null));
}

function readingOf({ feeds }: Part): Reading {
  return feeds ?? { allowPrivate: false, contact: null };
}

async function groupHere({ db }: Pick<App, 'db'>, { person, channel }: Command): Promise<Group> {
  const group = channel === null ? null : await groupOfChannel(db, person.platform, channel);
  if (!group) throw new Refusal("This channel belongs to no group. Please share in your group's channel.");
  if (group.digestTime === null)
    throw new Refusal(
      `${shorten(group.name, 120)} has no digest. Please share in the channel of a group that has one.`,
    );
  return group;
}

async function once<T>({ platform, id }: PersonRef, deed: () => Promise<T>): Promise<T> {
  const who = `${platform}/${id}`;
  if (underway.has(who))
    throw new Refusal(
      'Lookout is still reading the page that you shared before. Please try again in a moment.',
    );
  underway.add(who);
  try {
    return await deed();
  } finally {
    underway.delete(who);
  }
}

/** @param seen whether the scan knew the item before. @param unread why the page could not be read, as the end of a sentence */
function answer({ what, who, share }: Outcome, group: Group, seen: boolean, unread: string | null): Span[] {
  const of = shorten(group.name, 120);
  const title: Span[] = ['“', titleOf(share), '” '];
  const said = {
    asked: `has gone to the ${who === 'chair' ? `chair of ${of}` : 'office'}, with your words and your name. You will hear the decision. Thank you!`,
    joined: `has already been shared by somebody else and waits for a decision. Your words and your name were added; you will hear the decision. Thank you!`,
    taken: `will be considered for the next digest of ${of}, as shared by you. Thank you!`,
    again: `was shared by you before. ${share.state === 'waiting' ? 'It still waits for a decision, and you will hear it.' : decision(share)}`,
    refused: `was shared before, and was not taken up for the digest of ${of}. If you disagree, please talk to your chair.`,
  }[what];
  const more = [
    ...(seen && what === 'asked' ? [' The scan had found it, but did not choose it for your digest.'] : []),
    ...(unread === null
      ? []
      : [` The page itself could not be read (${unread}), so it is listed by its address.`]),
  ];
  return [...title, said, ...more];
}
