import type { App } from '../../app.ts';
import { countdown, fitting } from '../../chat/fit.ts';
import type { Command, PersonRef, Press } from '../../chat/incoming.ts';
import { divider, type Message } from '../../chat/message.ts';
import { pageOfRows, renderPage, turnIn } from '../../chat/paging.ts';
import { type Reply, redraw, whisper } from '../../chat/reply.ts';
import { knownPerson } from '../../community/who.ts';
import type { Tx } from '../../db.ts';
import { Refusal } from '../../errors.ts';
import { openQuestions, type Question, questionBlocks } from '../asking/questions.ts';
import { accountsOf, isSender } from '../idea/sender.ts';
import { type Asking, cardOf, findAll, IDEAS_A_PAGE } from './found.ts';

/**
 * Anonymous ideas that are looked through, the newest first: whose they are only the secret tells, so each has to be tried. Ten thousand
 * are what a body of 5,000 sends in within years, and take about a tenth of a second.
 */
export const SEARCHED_AT_ONCE = 10_000;
/** So many at a time, so that others are served in between. */
const atOnce = 500;

type Mine = { id: number; notes: string[] };

/** `/idea mine`: what one has sent in, also anonymously, and what one supports or follows. */
export async function myIdeas(app: Pick<App, 'db' | 'secret'>, command: Command): Promise<Reply> {
  return whisper((await draw(app, command, 0)) ?? nothingOfMine);
}

/** Another page in place of the one that was touched: `idea-mine:1`. Whoever presses sees their own. */
export async function turnMine(app: Pick<App, 'db' | 'secret'>, press: Press): Promise<Reply> {
  const message = await draw(app, press, turnIn(press.id).page);
  if (!message) throw new Refusal(nothingOfMine);
  return redraw(message);
}

async function draw(
  { db, secret }: Pick<App, 'db' | 'secret'>,
  { person, channel }: Pick<Command, 'person' | 'channel'>,
  wanted: number,
): Promise<Message | null> {
  const own = await sentBy(db, secret, person);
  const all = [...own.ideas, ...(await wantedBy(db, person, new Set(own.ideas.map(({ id }) => id))))];
  if (all.length === 0) return null;
  const page = pageOfRows(wanted, all.length, IDEAS_A_PAGE);
  const asking: Asking = { platform: person.platform, channel };
  const shown = all.slice(page.from, page.from + IDEAS_A_PAGE);
  const ids = shown.map(({ id }) => id);
  const cards = (await findAll(db, ids, asking)).map((found) =>
    cardOf(found, true, shown.find(({ id }) => id === found.id)!.notes),
  );
  const hints = [
    'Only you see this.',
    ...(own.whole ? [] : [`Only the newest ${SEARCHED_AT_ONCE} anonymous ideas were searched for yours.`]),
  ];
  const turn = (to: number) => `idea-mine:${to}`;
  const list = renderPage({ title: 'Your ideas', hints, turn }, cards, page);
  const asked =
    page.at === 0
      ? await openQuestions(
          db,
          own.ideas.map(({ id }) => id),
        )
      : [];
  return below(asked, list);
}

/** The list with what waits for an answer before it, as many questions as fit: it may be that no direct message reached its sender. */
function below(asked: readonly Question[], list: Message): Message {
  return fitting(countdown(Math.min(asked.length, 3), 0), (count) =>
    count === 0
      ? list
      : { ...list, blocks: [...asked.slice(0, count).flatMap(questionBlocks), divider, ...list.blocks] },
  );
}

/** What somebody has sent in, the newest first. `whole`: all ideas were looked through. */
async function sentBy(tx: Tx, secret: string, person: PersonRef): Promise<{ ideas: Mine[]; whole: boolean }> {
  const known = await knownPerson(tx, person);
  const signed = known ? await tx.idea.findMany({ where: { personId: known.id }, select: { id: true } }) : [];
  const ideas: Mine[] = signed.map(({ id }) => ({ id, notes: ['yours'] }));
  const accounts = await accountsOf(tx, person);
  let [before, seen] = [2_147_483_647, 0];
  for (;;) {
    const some = await tx.idea.findMany({
      where: { signed: false, id: { lt: before } },
      orderBy: { id: 'desc' },
      take: atOnce,
      select: { id: true, salt: true, mark: true },
    });
    if (seen >= SEARCHED_AT_ONCE && some.length > 0) return { ideas: ideas.sort(newest), whole: false };
    for (const idea of some)
      if (isSender(secret, idea, accounts)) ideas.push({ id: idea.id, notes: ['yours, anonymous'] });
    seen += some.length;
    if (some.length < atOnce) return { ideas: ideas.sort(newest), whole: true };
    before = some.at(-1)!.id;
  }
}

function newest(a: Mine, b: Mine): number {
  return b.id - a.id;
}

/** What somebody supports or follows and did not send in, the newest first; for one that was merged, the one that it went into. */
async function wantedBy(tx: Tx, person: PersonRef, own: ReadonlySet<number>): Promise<Mine[]> {
  const known = await knownPerson(tx, person);
  if (!known) return [];
  const rows = await tx.$queryRaw<{ id: number; supports: boolean; follows: boolean }[]>`
    WITH RECURSIVE wanted AS (
      SELECT idea_id, true AS supports FROM supporter WHERE person_id = ${known.id}
      UNION ALL SELECT idea_id, false FROM follower WHERE person_id = ${known.id}
    ),
    way AS (
      SELECT idea_id AS id, supports FROM wanted
      UNION SELECT merged_id, supports FROM way JOIN idea USING (id) WHERE merged_id IS NOT NULL
    )
    SELECT id, supports, follows FROM (
      SELECT id, bool_or(supports) AS supports, bool_or(NOT supports) AS follows FROM way GROUP BY id
    ) ways JOIN idea USING (id)
    WHERE merged_id IS NULL AND NOT hidden AND number IS NOT NULL
    ORDER BY id DESC`;
  return rows
    .filter(({ id }) => !own.has(id))
    .map(({ id, supports, follows }) => ({
      id,
      notes: [...(supports ? ['you support it'] : []), ...(follows ? ['you follow it'] : [])],
    }));
}

const nothingOfMine =
  'You have not sent in, supported or followed any idea yet. Type /idea to send one in, or /idea list to see your group’s ideas.';
