import type { App } from '../app.ts';
import type { Command } from '../chat/incoming.ts';
import { heading, paragraph } from '../chat/message.ts';
import { type Reply, whisper } from '../chat/reply.ts';
import { groupOfChannel } from '../community/who.ts';
import { Refusal } from '../errors.ts';
import { dayIn, showDay, showMoment } from '../time.ts';
import { chosenOf, originOf, renderList, titleOf } from './render.ts';
import { scheduleOf, slotAfter } from './schedule.ts';
import { findNewest, reasonsOf } from './store.ts';
import { reckoning } from './why.ts';

/** `/horizon today`: the newest edition of the channel's group, for the asker's eyes. */
export async function today(app: App, command: Command): Promise<Reply> {
  const group = await groupHere(app, command);
  const edition = await findNewest(app.db, group.id);
  if (edition && edition.day === dayIn(group.zone, app.now())) return whisper(renderList(edition));
  const next = slotAfter(scheduleOf(group), app.now());
  const hint = next
    ? `The next digest comes on ${showMoment(next.at, group.zone)}.`
    : 'No digest is planned for this group. The office can set a time.';
  if (!edition) return whisper(`There is no digest yet. ${hint}`);
  return whisper(
    renderList(edition, [paragraph(`There is no digest yet today. ${hint} This is the last one:`)]),
  );
}

/** `/horizon why N`: how item N of the newest edition was chosen, with the points that each reason added. */
export async function whyItem(app: App, command: Command): Promise<Reply> {
  const group = await groupHere(app, command);
  const edition = await findNewest(app.db, group.id);
  if (!edition) throw new Refusal('There is no digest yet, so there is nothing to explain.');
  const entry = chosenOf(edition).find(({ rank }) => String(rank) === command.words);
  if (!entry) {
    const count = chosenOf(edition).length;
    throw new Refusal(
      count === 0
        ? `Nothing was chosen on ${showDay(edition.day)}, so there is nothing to explain.`
        : `Which item? Please give its number, 1 to ${count}, such as: /horizon why 1`,
    );
  }
  return whisper({
    summary: `Why item ${entry.rank} was chosen`,
    blocks: [
      heading(`Why item ${entry.rank} of ${showDay(edition.day)} was chosen`),
      paragraph([titleOf(entry), `\n${originOf(entry)}`]),
      paragraph(reckoning(reasonsOf(entry), entry.score)),
    ],
  });
}

async function groupHere({ db }: Pick<App, 'db'>, { person, channel }: Command) {
  const group = channel === null ? null : await groupOfChannel(db, person.platform, channel);
  if (!group) throw new Refusal("This channel belongs to no group. Please ask in your group's channel.");
  return group;
}
