import type { App } from '../../app.ts';
import { fitting } from '../../chat/fit.ts';
import type { Press } from '../../chat/incoming.ts';
import { heading, type Message, paragraph } from '../../chat/message.ts';
import { openingIn, type Page, pageOfRows, renderPage } from '../../chat/paging.ts';
import { asId } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { type Poll, visible } from '../store.ts';
import { people } from '../words.ts';
import { pollFor } from './moderator.ts';

/** Options on one page. */
const OPTIONS_A_PAGE = 5;

/**
 * *Who chose what*, `poll-chosen:12`: of a poll with names, the names behind each option, a page at a time; and its pages in place of the
 * one that was touched, `poll-chosen:12/2` (from 1).
 */
export async function whoChose({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const { of, page: asked } = openingIn(press.id);
  const poll = await pollFor(db, press.person, 'see names', asId(of));
  const names = await namesByOption(db, poll);
  const options = visible(poll);
  const page = pageOfRows((asked ?? 1) - 1, options.length, OPTIONS_A_PAGE);
  const shown = options.slice(page.from, page.from + OPTIONS_A_PAGE);
  const lists = shown.map(({ id, text }) => ({ text, names: names.get(id) ?? [] }));
  const message = render(poll, lists, page);
  return asked === null ? whisper(message) : redraw(message);
}

/** With as many of the names as there is room for. */
function render(poll: Poll, lists: readonly { text: string; names: string[] }[], page: Page): Message {
  const list = {
    title: 'Who chose what',
    head: [heading(poll.question)],
    turn: (to: number) => `poll-chosen:${poll.id}/${to + 1}`,
  };
  const cards = (most: number) =>
    lists.map(({ text, names }) => [
      paragraph([
        { text, bold: true },
        ` · ${people(names.length)}`,
        names.length > 0 ? `\n${shorten(names.join(', '), most)}` : '',
      ]),
    ]);
  return fitting([900, 500, 250, 80], (most) => renderPage(list, cards(most), page));
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
