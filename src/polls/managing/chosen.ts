import type { App } from '../../app.ts';
import { fits } from '../../chat/fit.ts';
import type { Press } from '../../chat/incoming.ts';
import { type Block, button, controls, heading, type Message, paragraph } from '../../chat/message.ts';
import { idsIn } from '../../chat/reference.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { type Poll, visible } from '../store.ts';
import { people } from '../words.ts';
import { pollFor } from './moderator.ts';

/** Options in one message. */
const perPage = 5;

/** *Who chose what*, `poll-chosen:12/1`: of a poll with names, the names behind each option, a page at a time. */
export async function whoChose({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const [id, asked = 1] = idsIn(press.id);
  const poll = await pollFor(db, press.person, 'see names', id);
  const names = await namesByOption(db, poll);
  const options = visible(poll);
  const pages = Math.ceil(options.length / perPage);
  const page = Math.min(asked, pages);
  const shown = options.slice((page - 1) * perPage, page * perPage);
  const lists = shown.map(({ id, text }) => ({ text, names: names.get(id) ?? [] }));
  const next = page < pages ? `poll-chosen:${id}/${page + 1}` : null;
  return whisper(render(poll, lists, next));
}

/** With as many of the names as there is room for. */
function render(
  poll: Poll,
  lists: readonly { text: string; names: string[] }[],
  next: string | null,
): Message {
  const draw = (most: number): Block[] => [
    heading(poll.question),
    ...lists.map(({ text, names }) =>
      paragraph([
        { text, bold: true },
        ` · ${people(names.length)}`,
        names.length > 0 ? `\n${shorten(names.join(', '), most)}` : '',
      ]),
    ),
    ...(next === null ? [] : [controls(button(next, 'More options'))]),
  ];
  const blocks = [900, 500, 250].map(draw).find((some) => fits(some)) ?? draw(80);
  return { summary: 'Who chose what', blocks };
}

async function namesByOption(tx: Tx, poll: Poll): Promise<Map<number, string[]>> {
  const rows = await tx.$queryRaw<{ option: number; voter: string; name: string | null }[]>`
    SELECT option, voter, person.name FROM ballot
    CROSS JOIN unnest(choices) AS option
    LEFT JOIN account ON voter = account.platform || '/' || account."user"
    LEFT JOIN person ON person.id = account.person_id
    WHERE poll_id = ${poll.id} ORDER BY person.name NULLS LAST, voter`;
  const names = new Map<number, string[]>();
  for (const { option, voter, name } of rows)
    names.set(option, [...(names.get(option) ?? []), name ?? somebodyOn(voter.split('/')[0]!)]);
  return names;
}

function somebodyOn(platform: string): string {
  return `somebody on ${platform.charAt(0).toUpperCase()}${platform.slice(1)}`;
}
