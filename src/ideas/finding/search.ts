import type { App } from '../../app.ts';
import type { Command, Press } from '../../chat/incoming.ts';
import { type Message, say } from '../../chat/message.ts';
import { pageIn, pageOfRows, renderPage } from '../../chat/paging.ts';
import { notOurs } from '../../chat/reference.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { clean, shorten } from '../../chat/text.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { readNumber } from '../idea/idea.ts';
import { type Asking, cardOf, findAll, IDEAS_A_PAGE } from './found.ts';
import { queryOf, wordsOf } from './query.ts';

/** Characters that are searched for: they have to go into the id of the button that leads on. */
const longest = 75;
/** Found at most; who has so many wants other words. */
const most = 300;
/** Of what was typed at most. */
const mostWords = 20;
/** Share of what was typed, by its trigrams: a word with one slip has 0.5 to 0.7 in a title that holds it, two such words less. */
const alike = 0.4;

/** `/idea search linac checks`: the ideas of all groups with these words, also a number. Hidden ones never. */
export async function searchIdeas({ db }: Pick<App, 'db'>, command: Command): Promise<Reply> {
  const words = clean(command.words).replaceAll('\n', ' ').slice(0, longest).toWellFormed().trim();
  if (words === '')
    throw new Refusal('What should I look for? Add the words, such as: /idea search linac checks');
  const asking = { platform: command.person.platform, channel: command.channel };
  return whisper((await draw(db, words, 0, asking)) ?? nothingOf(words));
}

/** Another page in place of the one that was touched: `idea-search:1/linac checks`. */
export async function turnSearch({ db }: Pick<App, 'db'>, press: Press): Promise<Reply> {
  const [, page, words] = /^idea-search:([^/]*)\/(.+)$/s.exec(press.id) ?? [];
  if (words === undefined) throw notOurs();
  const asking = { platform: press.person.platform, channel: press.channel };
  return redraw((await draw(db, words, pageIn(page), asking)) ?? nothingOf(words));
}

async function draw(tx: Tx, words: string, wanted: number, asking: Asking): Promise<Message | null> {
  const all = await withAll(tx, words);
  const ids = all.length > 0 ? all : await withSome(tx, words);
  if (ids.length === 0) return null;
  const page = pageOfRows(wanted, ids.length, IDEAS_A_PAGE);
  const found = await findAll(tx, ids.slice(page.from, page.from + IDEAS_A_PAGE), asking);
  const cards = found.map((one) => cardOf(one, true));
  const hints = [
    ...(all.length > 0 ? [] : ['No idea has all of these words. These have some of them, or similar words.']),
    ...(ids.length >= most ? [`There are more than ${most}. To find fewer, add words.`] : []),
  ];
  const turn = (to: number) => `idea-search:${to}/${words}`;
  return renderPage({ title: `Ideas with “${words}”`, hints, turn }, cards, page);
}

/** All the words, in title and text together, or the number. The best come first. */
async function withAll(tx: Tx, words: string): Promise<number[]> {
  const query = queryOf(wordsOf(words, mostWords), '&');
  const number = readNumber(words) ?? 0;
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH asked AS MATERIALIZED (SELECT to_tsquery('english', ${query}) AS query)
    SELECT id FROM idea, asked
    WHERE (words @@ query OR number = ${number}) AND number IS NOT NULL AND NOT hidden
    ORDER BY number = ${number} DESC, ts_rank(words, query) DESC, number DESC LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

/** Any of the words; or a title that is like them by its trigrams, so that a slip of the finger still finds it. */
async function withSome(tx: Tx, words: string): Promise<number[]> {
  const query = queryOf(wordsOf(words, mostWords), '|');
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH asked AS MATERIALIZED (SELECT to_tsquery('english', ${query}) AS query)
    SELECT id FROM idea, asked
    WHERE (words @@ query OR word_similarity(${words}, title) >= ${alike}) AND number IS NOT NULL AND NOT hidden
    ORDER BY ts_rank(words, query) + word_similarity(${words}, title) DESC, number DESC LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

function nothingOf(words: string): Message {
  return say(
    `No idea has the words “${shorten(words, longest)}”. Try fewer or other words, or type /idea to send in yours.`,
  );
}
