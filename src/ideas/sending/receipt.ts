import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../app.ts';
import type { Submission } from '../../chat/incoming.ts';
import { aside, type Block, button, controls, type Message, paragraph } from '../../chat/message.ts';
import { type Span, shorten } from '../../chat/text.ts';
import { channelsOf } from '../../community/who.ts';
import type { Db } from '../../db.ts';
import { type Similar, similar } from '../finding/similar.ts';
import { isEnded, nameOf, states } from '../idea/idea.ts';
import { ideaKey, wordKey } from '../keys.ts';

/**
 * Milliseconds between the looks at an idea before its sender is answered: ever longer, the last for all that follow, so that a rush in
 * which numbers come late is not made worse by those who wait.
 */
const pauses = [40, 60, 100, 150, 250, 400, 500];
/** Milliseconds after which its sender is answered without the number, or without the place where it stands. */
const patience = { number: 2_000, place: 600 };

/**
 * What whoever sent in an idea is told at once: its number if taking in is quick, where it stands if it stands already, and ideas that are
 * like it. If the number is told here, it is not told once more by a direct message.
 */
export async function receipt(
  { db, log, now }: Pick<App, 'db' | 'log' | 'now'>,
  id: number,
  { person, channel }: Pick<Submission, 'person' | 'channel'>,
): Promise<Message> {
  const { groupId, title, text, signed } = await db.idea.findUniqueOrThrow({ where: { id } });
  const channels = await channelsOf(db, groupId);
  const mine = channels.filter(({ platform }) => platform === person.platform);
  const near = mine.find((one) => one.channel === channel) ?? mine[0] ?? channels[0];
  const [{ number, url }, alike] = await Promise.all([
    standing({ db, now }, id, near && ideaKey(id, near)),
    similar(db, { id, groupId, title, text }).catch((err: unknown) => {
      log.warn({ err, idea: id }, 'ideas like one that was sent in could not be found');
      return [];
    }),
  ]);
  if (number !== null) await keepToOneWord(db, id);
  const lead: Span[] =
    number === null
      ? ['Thank you. Your idea is saved. You will get its number in a direct message in a moment.']
      : ['Thank you. Your idea is ', { text: nameOf(number), bold: true }, ...place(url, near !== undefined)];
  const hints = [
    signed ? '' : 'Nobody sees who sent it in. If somebody has a question, you get it through me.',
    number === null ? '' : `To change its words within the next hour, type /idea edit ${number}`,
  ].filter(Boolean);
  return {
    summary: number === null ? 'Your idea is saved' : `Your idea is ${nameOf(number)}`,
    blocks: [
      paragraph(lead),
      ...(hints.length > 0 ? [aside(hints.join('\n'))] : []),
      ...(alike.length > 0 ? offer(alike) : []),
    ],
  };
}

/** Waits for the number, and then a little for the place; hardly longer than two seconds in all. */
async function standing(
  { db, now }: Pick<App, 'db' | 'now'>,
  id: number,
  key: string | undefined,
): Promise<{ number: number | null; url: string | null }> {
  const began = now().getTime();
  for (let look = 0; ; look += 1) {
    const { number } = await db.idea.findUniqueOrThrow({ where: { id }, select: { number: true } });
    const post = number !== null && key ? await db.delivery.findUnique({ where: { key } }) : null;
    const url = post?.postUrl ?? null;
    // A message that waits for its turn in a busy channel is not waited for.
    const waited = now().getTime() - began;
    const enough = number !== null && (!key || waited >= patience.place);
    if (url !== null || enough || waited >= patience.number) return { number, url };
    await pause(pauses[Math.min(look, pauses.length - 1)]);
  }
}

function place(url: string | null, awaited: boolean): Span[] {
  if (url !== null) return [' and is ', { text: 'here', link: url }, '.'];
  if (awaited) return [". It appears in the group's channel in a moment."];
  return ['. The chair and the office see it.'];
}

/** Takes the direct message with the number back, unless it is on its way already (take-in.ts). */
async function keepToOneWord(db: Db, id: number): Promise<void> {
  const key = wordKey(id, 'number');
  await db.delivery.deleteMany({ where: { key, state: 'waiting', triedAt: null, claimedUntil: null } });
}

function offer(alike: readonly Similar[]): Block[] {
  const one = alike.length === 1;
  const open = alike.some(({ state }) => !isEnded(state));
  const ask = one ? 'Do you want to support it instead?' : 'Do you want to support one of them instead?';
  return [
    paragraph(
      `${one ? 'This one seems' : 'These seem'} to be about the same. ${open ? ask : 'See what happened to it.'}`,
    ),
    ...alike.flatMap(({ id, number, title, state }) => [
      paragraph([{ text: nameOf(number), bold: true }, ` · ${shorten(title, 120)}`]),
      // What has come to its end is worth knowing, and takes no support any more.
      isEnded(state)
        ? aside(`${states[state]}.`)
        : controls(button(`support:${id}`, '👍 Support this instead')),
    ]),
  ];
}
